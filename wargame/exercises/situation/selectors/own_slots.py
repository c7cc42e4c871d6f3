"""A seat's own orders for slots of a queue, with the buyer whom each serves."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from scenarios.schema.pack_queue import QueueText
from wargame.engine.values import Bloc
from wargame.exercises.situation.selectors.seat_view import SeatView
from wargame.web.seats import mark_of


@dataclass(frozen=True)
class OwnSlot:
    """An own order by its number on the sheet, with the product and the buyer that it is for, and its level."""

    number: int
    product: str
    buyer: str
    level: str


@dataclass(frozen=True)
class OwnSlots:
    """The own orders below the calendar, in the seat's colour; always one layer, which replaces the one on the page."""

    shape: str
    turn: int
    slots: tuple[OwnSlot, ...]

    template: ClassVar[str] = "exercises/situation/parts/own_slots.html"
    stops: ClassVar[tuple[()]] = ()

    @property
    def layers(self) -> tuple["OwnSlots", ...]:
        """The drawings that change with the sheet: this one."""
        return (self,)


def own_slots_of(at: SeatView, queue: QueueText, rows: Sequence[Mapping[str, str]]) -> OwnSlots:
    """Return the orders of a sheet that would take a slot, or sign for one."""
    return OwnSlots(mark_of(at.mine).shape, at.turn.number, tuple(_slots(at, queue, rows)))


def _slots(at: SeatView, queue: QueueText, rows: Sequence[Mapping[str, str]]) -> Iterator[OwnSlot]:
    for number, row in enumerate(rows, 1):
        spec = at.view.setting.order(row["kind"])
        level = next((level for level in spec.levels if level.key == row["level"]), spec.levels[0])
        states = {at.mine, *Bloc(row["target"]).states}
        for product in queue.rows:
            for buyer in product.buyers:
                if spec.kind in buyer.orders and (buyer.state in states or not row["target"]):
                    yield OwnSlot(number, product.name, buyer.name, level.name)
