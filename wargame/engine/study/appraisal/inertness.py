"""The share of orders that are worth nothing in any situation, corrected for the error of few games."""

from collections.abc import Sequence
from math import erf, sqrt

from wargame.engine.study.appraisal.estimates import Estimate
from wargame.engine.study.appraisal.worth import WORTH, Worth


def inert_share(found: Sequence[Worth]) -> Estimate:
    """Return the share of orders that are not worth `WORTH` in the best tenth of their situations.

    The error is the standard error of that share if every order were measured again in as many games.
    """
    if not found:
        return Estimate(0.0)
    chances = [_chance_below(one.best_tenth) for one in found]
    inert = sum(one.best_tenth.value < WORTH for one in found)
    return Estimate(inert / len(found), sqrt(sum(chance * (1 - chance) for chance in chances)) / len(found))


def _chance_below(worth: Estimate) -> float:
    """Return the chance that another measurement would be below."""
    if not worth.error:
        return float(worth.value < WORTH)
    return 0.5 * (1 + erf((WORTH - worth.value) / worth.error / sqrt(2)))
