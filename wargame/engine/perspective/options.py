"""What a seat may order: the choices offered to it, and what is wrong with a sheet, with remedies."""

from collections.abc import Iterator
from dataclasses import dataclass

from wargame.engine.perspective.filter import Perspective
from wargame.engine.spec import LevelSpec, OrderSpec
from wargame.engine.spec.needs import parts_in
from wargame.engine.spec.variants import others, variants
from wargame.engine.turn.descriptions import unmet
from wargame.engine.turn.sheet import Order, Sheet


@dataclass(frozen=True)
class LevelOption:
    """How far an order may go, and what that costs in order points."""

    key: str
    name: str
    cost: int
    help: str


@dataclass(frozen=True)
class Barred:
    """A state at which an order cannot be aimed now, and why in the pack's words."""

    code: str
    why_not: str


@dataclass(frozen=True)
class OrderOption:
    """One order kind as it is offered to a seat; `why_not` says in the pack's words why it cannot be given now.

    `targets` and `partners` are those with whom it can be given now, or all where it cannot be given at all; `barred`
    are the other targets.
    """

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
    barred: tuple[Barred, ...] = ()


def options(view: Perspective) -> tuple[OrderOption, ...]:
    """Every order kind of the seat, in the pack's order; those that cannot be given this turn say why."""
    return tuple(_option(view, spec) for spec in view.setting.spec.orders if view.seat in spec.seats)


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


def out_of_turn(view: Perspective, spec: OrderSpec) -> str:
    """Say that it is not the time for a kind, "" where it is."""
    first, last = spec.turns
    if view.turn < first:
        return f"Not before turn {first}."
    return f"Not after turn {last}." if view.turn > last else ""


def objections(view: Perspective, spec: OrderSpec) -> dict[tuple[str, str], str]:
    """Say for each target and partner (each "" where the kind has none) which need the seat knows to be unmet."""
    pairs = {(target, partner) for _, target, partner in variants(spec, view.seat)}
    if not parts_in(spec.needs) - {"actor"}:
        return dict.fromkeys(pairs, unmet(view.setting, view.facts, view.seat, Order(spec.kind)))
    return {pair: unmet(view.setting, view.facts, view.seat, Order(spec.kind, "", *pair)) for pair in sorted(pairs)}


def _option(view: Perspective, spec: OrderSpec) -> OrderOption:
    reasons = objections(view, spec)
    met = [pair for pair, reason in reasons.items() if not reason]
    why_not = out_of_turn(view, spec) or ("" if met else next(iter(reasons.values()), ""))
    ways = list(reasons) if why_not else met
    targets, partners = (
        tuple(code for code in others(codes, view.seat) if any(pair[place] == code for pair in ways))
        for place, codes in enumerate((spec.targets, spec.partners))
    )
    return OrderOption(
        kind=spec.kind,
        name=spec.name,
        domain=spec.domain,
        icon=spec.icon,
        help=spec.help,
        notice=spec.notice,
        visibility=spec.visibility,
        levels=tuple(LevelOption(level.key, level.name, level.cost, level.help) for level in spec.levels),
        targets=targets,
        partners=partners,
        is_available=not why_not,
        why_not=why_not,
        barred=tuple(_barred(reasons, others(spec.targets, view.seat), targets)),
    )


def _barred(
    reasons: dict[tuple[str, str], str], targets: tuple[str, ...], offered: tuple[str, ...]
) -> Iterator[Barred]:
    """Give the targets that are not offered, each with the first reason."""
    for code in targets:
        if code not in offered:
            yield Barred(code, next(reason for (target, _), reason in reasons.items() if target == code))
