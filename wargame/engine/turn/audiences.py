"""Seats that may know of an order, of its effects under way, and of the things that a condition asks about."""

from functools import lru_cache

import numpy as np

from wargame.engine.scenario.cell_audiences import audience_of, subjects
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import OrderSpec
from wargame.engine.turn.pending import read
from wargame.engine.turn.sheet import Order
from wargame.engine.world.tables import ANY_STATE
from wargame.engine.world.world import Ints

Seats = frozenset[str]


def notices(setting: Setting, seat: str, order: Order, *, detected: bool) -> tuple[str, ...]:
    """Give the seats that notice an order of a seat, which is among them."""
    spec = setting.order(order.kind)
    visibility = spec.visibility
    if visibility in ("public", "contested") or (visibility == "covert" and detected):
        return setting.seats
    if visibility == "private":
        return tuple(code for code in setting.seats if code in (seat, *order.targets, *order.partners, *spec.known_to))
    return (seat,)


def known_pending(setting: Setting, pending: Ints, reader: str) -> Ints:
    """Give the orders under way that a reader knows of: its own in their places, of each other state those it noticed.

    The latter stand one after the other, so that no gap betrays an order between them. A reader that is no seat knows
    those that all seats noticed.
    """
    known, seats = np.zeros_like(pending), {reader} if reader else {*setting.seats}
    for index, code in enumerate(setting.codes):
        numbers = pending[index].tolist()
        if code != reader:
            numbers = [number for number in numbers if number and seats <= {*noticed_by(setting, code, number)}]
        known[index, : len(numbers)] = numbers
    return known


@lru_cache(maxsize=4096)
def noticed_by(setting: Setting, seat: str, number: int) -> tuple[str, ...]:
    """Give the seats that noticed an order under way when it was given."""
    item = read(setting, seat, number)
    return notices(setting, seat, item.order, detected=item.detected)


@lru_cache(maxsize=4096)
def may_know(setting: Setting, condition: int) -> Seats:
    """Give the seats that may know every cell that a condition asks about, whether or not it holds."""
    span = setting.tables.conditions[condition]
    known = frozenset(setting.seats)
    for index in range(span.clause_from, span.clause_to):
        known &= knows_cell(setting, setting.tables.clauses[index].cell)
    return known


def knows_cell(setting: Setting, cell: int) -> Seats:
    """Give the seats that may know one cell of the world or one fact of the turn."""
    at = setting.at
    if cell < at.sheet:
        return frozenset(audience_of(setting, subjects(setting)[cell]))
    fact = setting.asked[cell - at.asked]
    if fact.verb != "tagged":
        return knows_order(setting, setting.spec.orders[fact.what], fact.seat, fact.target)
    tag, giver = list(setting.names.tags)[fact.what], setting.codes[fact.seat]
    kinds = [
        order
        for order in setting.spec.orders
        if carries(order, tag) and (fact.seat == ANY_STATE or giver in order.seats)
    ]
    return everyone_of(setting, [knows_order(setting, order, fact.seat, ANY_STATE) for order in kinds])


def carries(order: OrderSpec, tag: str) -> bool:
    """Say whether an order kind has a tag, on some level at least."""
    return tag in order.tags or any(tag in level.tags for level in order.levels)


def knows_order(setting: Setting, order: OrderSpec, seat: int, target: int) -> Seats:
    """Give the seats that notice an order of this kind for certain; seat and target are -1 where any is meant."""
    if order.visibility in ("public", "contested"):
        return frozenset(setting.seats)
    givers = [setting.codes[seat]] if seat >= 0 else list(order.seats)
    if len(givers) > 1:
        return frozenset()
    told = {*givers, *order.known_to}
    if order.visibility == "private" and (target >= 0 or len(order.targets) == 1):
        told.add(setting.codes[target] if target >= 0 else order.targets[0])
    return frozenset(told) & frozenset(setting.seats)


def everyone_of(setting: Setting, parts: list[Seats]) -> Seats:
    """Give the seats that are in all parts."""
    return frozenset(setting.seats).intersection(*parts)
