"""The pieces of a condition: the menus of its clauses, how they are written, and how they are said in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from wargame.engine.values import CLAUSE_FORMS, Clause, Setting, Shift
from wargame.exercises.situation.selectors.gauges import OF_A_PAIR, OF_A_STATE, Gauge

MOST_EFFECTS, MOST_POINTS = 3, 30
"""How many figures an inject that was written here moves, and the furthest that it moves one."""
SIGNS = {">=": "at least", "<=": "at most"}
_WORDS = {
    "tension": "How threatened {0.who} feels by {0.towards}",
    "relation": "How friendly {0.who} is towards {0.towards}",
}
"""The label of a figure of a pair; it has a direction."""
_SAID = SIGNS | {">": "more than", "<": "less than", "=": "exactly", "!=": "not"}


class NoSuchClause(ValueError):
    """The clause cannot be written, because something in it is not of the scenario."""


@dataclass(frozen=True)
class Subject:
    """Something that can be asked about, as it is written ("tension KOR JPN") and said.

    Some are compared; `gauge` is the figure that is, None where it is none, and `now` its value for the page.
    """

    text: str
    words: str
    is_compared: bool = False
    gauge: Gauge | None = None
    now: str = ""


@dataclass(frozen=True)
class SubjectGroup:
    """Subjects of one kind, under one heading of the menu."""

    label: str
    subjects: tuple[Subject, ...]


def subjects_of(setting: Setting) -> tuple[SubjectGroup, ...]:
    """Everything that a condition of the scenario can ask about, and nothing else."""
    orders = (SubjectGroup(f"Orders of {seat}", tuple(_orders(setting, seat))) for seat in ("any", *setting.seats))
    groups = (
        SubjectGroup("Time", (Subject("turn", "The turn", is_compared=True),)),
        SubjectGroup("Incidents", _named(setting, "stage", "{}")),
        SubjectGroup("Figures", tuple(_figures(setting))),
        SubjectGroup("Agreements", _named(setting, "in force", "{} is in force")),
        SubjectGroup("Injects", _named(setting, "fired", "“{}” has happened")),
        *orders,
    )
    return tuple(group for group in groups if group.subjects)


def clause_of(
    setting: Setting, subject: str, *, sign: str = ">=", amount: int | None = None, negates: bool = False
) -> str:
    """Return a clause as it is written, from the choices in the menus. Raises `NoSuchClause`."""
    found = _by_text(setting).get(subject)
    if found is None:
        raise NoSuchClause("Choose what the condition asks about.")
    text = found.text
    if found.is_compared:
        if sign not in SIGNS or amount is None:
            raise NoSuchClause(f"{found.words}: choose at least or at most, and write a whole number.")
        text = f"{text} {sign} {amount}"
    return f"not {text}" if negates else text


def clause_in_words(setting: Setting, clause: str) -> str:
    """Return a clause in words; one that the menus do not have stays as it is written."""
    part, *others = Clause.parse(clause).alternatives
    if others:
        return clause
    if part.deadline and part.negates:
        return f"{clause_in_words(setting, part.text)}: not by turn {part.deadline}"
    if part.negates:
        return f"Not so: {clause_in_words(setting, part.text)}"
    known = _by_text(setting)
    if part.text in known:
        return known[part.text].words
    subject = known.get(part.subject)
    return f"{subject.words}: {_SAID[part.sign]} {part.amount}" if subject and part.sign else clause


def movable(setting: Setting) -> tuple[Gauge, ...]:
    """Return the figures that a white cell can move by hand."""
    codes = setting.codes
    pairs = [(one, other) for place, one in enumerate(codes) for other in codes[place + 1 :]]
    of_pairs = [Gauge(variable, *pair) for variable in OF_A_PAIR for pair in pairs]
    return (*of_pairs, *(Gauge(variable, code) for variable in OF_A_STATE for code in codes))


def movable_words(gauge: Gauge) -> str:
    """Return the menu's name of a figure that can be moved by hand: a pair moves in both directions."""
    return gauge.label("") + ", both ways" * bool(gauge.towards)


def shift_of(setting: Setting, key: str, amount: float, source: str) -> Shift:
    """Return the shift of a figure, by its key, by so many points. Raises `NoSuchClause`."""
    gauge = next((each for each in movable(setting) if each.key == key), None)
    if gauge is None or not 0 < abs(amount) <= MOST_POINTS:
        raise NoSuchClause(f"Choose a figure of the list, and points from -{MOST_POINTS} to {MOST_POINTS} but 0.")
    return Shift(gauge.variable, gauge.who, amount, gauge.towards, source)


def _by_text(setting: Setting) -> dict[str, Subject]:
    return {subject.text: subject for group in subjects_of(setting) for subject in group.subjects}


def _named(setting: Setting, verb: str, words: str) -> tuple[Subject, ...]:
    named = CLAUSE_FORMS[verb].names_in(setting.spec)
    return tuple(Subject(f"{verb} {one.text}", words.format(one.means)) for one in named)


def _orders(setting: Setting, seat: str) -> Iterator[Subject]:
    who = "Somebody" if seat == "any" else seat
    for order in setting.spec.orders:
        if seat == "any" or seat in order.seats:
            yield Subject(f"ordered {seat} {order.kind}", f"{who} orders: {order.name}")


def _figures(setting: Setting) -> Iterator[Subject]:
    codes = [state.code for state in setting.spec.states]
    of_pairs = [Gauge(variable, *pair) for variable in OF_A_PAIR for pair in permutations(codes, 2)]
    for gauge in (*of_pairs, *(Gauge(variable, code) for variable in OF_A_STATE for code in setting.seats)):
        text = " ".join(filter(None, (gauge.variable, gauge.who, gauge.towards)))
        yield Subject(text, _WORDS.get(gauge.variable, gauge.label("")).format(gauge), is_compared=True, gauge=gauge)
