"""What became of each order, incident, inject and ending: the odds, the roll and the reasons in words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wargame.engine.dice import SIDES
from wargame.engine.kernel.ground import Game, holds
from wargame.engine.kernel.incidents import weight_of
from wargame.engine.layout import (
    CHANCE,
    DETECTED,
    DONE,
    FAILED,
    MOVE_ROLL,
    MOVE_TRANSITION,
    MOVE_WIDTH,
    REFUSED,
    RESULT_WIDTH,
    ROLL,
    SLOTS,
    STATUS,
    WORKED,
)
from wargame.engine.setting import Setting
from wargame.engine.sheet import Order, Sheet
from wargame.engine.spec import InjectSpec, ModifierSpec, OrderSpec, TransitionSpec
from wargame.engine.subjects import seats_of
from wargame.engine.tables import (
    COST,
    INJECT_CHANCE,
    LEVEL_FROM,
    MODIFIER_FROM,
    MODIFIER_TO,
    MOVE_MODIFIER_FROM,
    MOVE_MODIFIER_TO,
    STAGE_FROM,
    TRANSITION_FROM,
    TRANSITION_TO,
)

RESULTS = {REFUSED: "refused", DONE: "done", WORKED: "worked", FAILED: "failed"}


@dataclass(frozen=True)
class Reason:
    """Why the odds were what they were; `reveals` names a hidden truth that the reason would betray."""

    sign: str
    text: str
    reveals: str = ""


@dataclass(frozen=True)
class OutcomeOption:
    """One of the things that could have happened, with its chance in 100; those of an outcome add up to 100."""

    key: str
    label: str
    in_100: int
    accident: bool = False


@dataclass(frozen=True)
class Outcome:
    """One order, one incident move, one inject or one ending; `subject` says which. Rolls are in 1/65536."""

    turn: int
    subject: str
    result: str
    title: str
    text: str
    actor: str = ""
    target: str = ""
    partner: str = ""
    kind: str = ""
    level: str = ""
    name: str = ""
    slot: int = -1
    options: tuple[OutcomeOption, ...] = ()
    chosen: str = ""
    roll: int = -1
    threshold: int = -1
    reasons: tuple[Reason, ...] = ()
    detected: bool = True
    audience: tuple[str, ...] = ()


def in_100(weights: Sequence[int]) -> list[int]:
    """Share 100 out by weight, the largest remainders rounded up; the parts add up to 100."""
    total = sum(weights)
    parts = [100 * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda index: (-(100 * weights[index] % total), index))
    for index in by_remainder[: 100 - sum(parts)]:
        parts[index] += 1
    return parts


def reasons_for(g: Game, specs: Sequence[ModifierSpec], rows: range, sign: int = 1) -> Iterator[Reason]:
    """Give the reasons of the modifiers that applied; `sign` -1 turns them round."""
    for index in rows:
        spec = specs[index]
        add, condition = g.t.modifiers[index]
        if add and spec.because and holds(g.t, g.now, condition):
            yield Reason("+" if add * sign > 0 else "-", spec.because, spec.reveals)


def once(reasons: Iterator[Reason]) -> tuple[Reason, ...]:
    """Keep the first of reasons that say the same."""
    kept: dict[str, Reason] = {}
    for reason in reasons:
        kept.setdefault(reason.text, reason)
    return tuple(kept.values())


def order_outcomes(setting: Setting, g: Game, sheets: dict[str, Sheet]) -> Iterator[Outcome]:
    """Tell what became of every order, seat by seat."""
    for seat in setting.seats:
        for slot, order in enumerate(sheets.get(seat, ())):
            yield order_outcome(setting, g, seat, slot, order)


def order_outcome(setting: Setting, g: Game, seat: str, slot: int, order: Order) -> Outcome:
    """Tell what became of one order."""
    spec, kind = setting.order(order.kind), setting.names.kinds[order.kind]
    at = g.at.result + (setting.names.states[seat] * SLOTS + slot) * RESULT_WIDTH
    status, chance = g.now[at + STATUS], g.now[at + CHANCE]
    row = g.t.orders[kind]
    rolled = status in (WORKED, FAILED)
    options: tuple[OutcomeOption, ...] = ()
    if rolled:
        odds = in_100([chance, SIDES - chance])
        options = (OutcomeOption("worked", "works", odds[0]), OutcomeOption("failed", "fails", odds[1]))
    detected = bool(g.now[at + DETECTED])
    return Outcome(
        turn=g.turn,
        subject="order",
        result=RESULTS[status],
        title=spec.name,
        text=order_text(setting, g, seat, order, status),
        actor=seat,
        target=order.target,
        partner=order.partner,
        kind=order.kind,
        level=order.level or spec.levels[0].key,
        slot=slot,
        options=options,
        chosen=RESULTS[status] if rolled else "",
        roll=g.now[at + ROLL] if rolled else -1,
        threshold=chance if rolled else -1,
        reasons=once(reasons_for(g, setting.modifier_specs, range(row[MODIFIER_FROM], row[MODIFIER_TO])))
        if rolled
        else (),
        detected=detected,
        audience=order_audience(setting, spec, seat, order, detected=detected, refused=status == REFUSED),
    )


def order_audience(
    setting: Setting, spec: OrderSpec, seat: str, order: Order, *, detected: bool, refused: bool
) -> tuple[str, ...]:
    """Say which seats notice an order: a refused one never left the house."""
    if refused:
        return (seat,)
    if spec.visibility in ("public", "contested") or (spec.visibility == "covert" and detected):
        return setting.seats
    if spec.visibility == "private":
        return tuple(code for code in setting.seats if code in (seat, order.target, order.partner))
    return (seat,)


def order_text(setting: Setting, g: Game, seat: str, order: Order, status: int) -> str:
    """Say in the past tense what an order did."""
    spec = setting.order(order.kind)
    level = spec.levels[setting.level_index(order.kind, order.level) if order.level else 0]
    names = {"actor": setting.state(seat).name, "level": level.name}
    names |= {
        part: setting.state(code).name if code else ""
        for part, code in (("target", order.target), ("partner", order.partner))
    }
    if status == REFUSED:
        return f"{names['actor']} could not do this: {why_refused(setting, g, seat, order)}"
    text = spec.says.format(**names)
    if spec.chance and status in (WORKED, FAILED):
        said = spec.chance.success_says if status == WORKED else spec.chance.failure_says
        text = f"{text} {said.format(**names)}".strip()
    return text


def why_refused(setting: Setting, g: Game, seat: str, order: Order) -> str:
    """Say which precondition an order missed."""
    spec = setting.order(order.kind)
    if not spec.turns[0] <= g.turn <= spec.turns[1]:
        return "it is not the time for it."
    for need in spec.needs:
        if not holds(g.t, g.now, setting.conditions[need.when]):
            return need.message
    row = g.t.levels[g.t.orders[setting.names.kinds[order.kind]][LEVEL_FROM]]
    return f"not enough order points were left (it costs at least {row[COST]})."


def incident_outcomes(setting: Setting, g: Game) -> Iterator[Outcome]:
    """Tell how each incident moved that could."""
    for index in range(len(setting.spec.incidents)):
        chosen = g.now[g.at.move + index * MOVE_WIDTH + MOVE_TRANSITION] - 1
        if chosen >= 0:
            yield incident_outcome(setting, g, index, chosen)


def incident_outcome(setting: Setting, g: Game, index: int, chosen: int) -> Outcome:
    """Tell how one incident moved, with the strip of what could have been."""
    incident = setting.spec.incidents[index]
    stage = g.t.stages[g.t.incidents[index][STAGE_FROM] + g.now[g.at.incident + 3 * index]]
    open_ways = [way for way in range(stage[TRANSITION_FROM], stage[TRANSITION_TO]) if weight_of(g, way) > 0]
    weights = [weight_of(g, way) for way in open_ways]
    specs = [setting.transition_specs[way] for way in open_ways]
    keys = option_keys(specs)
    place = open_ways.index(chosen)
    options = tuple(
        OutcomeOption(key, spec.label, share, spec.accident)
        for key, spec, share in zip(keys, specs, in_100(weights), strict=True)
    )
    way = setting.transition_specs[chosen]
    names = {
        "actor": setting.state(incident.actor).name if incident.actor else "",
        "target": setting.state(incident.target).name if incident.target else "",
    }
    return Outcome(
        turn=g.turn,
        subject="incident",
        result=way.to,
        title=incident.name,
        text=way.says.format(**names),
        actor=incident.actor,
        target=incident.target,
        name=incident.key,
        options=options,
        chosen=keys[place],
        roll=g.now[g.at.move + index * MOVE_WIDTH + MOVE_ROLL],
        threshold=sum(weights[: place + 1]) * SIDES // sum(weights),
        reasons=once(move_reasons(setting, g, open_ways, chosen)),
        audience=seats_of(setting, incident.known_to),
    )


def option_keys(specs: Sequence[TransitionSpec]) -> list[str]:
    """Name each way on by the stage it leads to, numbered where two lead to the same."""
    keys: list[str] = []
    for spec in specs:
        again = sum(key.split("#")[0] == spec.to for key in keys)
        keys.append(f"{spec.to}#{again + 1}" if again else spec.to)
    return keys


def move_reasons(setting: Setting, g: Game, ways: Sequence[int], chosen: int) -> Iterator[Reason]:
    """Give what made the chosen way likelier or less likely, its own modifiers first."""
    for way in sorted(ways, key=lambda one: one != chosen):
        row = g.t.transitions[way]
        rows = range(row[MOVE_MODIFIER_FROM], row[MOVE_MODIFIER_TO])
        yield from reasons_for(g, setting.modifier_specs, rows, 1 if way == chosen else -1)


def inject_outcomes(setting: Setting, g: Game) -> Iterator[Outcome]:
    """Tell which injects happened."""
    for index, inject in enumerate(setting.spec.injects):
        drawn, chance = g.now[g.at.draw + index], g.t.injects[index][INJECT_CHANCE]
        if 0 <= drawn < chance:
            yield inject_outcome(setting, g, inject, drawn, chance)


def inject_outcome(setting: Setting, g: Game, inject: InjectSpec, drawn: int, chance: int) -> Outcome:
    """Tell that an inject happened."""
    options: tuple[OutcomeOption, ...] = ()
    if chance < SIDES:
        odds = in_100([chance, SIDES - chance])
        options = (OutcomeOption("happens", "happens", odds[0]), OutcomeOption("not", "does not", odds[1]))
    return Outcome(
        turn=g.turn,
        subject="inject",
        result="happens",
        title=inject.title,
        text=inject.title,
        name=inject.key,
        options=options,
        chosen="happens" if options else "",
        roll=drawn if options else -1,
        threshold=chance if options else -1,
        audience=seats_of(setting, inject.known_to),
    )


def ending_outcome(setting: Setting, g: Game) -> Iterator[Outcome]:
    """Tell how it ended, if it did."""
    number = g.then[g.at.clock + 1]
    if number:
        ending = setting.spec.endings[number - 1]
        yield Outcome(
            turn=g.turn,
            subject="ending",
            result=ending.key,
            title=ending.name,
            text=ending.name,
            name=ending.key,
            audience=setting.seats,
        )
