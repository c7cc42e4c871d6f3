"""Which orders of one sheet contradict each other, by the scenario's table."""

from collections.abc import Iterable

from wargame.engine.spec import ContradictionSpec, ScenarioSpec
from wargame.engine.turn.sheet import Order


def contradiction(spec: ScenarioSpec, order: Order, other: Order) -> ContradictionSpec | None:
    """Find what sets two orders against each other: at a target in common, or where one has none, or anywhere."""
    is_apart = order.target and other.target and not set(order.targets) & set(other.targets)
    for pair in spec.contradictions:
        first, second = pair.sides
        one_way = _names(spec, first, order) and _names(spec, second, other)
        is_named = one_way or (_names(spec, first, other) and _names(spec, second, order))
        if is_named and (pair.anywhere or not is_apart):
            return pair
    one, two = (_list_of(spec, each.kind) for each in (order, other))
    if one and one == two:
        title = next(each.title for each in spec.lists if each.key == one)
        return ContradictionSpec(order.kind, other.kind, f"both act on {title}.")
    return None


def contradicted(spec: ScenarioSpec, order: Order, others: Iterable[Order]) -> ContradictionSpec | None:
    """Find what sets an order against the first of others that it contradicts."""
    return next((pair for other in others if (pair := contradiction(spec, order, other))), None)


def _names(spec: ScenarioSpec, side: tuple[str, str], order: Order) -> bool:
    """Say whether a side of the table, a kind and a level or "", names an order."""
    kind, level = side
    return kind == order.kind and level in ("", order.level or _first_level(spec, kind))


def _list_of(spec: ScenarioSpec, kind: str) -> str:
    """Give the list that a kind acts on, "" for none."""
    return next((order.on_list for order in spec.orders if order.kind == kind), "") if spec.lists else ""


def _first_level(spec: ScenarioSpec, kind: str) -> str:
    """Give the level that an order has which names none."""
    return next(order.levels[0].key for order in spec.orders if order.kind == kind)
