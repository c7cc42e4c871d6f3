"""The orders that a seat could have given in the place of one that it gave, as far as it knew."""

from collections.abc import Iterator

from wargame.engine.perspective.filter import Perspective
from wargame.engine.perspective.legality import problems
from wargame.engine.perspective.options import LevelOption, OrderOption, options
from wargame.engine.turn.sheet import NOTHING, Order, Sheet


def replacements(view: Perspective, sheet: Sheet, slot: int) -> tuple[Order, ...]:
    """Return the orders on offer in the place of the one in `slot` (from 0): nothing at all, then one of each level.

    An order of a level is aimed like the order that it replaces, or at the first target at which the sheet is legal.
    """
    given = sheet[slot]
    offered = (_first_legal(view, sheet, slot, option, level.key) for option, level in _levels(view))
    return NOTHING, *(order for order in offered if order is not None and order != given)


def replaced(sheet: Sheet, slot: int, order: Order) -> Sheet:
    """Return the sheet with another order in a slot, so that every other order keeps its dice."""
    return (*sheet[:slot], order, *sheet[slot + 1 :])


def _levels(view: Perspective) -> Iterator[tuple[OrderOption, LevelOption]]:
    for option in options(view):
        if option.is_available:
            yield from ((option, level) for level in option.levels)


def _first_legal(view: Perspective, sheet: Sheet, slot: int, option: OrderOption, level: str) -> Order | None:
    given = sheet[slot]
    orders = (
        Order(option.kind, level, target, partner)
        for target in _first(given.target, option.targets)
        for partner in _first(given.partner, option.partners)
    )
    return next((order for order in orders if not problems(view, replaced(sheet, slot, order))), None)


def _first(preferred: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names with the preferred one first; "" where the kind has none."""
    return tuple(sorted(names, key=lambda name: name != preferred)) or ("",)
