"""What an order leaves behind for conditions: for each level, the facts of the turn that it makes true."""

from collections.abc import Sequence
from typing import Any

from wargame.engine.scenario.conditions import Fact
from wargame.engine.scenario.orders import OrderRows
from wargame.engine.world.layout import Layout


def with_notes(orders: OrderRows, asked: Sequence[Fact], at: Layout) -> dict[str, list[Any]]:
    """Give the tables of orders, with what to note when an order of a level is given, and when it works.

    The rules note nothing that no condition asks for, so that the facts of a turn stay a few cells.
    """
    levels: list[tuple[int, ...]] = []
    notes: list[tuple[int, ...]] = []
    for row, (kind, number, tags) in zip(orders.levels, orders.marks, strict=True):
        given, worked = [], []
        for place, fact in enumerate(asked):
            note = (fact.seat, fact.target, at.asked + place)
            if fact.verb == "tagged" and fact.what in tags:
                given.append((*note, 1))
            elif fact.verb == "ordered" and fact.what == kind:
                given.append((*note, number + 1))
            elif fact.verb == "worked" and fact.what == kind:
                worked.append((*note, 1))
        first, between = len(notes), len(notes) + len(given)
        notes += given + worked
        levels.append((*row, first, between, between, len(notes)))
    return {"orders": orders.orders, "needs": orders.needs, "later": orders.later, "levels": levels, "notes": notes}
