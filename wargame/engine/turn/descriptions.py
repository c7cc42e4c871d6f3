"""Ledger entries in words: what changed, by how much and why, in the past tense."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from wargame.engine.rules.actions import unpacked_kept
from wargame.engine.scenario.cell_audiences import Subject, subjects
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import LevelSpec
from wargame.engine.spec.needs import casts_of, condition_for_cast
from wargame.engine.turn.pending import UnderWay, falls_due, read
from wargame.engine.turn.sheet import Order
from wargame.engine.world.figures import COUNT, FIGURES, FLOW, HUNDREDTHS, INCIDENT, LIST, MILLI, TENTHS

TOLD_IN_FULL = ("turn", "ending", "pending", "kept")
"""Variables whose event needs no reason beside it."""


WRITTEN_TENTHS = tuple(f"{tenth / 10:.1f}" for tenth in range(2_000))
"""Points from 0 to 199.9 as they are written: looking one up takes half the time of writing it."""


class WrittenFigure(NamedTuple):
    """A cell that reads as a number: its name for a reader, and what writes its amounts."""

    name: str
    write: Callable[[int], str]


@lru_cache(maxsize=32)
def figures(setting: Setting) -> tuple[WrittenFigure | None, ...]:
    """Return for each cell of a world its name and writer, None where its changes read as events."""
    return tuple(
        None if FIGURES[each.variable].is_event else WrittenFigure(in_words(setting, each), writing(each.variable))
        for each in subjects(setting)
    )


def rose_or_fell(figure: WrittenFigure, before: int, delta: int, reason: str) -> str:
    """Say a change in numbers; the reason comes without a full stop."""
    name, write = figure
    return f"{name} {'rose' if delta > 0 else 'fell'} by {write(abs(delta))} to {write(before + delta)}: {reason}."


def happened(setting: Setting, subject: Subject, before: int, delta: int, reason: str) -> str:
    """Say a change that is an event, with its reason (without a full stop) unless it says the same."""
    say = told_list if FIGURES[subject.variable].of == LIST else event
    said = say(setting, subject, before, before + delta)
    says_more = reason.lower() not in said.lower() and subject.variable not in TOLD_IN_FULL
    return f"{said}: {reason}." if says_more else f"{said}."


def event(setting: Setting, subject: Subject, before: int, after: int) -> str:
    """Return the meaning of a change, where it means more than its number."""
    spec, names, said = setting.spec, setting.names, ""
    match subject.variable:
        case "stage":
            incident = setting.incident(subject.name)
            said = f"{incident.name}: from {incident.stages[before].name} to {incident.stages[after].name}"
        case "mark":
            meaning = spec.marks[names.marks[subject.name]].meaning.rstrip(".")
            said = f"{'Noted' if after > before else 'No longer noted'}: {meaning} ({after})"
        case "in_force":
            pact = spec.agreements[names.agreements[subject.name]].name
            said = f"{opened(pact)} {'came into force' if after else 'lapsed'}"
        case "fired":
            said = f"It happened: {spec.injects[names.injects[subject.name]].title}"
        case "pending" | "kept":
            said = told_order(setting, subject, before, after)
        case "turn":
            said = f"Turn {before} ended"
        case "ending":
            said = f"Ending: {spec.endings[after - 1].name}"
    return said


def told_list(setting: Setting, subject: Subject, before: int, after: int) -> str:
    """Return a sentence on the change of the duty on a list of goods, or on its announcement."""
    one = setting.spec.lists[setting.names.lists[subject.name]]
    said = f"{opened(one.title)} of {setting.name_in_sentence(one.owner)} (US$ {one.amount:.10g} bn)"
    match subject.variable:
        case "rate":
            return f"{said}: the duty {'rises' if after > before else 'falls'} from {rate(before)} to {rate(after)}"
        case "announced":
            return f"{said}: {rate(after)} is announced" if after >= 0 else f"{said}: nothing is announced any more"
        case "announced_turn":
            return (
                f"{said}: the announced duty takes effect in turn {after}" if after else f"{said}: no duty is to come"
            )
    return f"{said}: the duty last changed in turn {after}"


def told_order(setting: Setting, subject: Subject, before: int, after: int) -> str:
    """Name the order that is set under way or falls due, or with which a seat may go on."""
    if subject.variable == "kept":
        return remembered(setting, subject.who, after)
    item = read(setting, subject.who, after or before)
    return under_way(setting, item) if after else fell_due(setting, item)


def done(setting: Setting, seat: str, order: Order) -> str:
    """Say in the past tense what a seat ordered, without a full stop."""
    return opened(setting.order(order.kind).says.format(**parts_in_words(setting, seat, order)).rstrip("."))


def parts_in_words(setting: Setting, seat: str, order: Order) -> dict[str, str]:
    """Name the parts of an order as they stand inside a sentence."""
    return {
        "actor": setting.name_in_sentence(seat),
        "target": setting.name_in_sentence(order.target) if order.target else "",
        "partner": setting.name_in_sentence(order.partner) if order.partner else "",
        "level": inside(level_of(setting, order).name),
    }


def level_of(setting: Setting, order: Order) -> LevelSpec:
    """Give the level of an order, the first where it names none."""
    return setting.order(order.kind).levels[setting.level_index(order.kind, order.level) if order.level else 0]


def unmet(setting: Setting, facts: Sequence[int], seat: str, order: Order) -> str:
    """Say in the pack's words which need of an order does not hold on a row of facts, "" where all do."""
    for cast in casts_of(seat, order.target, order.partner):
        for need in setting.order(order.kind).needs:
            if not setting.holds(condition_for_cast(need.when, *cast), facts):
                alone = Order(order.kind, order.level, *cast[1:])
                return opened(need.message.format(**parts_in_words(setting, seat, alone)))
    return ""


def unmet_level(setting: Setting, facts: Sequence[int], level: LevelSpec) -> str:
    """Name the need of a level alone that does not hold on a row of facts, "" where all hold."""
    return next((opened(need.message) for need in level.needs if not setting.holds(need.when, facts)), "")


def when_due(setting: Setting, order: Order, turn: int) -> str:
    """Say when the later effects of an order given in a turn come."""
    due = falls_due(setting, order, turn)
    return f"It takes effect in turn {due}" if due else "It would take effect only after the last turn"


def under_way(setting: Setting, item: UnderWay) -> str:
    """Return the order that is under way, with the turn until which it is."""
    return f"Under way until turn {item.due}: {done(setting, item.seat, item.order)}"


def fell_due(setting: Setting, item: UnderWay) -> str:
    """Say that an order of an earlier turn takes effect."""
    return f"Falls due from the order of turn {item.turn}: {done(setting, item.seat, item.order)}"


def remembered(setting: Setting, seat: str, number: int) -> str:
    """Name the order of this turn with which a seat may go on."""
    if not number:
        return f"{opened(setting.name_in_sentence(seat))} has no further order to go on with"
    kept = unpacked_kept(setting.at, number)
    kind = setting.spec.orders[setting.tables.levels[kept.level].kind]
    level = kind.levels[kept.level - setting.tables.orders[setting.names.kinds[kind.kind]].level_from]
    order = Order(kind.kind, level.key, setting.blocs[kept.target], setting.blocs[kept.partner])
    return f"May go on in the next turn: {done(setting, seat, order)}"


def opened(sentence: str) -> str:
    """Begin a sentence with a capital."""
    return sentence[:1].upper() + sentence[1:]


def inside(title: str) -> str:
    """Write a title as it stands inside a sentence: "A note" as "a note", but "A-50" as it is."""
    return title[:1].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title


@lru_cache(maxsize=16384)
def in_words(setting: Setting, subject: Subject) -> str:
    """Name a cell for a reader: "Tension of Japan towards Russia"."""
    if subject.variable == "belief":
        truth = setting.spec.truths[setting.names.truths[subject.name]]
        return f"{opened(setting.name_in_sentence(subject.who))}'s belief in {truth.true_name}"
    if subject.variable == "strength":
        return f"Strength of {setting.spec.agreements[setting.names.agreements[subject.name]].name}"
    figure = FIGURES[subject.variable]
    word = figure.label
    if figure.of == INCIDENT:
        return f"{word} of {setting.incident(subject.name).name}"
    if figure.of == FLOW:
        buys, sells = (setting.name_in_sentence(code) for code in (subject.who, subject.towards))
        return f"{word} by {buys} on goods of {sells}"
    if subject.towards:
        return f"{word} of {setting.name_in_sentence(subject.who)} towards {setting.name_in_sentence(subject.towards)}"
    return f"{word} of {setting.name_in_sentence(subject.who)}" if subject.who else word


def writing(variable: str) -> Callable[[int], str]:
    """Return the function that writes amounts of a variable: a count as it is, milli-points as points, trade and duties
    by name."""
    writers: dict[int, Callable[[int], str]] = {COUNT: str, TENTHS: rate, HUNDREDTHS: bn, MILLI: in_points}
    return writers[FIGURES[variable].unit]


def rate(tenths: int) -> str:
    """Write a duty: 7.5 %."""
    return f"{tenths / 10:g} %"


def bn(hundredths: int) -> str:
    """Write an amount of trade: US$ 34 bn."""
    return f"US$ {hundredths / 100:g} bn"


def in_points(amount: int) -> str:
    """Write milli-points as points with one decimal, two where one would show 0.0."""
    if 50 <= amount < 199_950 and amount % 100 != 50:
        return WRITTEN_TENTHS[(amount + 50) // 100]
    return f"{amount / 1000:.2f}" if 0 < abs(amount) < 50 else f"{amount / 1000:.1f}"
