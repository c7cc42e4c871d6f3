"""The orders that a seat may give: the order kinds, levels, targets and partners offered to it, their cost, and unmet
needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from wargame.engine.perspective.filter import Perspective
from wargame.engine.spec import LevelSpec, OrderSpec, SeveralSpec
from wargame.engine.spec.blocs import Bloc, Priced
from wargame.engine.spec.needs import parts_in
from wargame.engine.spec.variants import others, partners_of, targets_of, variants
from wargame.engine.turn.descriptions import unmet, unmet_level
from wargame.engine.turn.sheet import Order, Sheet


@dataclass(frozen=True)
class LevelOption:
    """One level of an order kind that can be given now, and its cost in order points."""

    key: str
    name: str
    cost: int
    help: str


@dataclass(frozen=True)
class Barred:
    """A state at which an order cannot be aimed now, and the reason in the pack's words."""

    code: str
    why_not: str


@dataclass(frozen=True)
class OrderOption(Priced):
    """One order kind as offered to a seat; `why_not` says in the pack's words why it cannot be given now, else "".

    `is_early` says that its first turn is still to come. `targets` and `partners` are the blocs with which it can be
    given now, or all of them where it cannot be given at all; `barred` are the states at which it cannot be aimed.
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
    is_early: bool = False
    barred: tuple[Barred, ...] = ()
    several_targets: SeveralSpec | None = None
    several_partners: SeveralSpec | None = None


def options(view: Perspective) -> tuple[OrderOption, ...]:
    """Return every order kind of the seat, in the pack's order; a kind that cannot be given this turn says why."""
    return tuple(_option(view, spec) for spec in view.setting.spec.orders if view.seat in spec.seats)


def cost(view: Perspective, sheet: Sheet) -> int:
    """Return the order points that a sheet costs; an order that does not exist costs nothing."""
    return sum(cost_of(view, order) for order in sheet)


def cost_of(view: Perspective, order: Order) -> int:
    """Return the order points that one order costs, 0 if it does not exist."""
    level = level_of(view, order)
    return view.setting.order(order.kind).price(level, order.target, order.partner) if level else 0


def level_of(view: Perspective, order: Order) -> LevelSpec | None:
    """Return the level that an order names, None if there is none. A kind with one level needs no name."""
    if order.kind not in view.setting.names.kinds:
        return None
    levels = view.setting.order(order.kind).levels
    if not order.level and len(levels) == 1:
        return levels[0]
    return next((level for level in levels if level.key == order.level), None)


def out_of_turn(view: Perspective, spec: OrderSpec) -> str:
    """Return why a kind cannot be given in this turn, "" if it can."""
    first, last = spec.turns
    if is_early(view, spec):
        return f"Not before turn {first}."
    return f"Not after turn {last}." if view.turn > last else ""


def is_early(view: Perspective, spec: OrderSpec) -> bool:
    """Return whether the first turn of a kind is still to come."""
    return view.turn < spec.turns[0]


def objections(view: Perspective, spec: OrderSpec) -> dict[tuple[str, str], str]:
    """Return the message of the first need that the seat knows to be unmet ("" for none), by blocs of targets and of
    partners.

    Target and partner are "" where the kind has none.
    """
    pairs = {(target, partner) for _, target, partner in variants(spec, view.seat)}
    if not parts_in(spec.needs) - {"actor"}:
        return dict.fromkeys(pairs, unmet(view.setting, view.facts, view.seat, Order(spec.kind)))
    return {pair: unmet(view.setting, view.facts, view.seat, Order(spec.kind, "", *pair)) for pair in sorted(pairs)}


def out_of_reach(view: Perspective, spec: OrderSpec) -> dict[str, str]:
    """Return for each level, by its key, the message of the first need that the seat knows to be unmet, "" for none."""
    return {level.key: unmet_level(view.setting, view.facts, level) for level in spec.levels}


def levels_now(view: Perspective, spec: OrderSpec) -> tuple[LevelSpec, ...]:
    """Return the levels that can be given now, all of them where none can."""
    reasons = out_of_reach(view, spec)
    return tuple(level for level in spec.levels if not reasons[level.key]) or spec.levels


def _option(view: Perspective, spec: OrderSpec) -> OrderOption:
    reasons = objections(view, spec)
    if all(short := out_of_reach(view, spec).values()):
        reasons = {pair: reason or next(iter(short)) for pair, reason in reasons.items()}
    met = [pair for pair, reason in reasons.items() if not reason]
    why_not = out_of_turn(view, spec) or ("" if met else next(iter(reasons.values()), ""))
    ways = list(reasons) if why_not else met
    targets, partners = (
        tuple(bloc for bloc in blocs if any(pair[place] == bloc for pair in ways))
        for place, blocs in enumerate((targets_of(spec, view.seat), partners_of(spec, view.seat)))
    )
    return OrderOption(
        kind=spec.kind,
        name=spec.name,
        domain=spec.domain,
        icon=spec.icon,
        help=spec.help,
        notice=spec.notice,
        visibility=spec.visibility,
        levels=tuple(LevelOption(level.key, level.name, level.cost, level.help) for level in levels_now(view, spec)),
        targets=targets,
        partners=partners,
        is_available=not why_not,
        why_not=why_not,
        is_early=is_early(view, spec),
        barred=tuple(_barred(reasons, others(spec.targets, view.seat), targets)),
        several_targets=spec.several_targets,
        several_partners=spec.several_partners,
    )


def _barred(
    reasons: dict[tuple[str, str], str], targets: tuple[str, ...], offered: tuple[str, ...]
) -> Iterator[Barred]:
    """Yield the states that stand in no target that is offered, each with the reason that speaks of no other state if
    there is one.
    """
    free = {code for bloc in offered for code in Bloc(bloc).states}
    for code in targets:
        if code not in free:
            told = [(Bloc(target).states, reason) for (target, _), reason in reasons.items()]
            own = ((len({*states} - free), reason) for states, reason in told if code in states)
            yield Barred(code, min(own, key=itemgetter(0))[1])
