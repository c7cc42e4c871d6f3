"""Checks a sheet of orders: each fault in words, with its remedies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wargame.engine.perspective.filter import Perspective
from wargame.engine.perspective.options import cost, cost_of, level_of, objections, out_of_turn
from wargame.engine.spec import OrderSpec, SeveralSpec
from wargame.engine.spec.blocs import Bloc, listed
from wargame.engine.spec.variants import others, partners_of, targets_of
from wargame.engine.turn.contradictions import contradiction
from wargame.engine.turn.descriptions import unmet_level
from wargame.engine.turn.sheet import Order, Sheet
from wargame.engine.world.layout import SLOTS

WHOLE_SHEET = -1
"""The slot of a problem that concerns the whole sheet."""

PartWords = tuple[str, str]
TARGET: PartWords = ("target", "cannot be aimed at")
PARTNER: PartWords = ("partner", "cannot be done with")


@dataclass(frozen=True)
class Remedy:
    """One remedy: remove the order in `slot`, or set its level, target or partner. `text` says it to people."""

    text: str
    slot: int
    remove: bool = False
    level: str = ""
    target: str = ""
    partner: str = ""


@dataclass(frozen=True)
class Problem:
    """A fault of a sheet: `code` is for programs, `message` for people. Slots count from 0."""

    code: str
    message: str
    slot: int
    remedies: tuple[Remedy, ...]


def problems(view: Perspective, sheet: Sheet) -> tuple[Problem, ...]:
    """Return every fault of a sheet, as far as the seat can know; a sheet without faults is legal."""
    found = [problem for slot, order in enumerate(sheet) for problem in _of_order(view, order, slot)]
    found += _doubles(view, sheet)
    found += _contradictions(view, sheet)
    if len(sheet) > SLOTS:
        message = f"There are {len(sheet)} orders; a sheet holds at most {SLOTS}."
        surplus = tuple(Remedy(f"Remove order {slot + 1}", slot, remove=True) for slot in range(SLOTS, len(sheet)))
        found.append(Problem("too_many", message, WHOLE_SHEET, surplus))
    if cost(view, sheet) > view.points:
        found.append(_over_budget(view, sheet))
    return tuple(found)


def _of_order(view: Perspective, order: Order, slot: int) -> Iterator[Problem]:
    """Yield the faults of one order by itself."""
    remove = Remedy(f"Remove order {slot + 1}", slot, remove=True)
    if order.kind not in view.setting.names.kinds:
        yield Problem("unknown_kind", f'There is no order "{order.kind}".', slot, (remove,))
        return
    spec = view.setting.order(order.kind)
    if view.seat not in spec.seats:
        yield Problem("not_this_seat", f'{view.seat} cannot order "{spec.name}".', slot, (remove,))
        return
    faults = tuple(_choices(view, spec, order, slot))
    yield from faults
    if late := out_of_turn(view, spec):
        yield Problem("not_this_turn", f"{spec.name}: {late}", slot, (remove,))
    elif not faults:
        yield from _unmet(view, spec, order, slot)


def _unmet(view: Perspective, spec: OrderSpec, order: Order, slot: int) -> Iterator[Problem]:
    """Yield the need that does not hold for these states; the remedies start with targets for which all needs hold."""
    reasons = objections(view, spec)
    if reason := reasons[order.target, order.partner]:
        targets = targets_of(spec, view.seat)
        free = [bloc for bloc in targets if reasons.get((bloc, order.partner)) == ""]
        ways = [Remedy(f"Choose {Bloc(bloc).listed}", slot, target=bloc) for bloc in free]
        remove = Remedy(f"Remove order {slot + 1}", slot, remove=True)
        yield Problem("not_possible", f"{spec.name}: {reason}", slot, (*ways, remove))
        return
    level = level_of(view, order)
    if level and (reason := unmet_level(view.setting, view.facts, level)):
        free_levels = [other for other in spec.levels if not unmet_level(view.setting, view.facts, other)]
        ways = [Remedy(f"Choose {other.name}", slot, level=other.key) for other in free_levels]
        remove = Remedy(f"Remove order {slot + 1}", slot, remove=True)
        yield Problem("not_possible", f"{spec.name}: {reason}", slot, (*ways, remove))


def _choices(view: Perspective, spec: OrderSpec, order: Order, slot: int) -> Iterator[Problem]:
    """Yield the faults of level, target and partner."""
    if level_of(view, order) is None:
        ways = tuple(Remedy(f"Choose {level.name}", slot, level=level.key) for level in spec.levels)
        said = f'has no level "{order.level}"' if order.level else "needs a level"
        yield Problem("unknown_level", f'"{spec.name}" {said}.', slot, ways)
    yield from _targets(view, spec, order, slot)
    yield from _partners(view, spec, order, slot)


def _targets(view: Perspective, spec: OrderSpec, order: Order, slot: int) -> Iterator[Problem]:
    targets = targets_of(spec, view.seat)
    if order.target not in (targets or ("",)):
        ways = tuple(
            Remedy(f"Choose {Bloc(bloc).listed}", slot, target=bloc) for bloc in _nearest(targets, order.targets)
        )
        known = others(spec.targets, view.seat)
        said = f'"{spec.name}" {_misnamed(order.targets, known, spec.several_targets, TARGET)}.'
        yield Problem("unknown_target", said, slot, ways or _drop(spec, slot, "target"))


def _partners(view: Perspective, spec: OrderSpec, order: Order, slot: int) -> Iterator[Problem]:
    partners = partners_of(spec, view.seat)
    both = [code for code in order.partners if code in order.targets]
    if order.partner not in (partners or ("",)):
        said = _misnamed(order.partners, others(spec.partners, view.seat), spec.several_partners, PARTNER)
    elif both:
        said = f"cannot name {listed(both)} both as target and as partner"
    else:
        return
    apart = _nearest([bloc for bloc in partners if not {*Bloc(bloc).states} & {*order.targets}], order.partners)
    ways = tuple(Remedy(f"Choose {Bloc(bloc).listed}", slot, partner=bloc) for bloc in apart)
    yield Problem("unknown_partner", f'"{spec.name}" {said}.', slot, ways or _drop(spec, slot, "partner"))


def _nearest(blocs: Sequence[str], named: tuple[str, ...]) -> Sequence[str]:
    """Return the largest blocs out of the states that an order names by mistake, or else all that it could name."""
    inside = [bloc for bloc in blocs if set(Bloc(bloc).states) <= set(named)]
    largest = max((len(Bloc(bloc).states) for bloc in inside), default=0)
    return [bloc for bloc in inside if len(Bloc(bloc).states) == largest] or blocs


def _misnamed(named: tuple[str, ...], known: tuple[str, ...], several: SeveralSpec | None, part: PartWords) -> str:
    """Return the fault in the states that an order names as its targets or partners."""
    noun, cannot = part
    if not named:
        return f"needs a {noun}"
    strange = [code for code in named if code not in known]
    if several is None or strange:
        return f'{cannot} "{listed(strange if several else named)}"'
    count = f"{several.least} to {several.most}" if several.least < several.most else f"{several.most}"
    return f"names {count} {noun}s, and no state twice"


def _drop(spec: OrderSpec, slot: int, part: str) -> tuple[Remedy, ...]:
    return (Remedy(f'Give "{spec.name}" without a {part}', slot),)


def _doubles(view: Perspective, sheet: Sheet) -> list[Problem]:
    """Return a fault for each order that repeats another's kind and target: each is given once a turn."""
    seen: set[tuple[str, str]] = set()
    found = []
    for slot, order in enumerate(sheet):
        keys = {(order.kind, code) for code in order.targets or ("",)}
        if twice := sorted(seen & keys):
            name = view.setting.order(order.kind).name if order.kind in view.setting.names.kinds else order.kind
            aim = f" at {listed([code for _, code in twice])}" if order.target else ""
            remedy = Remedy(f"Remove order {slot + 1}", slot, remove=True)
            found.append(
                Problem(
                    "duplicate", f'"{name}"{aim} is already on the sheet: change that order instead.', slot, (remedy,)
                )
            )
        seen |= keys
    return found


def _contradictions(view: Perspective, sheet: Sheet) -> Iterator[Problem]:
    """Two orders that the scenario's table sets against each other; either may go."""
    spec, kinds = view.setting.spec, view.setting.names.kinds
    for slot, order in enumerate(sheet):
        for earlier, other in enumerate(sheet[:slot]):
            if order.kind in kinds and other.kind in kinds and (pair := contradiction(spec, order, other)):
                first, second = view.setting.order(other.kind).name, view.setting.order(order.kind).name
                message = f'"{first}" and "{second}" contradict each other: {pair.because}'
                ways = tuple(Remedy(f"Remove order {number + 1}", number, remove=True) for number in (slot, earlier))
                yield Problem("contradiction", message, slot, ways)


def _over_budget(view: Perspective, sheet: Sheet) -> Problem:
    """Return a fault that lists every way to save points, first those that suffice alone."""
    total = cost(view, sheet)
    excess = total - view.points
    savings = sorted(
        (saving for slot, order in enumerate(sheet) for saving in _savings(view, order, slot)),
        key=lambda saving: (saving[0] < excess, saving[1].slot),
    )
    message = f"These orders cost {total} points and you have {view.points}: save at least {excess}."
    return Problem("over_budget", message, WHOLE_SHEET, tuple(remedy for _, remedy in savings))


def _savings(view: Perspective, order: Order, slot: int) -> Iterator[tuple[int, Remedy]]:
    """Yield the points saved by removing an order, by a cheaper level, or by one state less, each with its remedy."""
    price = cost_of(view, order)
    if not price:
        return
    spec = view.setting.order(order.kind)
    yield price, Remedy(f"Remove {spec.name} (saves {price})", slot, remove=True)
    for level in spec.levels:
        saved = price - spec.price(level, order.target, order.partner)
        if saved > 0:
            yield saved, Remedy(f"Stop {spec.name} at {level.name} (saves {saved})", slot, level=level.key)
    for bloc in _one_fewer(order.target, targets_of(spec, view.seat)):
        if saved := price - cost_of(view, replace(order, target=bloc)):
            yield saved, Remedy(f"Choose {Bloc(bloc).listed} for {spec.name} (saves {saved})", slot, target=bloc)
    for bloc in _one_fewer(order.partner, partners_of(spec, view.seat)):
        if saved := price - cost_of(view, replace(order, partner=bloc)):
            yield saved, Remedy(f"Choose {Bloc(bloc).listed} for {spec.name} (saves {saved})", slot, partner=bloc)


def _one_fewer(bloc: str, blocs: Sequence[str]) -> list[str]:
    """Return the blocs that an order could name instead of one, each without one of its states."""
    states = Bloc(bloc).states
    return [rest for state in states if (rest := Bloc.of(code for code in states if code != state)) in blocs]
