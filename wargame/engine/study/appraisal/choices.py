"""The orders that a seat can give, as rows of numbers: every order kind with its level, target and partner."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

import numpy as np
import numpy.typing as npt

from wargame.engine.playouts.playouts import Rows
from wargame.engine.rules.game import meet
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.rehearsal.legal_options import judged
from wargame.engine.turn.sheet import Order
from wargame.engine.world.script_rows import CandidateRow
from wargame.engine.world.world import UNKNOWN

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

NOTHING = -1
"""Stands for no order in a plan."""


@dataclass(frozen=True, eq=False)
class Choices:
    """All orders of a seat, by number; a plan is made of such numbers."""

    setting: Setting
    seat: str

    @property
    def place(self) -> int:
        """The seat's row in the arrays of the world."""
        return self.setting.names.states[self.seat]

    @cached_property
    def rows(self) -> tuple[CandidateRow, ...]:
        script = self.setting.tables.scripts[self.place]
        return tuple(self.setting.tables.candidates[script.candidates_from : script.candidates_to])

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Each order in words of the pack: kind, level, target, partner."""
        return tuple(map(named, self.orders))

    @cached_property
    def orders(self) -> tuple[Order, ...]:
        """Each order as people give it."""
        return tuple(self._order(row) for row in self.rows)

    @cached_property
    def times(self) -> tuple[tuple[int, int], ...]:
        """The first and the last turn of each order."""
        return tuple((row.first_turn, row.last_turn) for row in self.rows)

    @cached_property
    def cells(self) -> Numbers:
        """Each order as it is handed in; the last row, which `NOTHING` finds, is no order."""
        return np.array([[*row[:4]] for row in self.rows] + [[NOTHING] * 4], dtype=np.int64)

    def go_together(self, numbers: Iterable[int]) -> bool:
        """Return whether no two orders are of one class and aimed at a state in common: of these a sheet holds one."""
        pairs = combinations([self.rows[number] for number in numbers], 2)
        return not any(
            one.order_class == other.order_class and meet(self.setting.plain, one.target, other.target)
            for one, other in pairs
        )

    def legal(self, rows: Rows) -> Flags:
        """Return (n, orders) whether the seat could give each order in each world (n, cells), as far as it knows."""
        seen = np.array(self.setting.tables.seen, dtype=np.int64) >> self.place & 1
        known = np.where(seen.astype(np.bool_), rows[:, : len(seen)], UNKNOWN)
        turn, points = known[:, self.setting.at.clock], known[:, self.setting.at.points + self.place]
        by_need: dict[int, Flags] = {}
        found = np.zeros((len(rows), len(self.rows)), dtype=np.bool_)
        for number, row in enumerate(self.rows):
            if row.need not in by_need:
                by_need[row.need] = judged(self.setting, known, row.need)
            in_time = (row.first_turn <= turn) & (turn <= row.last_turn)
            found[:, number] = by_need[row.need] & in_time & (row.price <= points)
        return found

    def _order(self, row: CandidateRow) -> Order:
        spec, blocs = self.setting.spec.orders[row.kind], self.setting.blocs
        return Order(spec.kind, spec.levels[row.level].key, blocs[row.target], blocs[row.partner])


def named(order: Order) -> str:
    """Return an order in words of the pack: kind, level, target, partner."""
    return " ".join(filter(None, (order.kind, order.level, order.target, order.partner)))


@lru_cache(maxsize=64)
def choices_of(setting: Setting, seat: str) -> Choices:
    return Choices(setting, seat)
