"""Which seats may know what a condition asks about: odds and reasons are shown as far as that goes."""

from functools import lru_cache

from wargame.engine.layout import Layout
from wargame.engine.setting import Setting
from wargame.engine.spec import OrderSpec
from wargame.engine.subjects import audience_of, subjects
from wargame.engine.tables import CELL, CLAUSE_FROM, CLAUSE_TO

Seats = frozenset[str]


@lru_cache(maxsize=4096)
def may_know(setting: Setting, condition: int) -> Seats:
    """Give the seats that may know every cell that a condition asks about, whether or not it holds."""
    span = setting.tables.conditions[condition]
    known = frozenset(setting.seats)
    for index in range(span[CLAUSE_FROM], span[CLAUSE_TO]):
        known &= knows_cell(setting, setting.tables.clauses[index][CELL])
    return known


def knows_cell(setting: Setting, cell: int) -> Seats:
    """Give the seats that may know one cell of the world or one fact of the turn."""
    at = setting.at
    if cell < at.sheet:
        return frozenset(audience_of(setting, subjects(setting)[cell]))
    if cell >= at.tagged:
        seat, tag = divmod(cell - at.tagged, at.tags)
        kinds = [
            order
            for order in setting.spec.orders
            if carries(order, list(setting.names.tags)[tag]) and (seat == 0 or setting.codes[seat - 1] in order.seats)
        ]
        return everyone_of(setting, [knows_order(setting, order, seat - 1, -1) for order in kinds])
    seat, kind, target = place_of(at, cell)
    return knows_order(setting, setting.spec.orders[kind], seat - 1, target - 1)


def place_of(at: Layout, cell: int) -> tuple[int, int, int]:
    """Take the cell of "ordered" or "worked" apart into seat, kind and target, 0 standing for any."""
    if cell >= at.worked:
        seat, kind = divmod(cell - at.worked, at.kinds)
        return seat, kind, 0
    place, target = divmod(cell - at.given, at.states + 1)
    seat, kind = divmod(place, at.kinds)
    return seat, kind, target


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
    told = set(givers)
    if order.visibility == "private" and (target >= 0 or len(order.targets) == 1):
        told.add(setting.codes[target] if target >= 0 else order.targets[0])
    return frozenset(told) & frozenset(setting.seats)


def everyone_of(setting: Setting, parts: list[Seats]) -> Seats:
    """Give the seats that are in all parts."""
    return frozenset(setting.seats).intersection(*parts)
