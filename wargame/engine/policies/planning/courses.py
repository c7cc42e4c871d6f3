"""A seat's own plan for the turns ahead: learned from many plans that are tried in the same futures.

Every plan that is tried says something of all its orders at once: what an order does in a turn is how much better the
plans with it fare than those without. Each round draws its plans nearer to the best so far, as the cross-entropy method
does (R. Y. Rubinstein and D. P. Kroese, The Cross-Entropy Method, 2004). All sums are of whole numbers, so that every
machine learns the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, product

import numpy as np
import numpy.typing as npt

from wargame.engine.perspective.filter import Perspective
from wargame.engine.policies.planning.candidates import legal_numbers
from wargame.engine.policies.planning.effort import Exploration
from wargame.engine.policies.planning.futures import Futures
from wargame.engine.rules.game import contradict, may_contradict, meet
from wargame.engine.rules.policies.kinds import MOST_ORDERS
from wargame.engine.world.dice import Key
from wargame.engine.world.layout import SHEET_WIDTH
from wargame.engine.world.script_rows import CandidateRow

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Points = npt.NDArray[np.float64]

NOTHING = -1
BARRED = -1e12
"""The worth of an order in a turn in which it cannot be given."""

LOOKED_AT = 3 * MOST_ORDERS
"""Orders, best first, that are tried on a sheet: more than fit, as some serve one purpose or cost too much."""

LEAST = 100.0
"""Milli-points that an order must seem worth to stand in the plan that is kept."""

DOUBTED = 4
"""Plans with an order that count against what those with it seem to show: few plans say little."""


@dataclass(frozen=True, eq=False)
class Course:
    """The apparent worth of each order now, in milli-points by its number, and the plan: the orders of this turn by
    their numbers, and those of later turns (turns, MOST_ORDERS, SHEET_WIDTH) as they are handed in.
    """

    worth: Mapping[int, float]
    now: tuple[int, ...]
    later: Numbers


def explored(futures: Futures, exploration: Exploration, numbers: Sequence[int], key: Key) -> Course:
    """Find a plan for this turn and those after it, as far as the exploration looks and the scenario goes.

    `numbers` are those of the seat's orders that the plan may hold.
    """
    view = futures.view
    terms = Terms(view, numbers, min(exploration.turns, view.setting.at.turns + 1 - view.turn))
    tried = [number for number in range(exploration.futures) for _ in range(exploration.plans)]
    sums, counts = np.zeros(terms.may_give.shape), np.zeros(terms.may_give.shape)
    worth = np.zeros(terms.may_give.shape)
    dice = np.random.Philox(key=[word % 2**64 for word in key], counter=[0, 0, view.index, view.turn])
    for spread in exploration.spreads:
        plans = terms.drawn(worth, spread, len(tried), dice)
        scores = futures.played(terms.cells[plans], tried, terms.turns).reshape(exploration.futures, -1)
        # Against the other plans in the same future, so that luck says nothing; times their number to stay whole.
        better = (scores * exploration.plans - scores.sum(axis=1, keepdims=True)).ravel()
        gain, count = learned(terms.given_in(plans), better)
        sums += gain * count / exploration.plans
        counts += count
        worth = np.divide(sums, counts + DOUBTED)
    best = terms.best(worth)
    return Course(
        worth=dict(zip(numbers, worth[0].tolist(), strict=True)),
        now=tuple(numbers[index] for index in best[0].tolist() if index >= 0),
        later=terms.cells[best[1:]],
    )


def learned(given: Flags, better: Numbers) -> tuple[Points, Numbers]:
    """Return for each order in each turn the mean of plans with it less the mean of plans without it, and the number of
    plans with it.

    The values over all plans (n,) add up to 0.
    """
    plans = len(better)
    flags = given.reshape(plans, -1).astype(np.int64)
    count = flags.sum(axis=0)
    total = (flags * better[:, None]).sum(axis=0)
    others = plans - count
    gain = np.where((count > 0) & (others > 0), total * plans / np.maximum(count * others, 1), 0.0)
    return gain.reshape(given.shape[1:]), count.reshape(given.shape[1:])


@dataclass(frozen=True, eq=False)
class Terms:
    """Which orders a seat may plan in each turn, at what price, and which of them one sheet cannot hold together."""

    view: Perspective
    numbers: Sequence[int]
    turns: int

    @cached_property
    def rows(self) -> list[CandidateRow]:
        """The orders that may be planned, in the order of their numbers."""
        first = self.view.setting.tables.scripts[self.view.index].candidates_from
        return [self.view.setting.tables.candidates[first + number] for number in self.numbers]

    @cached_property
    def cells(self) -> Numbers:
        """Each order as it is handed in; the last row, which NOTHING finds, is no order."""
        return np.array([row[:SHEET_WIDTH] for row in self.rows] + [(NOTHING,) * SHEET_WIDTH], dtype=np.int64)

    @cached_property
    def prices(self) -> Numbers:
        return np.array([row.price for row in self.rows], dtype=np.int64)

    @cached_property
    def purposes(self) -> Numbers:
        """A number for each class of orders with the same target."""
        blocs = self.view.setting.at.blocs
        return np.array([row.order_class * (blocs + 1) + row.target + 1 for row in self.rows], dtype=np.int64)

    @cached_property
    def excludes(self) -> Flags:
        """Say (orders + 1, orders + 1) which orders contradict each other, or are of one class and share some but not
        all targets; the last one, no order, excludes none.
        """
        tables = self.view.setting.tables
        found = np.zeros((len(self.cells), len(self.cells)), dtype=np.bool_)
        levels = [row.level_row for row in self.rows]
        told = [k for k, level in enumerate(levels) if may_contradict(tables.levels[level])]
        for one, other in combinations(told, 2):
            targets = self.rows[one].target, self.rows[other].target
            found[one, other] = contradict(tables, levels[one], targets[0], levels[other], targets[1])
        together = [k for k, row in enumerate(self.rows) if tables.blocs[row.target + 1].more]
        for one, other in product(together, range(len(self.rows))):
            if self.rows[one].order_class == self.rows[other].order_class and one != other:
                found[one, other] |= meet(tables, self.rows[one].target, self.rows[other].target)
        return found | found.T

    @cached_property
    def may_give(self) -> Flags:
        """Say (turns, orders) what may be planned: now what is legal, later whatever has its time then."""
        orders, legal = self.view.setting.tables.orders, set(legal_numbers(self.view))
        times = [(orders[row.kind].first_turn, orders[row.kind].last_turn) for row in self.rows]
        later = [[first <= self.view.turn + turn <= last for first, last in times] for turn in range(1, self.turns)]
        return np.array([[number in legal for number in self.numbers], *later], dtype=np.bool_)

    @cached_property
    def points(self) -> Numbers:
        """Order points of each turn."""
        allowance = self.view.setting.tables.states[self.view.index].allowance
        return np.array([self.view.points] + [allowance] * (self.turns - 1), dtype=np.int64)

    def drawn(self, worth: Points, spread: int, count: int, dice: np.random.Philox) -> Numbers:
        """Draw plans (n, turns, MOST_ORDERS) around what orders seem worth; without a spread, any plans."""
        shape = (count, *worth.shape)
        if not spread:
            keys = self._noise(dice, shape) + 1.0
            most = (dice.random_raw(count * self.turns) % (MOST_ORDERS + 1)).astype(np.int64).reshape(count, -1)
        else:
            keys = worth + spread * self._noise(dice, shape)
            most = np.full(shape[:2], MOST_ORDERS)
        return self._sheets(np.where(self.may_give, keys, BARRED), most)

    def best(self, worth: Points) -> Numbers:
        """Give the plan (turns, MOST_ORDERS) that seems worth most."""
        keys = np.where(self.may_give, worth - LEAST, BARRED)[None]
        found: Numbers = self._sheets(keys, np.full((1, self.turns), MOST_ORDERS))[0]
        return found

    def given_in(self, plans: Numbers) -> Flags:
        """Say (n, turns, orders) which orders stand in plans."""
        found = np.zeros((*plans.shape[:2], len(self.cells)), dtype=np.bool_)
        np.put_along_axis(found, np.where(plans < 0, len(self.prices), plans), True, axis=2)
        return found[:, :, :-1]

    def _noise(self, dice: np.random.Philox, shape: Sequence[int]) -> Points:
        """Draw numbers between -1 and 1, those near 0 more often."""
        raw = dice.random_raw(int(np.prod(shape)))
        halves = (raw >> np.uint64(32)).astype(np.float64) - (raw & np.uint64(0xFFFFFFFF)).astype(np.float64)
        return (halves / 2**32).reshape(shape)

    def _sheets(self, keys: Points, most: Numbers) -> Numbers:
        """Fill sheets (n, turns, MOST_ORDERS) by keys (n, turns, orders), highest first and only above 0."""
        looked_at = min(LOOKED_AT, keys.shape[2])
        ranked = np.argsort(-keys, axis=2, kind="stable")[:, :, :looked_at]
        sheets = np.full((*keys.shape[:2], MOST_ORDERS), NOTHING, dtype=np.int64)
        purposes = np.full(sheets.shape, NOTHING, dtype=np.int64)
        used, left = np.zeros(keys.shape[:2], dtype=np.int64), np.broadcast_to(self.points, keys.shape[:2]).copy()
        for rank in range(looked_at):
            order = ranked[:, :, rank]
            price, purpose = self.prices[order], self.purposes[order]
            fits = (np.take_along_axis(keys, order[..., None], axis=2)[..., 0] > 0) & (used < most) & (price <= left)
            fits &= (purposes != purpose[..., None]).all(axis=2) & ~self.excludes[order[..., None], sheets].any(axis=2)
            game, turn = np.nonzero(fits)
            slot = used[game, turn]
            sheets[game, turn, slot], purposes[game, turn, slot] = order[game, turn], purpose[game, turn]
            used[game, turn] += 1
            left[game, turn] -= price[game, turn]
        return sheets
