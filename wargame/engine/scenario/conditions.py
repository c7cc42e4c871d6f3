"""Translates the conditions of a scenario into comparisons of cells; `spec/clauses.py` has the grammar.

Refuses a clause that the grammar or the scenario does not have, and one that asks for what is not decided yet.
"""

from collections.abc import Callable
from enum import Flag, auto
from itertools import product
from typing import NamedTuple

from wargame.engine.errors import SettingError, unknown
from wargame.engine.spec import Condition
from wargame.engine.spec.clauses import CLAUSE_FORMS, DEADLINE_FORM, Clause, Compares, Comparison
from wargame.engine.spec.names import Names
from wargame.engine.world.figures import FIGURES
from wargame.engine.world.layout import Layout
from wargame.engine.world.table_rows import ClauseRow
from wargame.engine.world.tables import ANY_STATE
from wargame.spelling import nearest_first

MOST = 2**31 - 1
LEAST = -MOST
"""Bounds of a clause. UNKNOWN lies just below them, so it satisfies no clause."""

Span = tuple[int, int]


class Asks(Flag):
    """The subjects that a condition may ask about when it is judged."""

    WORLD = auto()
    ORDERED = auto()
    WORKED = auto()
    ENDING = auto()
    EVER = auto()


BETWEEN_TURNS = Asks.WORLD | Asks.ENDING
WHILE_ROLLING = Asks.WORLD | Asks.ORDERED
IN_TURN = Asks.WORLD | Asks.ORDERED | Asks.WORKED

MOST_DEADLINES = 3
"""The most alternatives with "by turn" in one clause: each doubles the number of comparisons."""
NEIGHBOURS: dict[str, Callable[[int], list[Span]]] = {
    ">=": lambda n: [(n, MOST)],
    ">": lambda n: [(n + 1, MOST)],
    "<=": lambda n: [(LEAST, n)],
    "<": lambda n: [(LEAST, n - 1)],
    "=": lambda n: [(n, n)],
    "!=": lambda n: [(LEAST, n - 1), (n + 1, MOST)],
}


class Fact(NamedTuple):
    """Something that was "ordered", "worked" or "tagged": by which seat, the number of the kind or tag, and the target.

    Its cell holds 1 + the highest level ordered, or 1 if it worked or was tagged, and 0 otherwise. `ever` counts all
    turns so far instead of the present one.
    """

    verb: str
    seat: int
    what: int
    target: int = ANY_STATE
    ever: bool = False


class Reader:
    """Translates the conditions of one scenario.

    `asked` maps each fact that they ask for to its place after `at.asked`.
    """

    def __init__(self, names: Names, at: Layout) -> None:
        self.names = names
        self.at = at
        self.asked: dict[Fact, int] = {}

    def read(self, condition: Condition, path: str, may_ask: Asks) -> list[ClauseRow]:
        """Return a condition as rows of clauses, in which it is not entered yet who may know their cells.

        Raises SettingError, also where it asks for something not in `may_ask`.
        """
        clauses: list[ClauseRow] = []
        for position, text in enumerate(condition):
            place = f"{path}[{position}]"
            for parts in self.without_deadlines(text, place):
                group = [clause for part in parts for clause in self.alternative(part, place, may_ask)]
                clauses += [ClauseRow(cell=cell, low=low, high=high, last=0, seen=0) for cell, low, high in group]
                clauses[-1] = clauses[-1]._replace(last=1)
        return clauses

    def without_deadlines(self, text: str, path: str) -> list[tuple[Comparison, ...]]:
        """Return a clause as several that must all hold: "not X by turn 3" becomes "turn >= 3" and "not X"."""
        parts = [self.in_time(part, path) for part in Clause.parse(text).alternatives]
        if sum(len(part) > 1 for part in parts) > MOST_DEADLINES:
            message = f'"by turn" stands more than {MOST_DEADLINES} times in one clause.'
            raise SettingError(path, message, "Write it in clauses of their own.")
        return list(product(*parts))

    def in_time(self, part: Comparison, path: str) -> tuple[Comparison, ...]:
        """Split an alternative with "by turn" into a comparison of the turn and the clause that is false till then."""
        turn = part.deadline
        if not turn:
            return (part,)
        if not part.negates:
            text = f"{part} by turn {turn}"
            raise SettingError(path, f'"{text}" has "by turn" without "not".', f'Write "not {text}".')
        if not turn.isascii() or not turn.isdecimal() or not 1 <= int(turn[:9]) <= self.at.turns:
            raise SettingError(path, f'There is no turn "{turn[:20]}".', f"Write a turn from 1 to {self.at.turns}.")
        return *Clause.parse(f"turn >= {turn}").alternatives, part

    def alternative(self, part: Comparison, path: str, may_ask: Asks) -> list[tuple[int, int, int]]:
        """Return the spans of a cell that satisfy one alternative, as (cell, low, high)."""
        cell, spans, asks = self.comparison(part, path)
        if asks not in may_ask:
            raise SettingError(path, f'"{part}" cannot be asked here.', REMEDIES[asks])
        return [(cell, low, high) for low, high in (complement(spans) if part.negates else spans)]

    def comparison(self, part: Comparison, path: str) -> tuple[int, list[Span], Asks]:
        """Return the cell of a comparison, the spans that satisfy it without "not", and what it asks about."""
        if part.verb and part.form.is_of_turn:
            return self.fact(part, path)
        if part.verb == "ending":
            number = self.names.find("endings", part.names[0], path) + 1
            return self.at.clock + 1, [(number, number)], Asks.ENDING
        if part.verb == "stage":
            return *self.stage(part, path), Asks.WORLD
        cell, unit = self.cell_and_unit(part, path)
        if not part.sign:
            if part.form.compares is Compares.ALWAYS:
                remedy = f'Write for example "{part.text} >= 60".'
                raise SettingError(path, f'"{part.text}" compares with nothing.', remedy)
            return cell, [(1, MOST)], Asks.WORLD
        spans = NEIGHBOURS[part.sign](whole(part.amount, unit, path))
        if part.verb == "untouched":
            imports = self.names.imports[cell - self.at.hit]
            spans = [(max(imports - high, LEAST), min(imports - low, MOST)) for low, high in spans]
        return cell, spans, Asks.WORLD

    def variable(self, subject: str, path: str) -> tuple[int, int]:
        """Return the cell of a variable, as in "tension KOR JPN", and its unit (1000 for points, 1 for counts).

        Raises SettingError for another name.
        """
        part, *others = Clause.parse(subject).alternatives
        if others or part.sign or part.negates or part.deadline or part.verb == "untouched":
            raise not_understood(subject, path)
        return self.cell_and_unit(part, path)

    def cell_and_unit(self, part: Comparison, path: str) -> tuple[int, int]:
        """Return the cell that a comparison asks about, and its unit. Raises SettingError where it has none."""
        at, verb, find = self.at, part.verb, self.names.find
        match part.form.of if verb else "":
            case "turns":
                return at.clock, 1
            case "pairs" | "states":
                return self.of_states(part, path)
            case "beliefs":
                who, truth = part.names
                cell = at.belief + find("truths", truth, path)
                return cell + find("states", who, path) * at.truths, 1000
            case "incidents":
                return at.incident + 3 * find("incidents", part.names[0], path) + OF_INCIDENT[verb], 1
            case "flows" | "agreements" | "marks" | "injects" | "truths" | "lists":
                variable, key = part.form.variable, " ".join(part.names)
                return getattr(at, variable) + find(part.form.of, key, path), FIGURES[variable].unit
        raise not_understood(part.text, path)

    def of_states(self, part: Comparison, path: str) -> tuple[int, int]:
        """Return cell and unit of a variable of a state, or of one state towards another."""
        place = 0
        for code in part.names:
            place = place * self.at.states + self.names.find("states", code, path)
        return getattr(self.at, part.verb) + place, FIGURES[part.verb].unit

    def stage(self, part: Comparison, path: str) -> tuple[int, list[Span]]:
        """Return cell and spans of "stage incident = key" or "!="."""
        index = self.names.find("incidents", part.names[0], path)
        stages = self.names.stages[index]
        if part.amount not in stages:
            raise unknown(path, f"stage of {part.names[0]}", part.amount, stages)
        return self.at.incident + 3 * index, NEIGHBOURS[part.sign](stages[part.amount])

    def fact(self, part: Comparison, path: str) -> tuple[int, list[Span], Asks]:
        """Return the cell of an order, a success or a tag, the spans that satisfy it, and the thing asked about."""
        least, field = 1, "tags" if part.form.of == "tags" else "kinds"
        target = self.names.find("states", part.at, path) if part.at else ANY_STATE
        what = self.names.find(field, part.names[1], path)
        if len(part.names) == 3:
            levels = self.names.levels[what]
            if part.names[2] not in levels:
                raise unknown(path, f"level of {part.names[1]}", part.names[2], levels)
            least += levels[part.names[2]]
        who = part.names[0]
        seat = ANY_STATE if who == "any" else self.names.find("states", who, path)
        fact = Fact(part.verb, seat, what, target, ever=bool(part.deadline))
        cell = self.at.asked + self.asked.setdefault(fact, len(self.asked))
        asks = Asks.EVER if fact.ever else Asks.WORKED if part.verb == "worked" else Asks.ORDERED
        return cell, [(least, MOST)], asks


OF_INCIDENT = {"hostility": 1, "turns in stage": 2}
"""The units of figures with a key of their own; all others are counts."""
REMEDIES = {
    Asks.ORDERED: "This turn's orders are not known yet here: let an effect keep them in a mark and ask for the mark.",
    Asks.WORKED: "The rules decide here or later which order works: ask for what was ordered, or for a mark.",
    Asks.EVER: 'Orders are known for one turn only: let an effect keep it in a mark, ask for "not mark key by turn n".',
    Asks.ENDING: "Endings are decided last: ask for one in an objective or a cue only.",
}


def truths_asked(condition: Condition) -> tuple[str, ...]:
    """Return the keys of the hidden truths for which a condition asks, each once, in their order."""
    parts = (part for clause in condition for part in Clause.parse(clause).alternatives)
    return tuple(dict.fromkeys(part.names[0] for part in parts if part.verb == "truth"))


def complement(spans: list[Span]) -> list[Span]:
    """Return the spans between LEAST and MOST that these spans leave out."""
    outside, start = [], LEAST
    for low, high in sorted(spans):
        if low > start:
            outside.append((start, low - 1))
        start = high + 1
    if start <= MOST:
        outside.append((start, MOST))
    return outside


def whole(amount: str, unit: int, path: str) -> int:
    """Return an amount in points or counts as the integer that a cell holds. Raises SettingError."""
    try:
        value = float(amount) * unit
    except ValueError:
        raise SettingError(path, f'"{amount}" is no number.', "Write a number after the comparison.") from None
    if not abs(value) < MOST or abs(value - round(value)) > 1e-6:
        raise SettingError(path, f'"{amount}" cannot be compared with.', f"Write a number in steps of {1 / unit:g}.")
    return round(value)


def not_understood(text: str, path: str) -> SettingError:
    """Return the error for a clause of unknown form."""
    first, *_ = [*text.split(), ""]
    starts = {verb.split()[0] for verb in (*CLAUSE_FORMS, DEADLINE_FORM.verb)}
    known = () if first in starts else starts
    remedy = f"Begin with one of: {', '.join(CLAUSE_FORMS)}, not ... by turn."
    return SettingError(path, f'"{text}" is no clause.', nearest_first(first, known, remedy))
