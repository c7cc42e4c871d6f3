"""How many orders are worth nothing anywhere, allowing for what few games leave open."""

from collections.abc import Sequence
from math import erf, sqrt

from wargame.engine.study.appraisal.estimates import Estimate
from wargame.engine.study.appraisal.worth import WORTH, Worth


def inert_share(found: Sequence[Worth]) -> Estimate:
    """Give the share of orders not worth `WORTH` in the tenth of situations that they serve best.

    The error is that of the count if every order were judged again by as many games.
    """
    if not found:
        return Estimate(0.0)
    chances = [_chance_below(one.best_tenth) for one in found]
    inert = sum(one.best_tenth.value < WORTH for one in found)
    return Estimate(inert / len(found), sqrt(sum(chance * (1 - chance) for chance in chances)) / len(found))


def _chance_below(worth: Estimate) -> float:
    """Give the chance that another measurement would come out below."""
    if not worth.error:
        return float(worth.value < WORTH)
    return 0.5 * (1 + erf((WORTH - worth.value) / worth.error / sqrt(2)))
