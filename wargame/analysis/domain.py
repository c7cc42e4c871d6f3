"""Changes of a played turn: of one order by a what-if, or of a whole sheet by a second try."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from wargame.analysis import bridge
from wargame.exercises.bridge import order_rows, sheets_of
from wargame.exercises.models import Turn

OrderRow = dict[str, str]
NOTHING_CHANGED = "Nothing is changed yet, so both lines would be the same. Change one order first."


@dataclass(frozen=True)
class Change:
    """A change of a seat's sheet: another order in place `slot` (from 0), one more at the end, or none there (None)."""

    seat: str
    slot: int
    order: OrderRow | None

    @classmethod
    def of(cls, row: bridge.Row) -> Self:
        """Return a change from its stored form."""
        return cls(row["seat"], row["slot"], row["order"])

    def as_row(self) -> bridge.Row:
        """Return the change in its stored form."""
        return {"seat": self.seat, "slot": self.slot, "order": self.order}

    def fits(self, given: Sequence[OrderRow]) -> bool:
        """Return whether it changes anything in these orders."""
        if self.order is None:
            return 0 <= self.slot < len(given)
        return 0 <= self.slot <= len(given) and self.order not in given[self.slot : self.slot + 1]

    def applied(self, given: Sequence[OrderRow]) -> list[OrderRow]:
        """Return the orders with the change."""
        return [*given[: self.slot], *([self.order] if self.order else []), *given[self.slot + 1 :]]


@dataclass(frozen=True)
class SecondTry:
    """A sheet that a person gives for a seat in a turn that was played.

    `saw_answer`: the person had opened the names of the orders that promised more.
    """

    seat: str
    orders: tuple[OrderRow, ...]
    saw_answer: bool = False

    @classmethod
    def of(cls, row: bridge.Row) -> Self:
        """Return a second try from its stored form."""
        return cls(row["seat"], tuple(row["orders"]), row["saw_answer"])

    def as_row(self) -> bridge.Row:
        """Return the second try in its stored form."""
        return {"seat": self.seat, "orders": list(self.orders), "saw_answer": self.saw_answer}


def orders_of(turn: Turn, role: str) -> list[OrderRow]:
    """Return the orders of a seat as they were adjudicated in the turn."""
    return [dict(row) for row in order_rows(sheets_of(turn).get(role, ()))]
