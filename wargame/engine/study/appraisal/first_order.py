"""The order that is worth most in the first turn, and its worth.

Orders are chosen in some openings, and the best of them judged in others and by other dice: the best of many has been
lucky, and what it was worth where it was chosen says too much.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal import first_seeds
from wargame.engine.study.appraisal.choices import Choices, choices_of
from wargame.engine.study.appraisal.estimates import Estimate, Values, mean_of
from wargame.engine.study.appraisal.situations import fresh_seeds, openings_of, portions
from wargame.engine.study.appraisal.worth import acts, gains_in

SHORT_LIST = 4
"""Orders that are tried again, in more openings."""

TRIED, CONFIRMED, JUDGED = 1, 3, 4
"""Openings in which all orders are tried, those for the short list, and those that judge the best of it, for each game
asked for.
"""

DICE = 2
"""Games played on from each opening. Gains spread with its hidden truths, and little with the dice."""


@dataclass(frozen=True)
class FirstOrder:
    """An order and what it is worth in points, compared with no order; "" if none can be given in the first turn."""

    order: str
    worth: Estimate


NO_ORDER = FirstOrder("", Estimate(0.0))


def best_first_order(setting: Setting, policies: Mapping[str, str], seat: str, games: int, base: int = 0) -> FirstOrder:
    """Find the best first order of a seat, which goes on by its policy; the others decide by theirs."""
    choices = choices_of(setting, seat)

    def ranked(numbers: Sequence[int], first: int, openings: int) -> list[int]:
        seeds = range(base + first, base + first + openings)
        found = _worths(choices, policies, numbers, seeds)
        return sorted(found, key=lambda number: -found[number].value)

    tried = ranked(acts(choices), first_seeds.FIRST_ORDER_TRIED, TRIED * games)
    confirmed = ranked(tried[:SHORT_LIST], first_seeds.FIRST_ORDER_CONFIRMED, CONFIRMED * games)
    first = base + first_seeds.FIRST_ORDER_JUDGED
    judged = _worths(choices, policies, confirmed[:1], range(first, first + JUDGED * games))
    return next((FirstOrder(choices.names[number], worth) for number, worth in judged.items()), NO_ORDER)


def _worths(choices: Choices, policies: Mapping[str, str], numbers: Sequence[int], seeds: range) -> dict[int, Estimate]:
    """Return the worth of each order in the openings of these seeds: nothing where it cannot be given.

    Orders that can be given in none are left out.
    """
    gains: dict[int, list[Values]] = {}
    for part in portions(len(seeds)):
        batch = seeds[part]
        dice = [fresh_seeds([seed], 0, DICE) for seed in batch]
        for number, gained in gains_in(choices, policies, openings_of(choices.setting, batch), dice, numbers):
            gains.setdefault(number, []).append(gained.mean(axis=1))
    return {number: _over_all(np.concatenate(found), len(seeds)) for number, found in gains.items()}


def _over_all(gains: Values, openings: int) -> Estimate:
    return mean_of(np.pad(gains, (0, openings - len(gains))))
