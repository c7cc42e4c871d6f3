"""Shares of the ending and of a seat's score that its own orders explain: a decomposition of variance.

The orders of the seat are one input of a game. All else is its situation: the orders of the others, the dice and the
opening. Both are drawn apart, the orders as scripted seats gave them in other games. Within a block each of some
orders of the seat meets each of some situations, and an analysis of variance tells what the orders explain alone and
together with the situation: the first-order and the total index of I. M. Sobol (1993), as components of variance
(S. R. Searle, G. Casella and C. E. McCulloch 1992, Variance Components, 4.3).
"""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

import numpy as np

from wargame.engine.rules.policies.kinds import MOST_ORDERS
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal import first_seeds
from wargame.engine.study.appraisal.estimates import Estimate, Values, ratio_of
from wargame.engine.study.appraisal.situations import Numbers, Played, openings_of, played
from wargame.engine.study.rehearsal.history import play

SIDE = 8
"""Orders of the seat, or of all others, in a block, and situations that each of them meets."""

AT_ONCE = 50
"""Blocks laid out at a time: a game that lends orders is kept turn by turn until then."""

FEWEST_BLOCKS = 2
"""Blocks without which a figure has no error."""


@dataclass(frozen=True, eq=False)
class Blocks:
    """Blocks in which the orders of the seats `lent` meet situations, and in which one seat is scored.

    The seeds of games that lend orders begin at `lending`, those of situations at `situations`.
    """

    setting: Setting
    policies: Mapping[str, str]
    seat: str
    lent: AbstractSet[str]
    lending: int
    situations: int

    def played(self, games: int) -> dict[str, Values]:
        """Play about so many games, in whole blocks, and give what they came to, as `shares_of` takes it."""
        blocks = max(FEWEST_BLOCKS, games // SIDE**2)
        found = [self._played(range(block, min(block + AT_ONCE, blocks))) for block in range(0, blocks, AT_ONCE)]
        return {name: np.concatenate([one[name] for one in found]) for name in found[0]}

    def _played(self, blocks: range) -> dict[str, Values]:
        count, before = len(blocks) * SIDE, blocks.start * SIDE
        first, number = self.situations + before, np.arange(count)
        worlds = openings_of(self.setting, seeds := range(first, first + count))
        given = orders_given(self.setting, self.policies, 2 * count, self.lending + 2 * before)

        def meet(own: Numbers) -> Played:
            plans = {code: sheets[own if code in self.lent else count + number] for code, sheets in given.items()}
            return played(self.setting, worlds, seeds, self.policies, plans)

        met = [meet(number // SIDE * SIDE + place) for place in range(SIDE)]
        measured: dict[str, Callable[[Played], Values]] = {
            "ending": lambda one: as_flags(self.setting, one),
            "score": lambda one: one.score(self.setting, self.seat)[:, None],
        }
        return {
            name: np.stack([values(one).reshape(len(blocks), SIDE, -1) for one in met], axis=1)
            for name, values in measured.items()
        }


def orders_given(setting: Setting, policies: Mapping[str, str], count: int, first: int) -> dict[str, Numbers]:
    """Return the orders of each seat (n, turns, orders, SHEET_WIDTH) in games of scripted seats, by seeds from
    `first`."""
    history = play(setting, range(first, first + count), [policies] * count)
    return {
        seat: history.sheets[:, :, setting.names.states[seat], :MOST_ORDERS].swapaxes(0, 1) for seat in setting.seats
    }


def own_shares(
    setting: Setting, policies: Mapping[str, str], seat: str, games: int, base: int = 0
) -> dict[str, dict[str, Estimate]]:
    """Give by "ending" and "score" the share that the seat's own orders explain: `alone`, and `with_interactions`.

    No game lends orders to two blocks, or to the seat and the others.
    """
    firsts = base + first_seeds.LENDING, base + first_seeds.SITUATIONS_OF_SHARES
    found = Blocks(setting, policies, seat, {seat}, *firsts).played(games)
    return {name: shares_of(values) for name, values in found.items()}


def others_share(setting: Setting, policies: Mapping[str, str], seat: str, games: int, base: int = 0) -> Estimate:
    """Give the share of the seat's score that the orders of all other seats explain alone.

    Here the orders of the others meet the situations, to which the seat's own orders belong.
    """
    firsts = base + first_seeds.LENDING_OF_OTHERS, base + first_seeds.SITUATIONS_OF_OTHERS
    found = Blocks(setting, policies, seat, set(setting.seats) - {seat}, *firsts).played(games)
    return shares_of(found["score"])["alone"]


def as_flags(setting: Setting, games: Played) -> Values:
    """Give (n, endings) 1 where a game ended so: the spread of all of them together is that of the ending."""
    flags: Values = (games.endings[:, None] == np.arange(len(setting.spec.endings))).astype(np.float64)
    return flags


def shares_of(found: Values) -> dict[str, Estimate]:
    """Give shares from what games came to, (blocks, orders of the seat, situations, values).

    A two-way analysis of variance in each block, whose rows and columns are as many; blocks are independent.
    """
    side = found.shape[1]
    middle = found.mean(axis=(1, 2), keepdims=True)
    own, situations = found.mean(axis=2, keepdims=True) - middle, found.mean(axis=1, keepdims=True) - middle
    both = _squares(found - middle - own - situations) / (side - 1) ** 2
    alone, rest = (_squares(one) / (side - 1) - both / side for one in (own, situations))
    whole = alone + rest + both
    return {"alone": ratio_of(alone, whole), "with_interactions": ratio_of(alone + both, whole)}


def _squares(deviations: Values) -> Values:
    """Add the squares of each block up, over all values."""
    total: Values = (deviations**2).sum(axis=(1, 2, 3))
    return total
