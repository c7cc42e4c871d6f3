"""The order that is worth most in the first turn, and its worth.

Orders are chosen in some openings, and the best of them judged in others and by other dice: the best of many has been
lucky, and what it was worth where it was chosen says too much.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal.choices import Choices, choices_of
from wargame.engine.study.appraisal.estimates import Estimate, Values, mean_of
from wargame.engine.study.appraisal.situations import fresh_seeds, openings_of
from wargame.engine.study.appraisal.worth import acts, gains_in

SHORT_LIST = 4
"""Orders that are tried again, in more openings."""

TRIED, CONFIRMED, JUDGED = 1, 3, 4
"""Openings in which all orders are tried, those for the short list, and those that judge the best of it, for each game
asked for.
"""

DICE = 2
"""How often each opening is played on. Gains spread with what is hidden in it, and little with the dice."""

AT_ONCE = 400
"""Openings laid out at a time."""

FIRST_TRIED, FIRST_CONFIRMED, FIRST_JUDGED = 2**40, 2**41, 2**42


@dataclass(frozen=True)
class FirstOrder:
    """An order and what it is worth in points, compared with no order; "" if none can be given in the first turn."""

    order: str
    worth: Estimate


def best_first_order(setting: Setting, policies: Mapping[str, str], seat: str, games: int, base: int = 0) -> FirstOrder:
    """Find the best first order of a seat, which goes on by its policy; the others decide by theirs."""
    choices = choices_of(setting, seat)

    def ranked(numbers: Sequence[int], first: int, openings: int) -> list[tuple[Estimate, int]]:
        found = _worths(choices, policies, numbers, range(base + first, base + first + openings))
        return sorted(((worth, number) for number, worth in found.items()), reverse=True)

    tried = ranked(acts(choices), FIRST_TRIED, TRIED * games)
    confirmed = ranked([number for _, number in tried[:SHORT_LIST]], FIRST_CONFIRMED, CONFIRMED * games)
    judged = ranked([number for _, number in confirmed[:1]], FIRST_JUDGED, JUDGED * games)
    return next((FirstOrder(choices.names[number], worth) for worth, number in judged), FirstOrder("", Estimate(0.0)))


def _worths(choices: Choices, policies: Mapping[str, str], numbers: Sequence[int], seeds: range) -> dict[int, Estimate]:
    """Return the worth of each order that could be given in some of the openings of these seeds."""
    gains: dict[int, list[Values]] = {}
    for first in range(0, len(seeds), AT_ONCE):
        batch = seeds[first : first + AT_ONCE]
        rows, dice = openings_of(choices.setting, batch), np.array(fresh_seeds(batch, 0, DICE)).reshape(-1, DICE)
        for number, gained in gains_in(choices, policies, rows, dice, numbers):
            gains.setdefault(number, []).append(gained.mean(axis=1))
    return {number: mean_of(np.concatenate(found)) for number, found in gains.items()}
