"""What a seat may order: the choices offered to it, and what is wrong with a sheet, with remedies."""

from collections.abc import Iterator
from dataclasses import dataclass

from wargame.engine.perspective import Perspective
from wargame.engine.sheet import Order, Sheet
from wargame.engine.spec import LevelSpec, OrderSpec
from wargame.engine.variants import others, variants


@dataclass(frozen=True)
class LevelOption:
    """How far an order may go, and what that costs in order points."""

    key: str
    name: str
    cost: int
    help: str


@dataclass(frozen=True)
class OrderOption:
    """One order kind as it is offered to a seat; `why_not` says in the pack's words why it cannot be given now."""

    kind: str
    name: str
    domain: str
    icon: str
    help: str
    notice: str
    visibility: str
    levels: tuple[LevelOption, ...]
    targets: tuple[str, ...]
    partners: tuple[str, ...]
    is_available: bool
    why_not: str


def options(view: Perspective) -> tuple[OrderOption, ...]:
    """Every order kind of the seat, in the pack's order; those that cannot be given this turn say why."""
    return tuple(_option(view, spec) for spec in view.setting.spec.orders if view.seat in spec.seats)


def legal_orders(view: Perspective) -> Iterator[tuple[OrderSpec, LevelSpec, Order]]:
    """Give every single order that the seat could give and pay for this turn."""
    for spec in view.setting.spec.orders:
        if view.seat not in spec.seats or why_not(view, spec):
            continue
        for number, target, partner in variants(spec, view.seat):
            level = spec.levels[number]
            if level.cost <= view.points:
                yield spec, level, Order(spec.kind, level.key, target, partner)


def cost(view: Perspective, sheet: Sheet) -> int:
    """Give the order points that a sheet takes; orders that do not exist cost nothing."""
    return sum(cost_of(view, order) for order in sheet)


def cost_of(view: Perspective, order: Order) -> int:
    """Give the order points that one order takes, 0 where there is no such order."""
    level = level_of(view, order)
    return level.cost if level else 0


def level_of(view: Perspective, order: Order) -> LevelSpec | None:
    """Find the level that an order names; a kind with a single level need not name it."""
    if order.kind not in view.setting.names.kinds:
        return None
    levels = view.setting.order(order.kind).levels
    if not order.level and len(levels) == 1:
        return levels[0]
    return next((level for level in levels if level.key == order.level), None)


def why_not(view: Perspective, spec: OrderSpec) -> str:
    """Say why a kind cannot be given this turn as far as the seat knows, "" where it can."""
    first, last = spec.turns
    if view.turn < first:
        return f"Not before turn {first}."
    if view.turn > last:
        return f"Not after turn {last}."
    return next((need.message for need in spec.needs if not view.holds(need.when)), "")


def _option(view: Perspective, spec: OrderSpec) -> OrderOption:
    reason = why_not(view, spec)
    return OrderOption(
        kind=spec.kind,
        name=spec.name,
        domain=spec.domain,
        icon=spec.icon,
        help=spec.help,
        notice=spec.notice,
        visibility=spec.visibility,
        levels=tuple(LevelOption(level.key, level.name, level.cost, level.help) for level in spec.levels),
        targets=others(spec.targets, view.seat),
        partners=others(spec.partners, view.seat),
        is_available=not reason,
        why_not=reason,
    )
