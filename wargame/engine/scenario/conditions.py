"""The clause grammar of conditions, and its translation into comparisons of cells.

A condition is a tuple of clauses that must all hold; alternatives within one are joined by " or ", and each may
begin with "not". Amounts are in points. OP is one of >= > <= < = !=. A and B are state codes.

    turn OP n
    tension A B OP n        also relation, exposure: how A stands towards B
    approval A OP n         also economy, readiness, standing, resolve, stake, points
    belief A truth OP n     what A takes to be the chance of a hidden truth
    mark key [OP n]         a counter; without OP: at least 1
    strength key OP n       in force key          an agreement
    stage incident = key    stage incident != key
    hostility incident OP n                       MID level 0..5
    turns in stage incident OP n                  turns spent there already
    stimulus A B OP n       MID action number of A's most hostile noticed act at B last turn
    fired key               truth key             ending key
    rate list OP n          announced list OP n   a duty in per cent; announced: -1 for none
    hit A B OP n            untouched A B OP n    what A taxes, or not, of what it buys of B, in US$ bn
    duty A B OP n           the average duty on all that A buys of B, in per cent
    ordered A|any kind [level] [at B]             this turn: that level or a higher one; B among others perhaps
    worked A|any kind       tagged A|any tag      this turn
    not CLAUSE by turn n    from the end of turn n on, as long as CLAUSE does not hold

"not CLAUSE by turn n" reads the world at the moment when it is judged. What was ordered is known for one turn only: a
pack keeps it in a mark and asks for "not mark key by turn n". A condition that a white cell writes is judged on all
turns that were played.

A clause on a value that a masked world hides does not hold, and its negation does not hold either.
"""

import re
from collections.abc import Callable
from enum import Flag, auto
from itertools import product
from typing import NamedTuple

from wargame.engine.errors import SettingError, unknown
from wargame.engine.scenario.cell_audiences import OF_FLOW, UNITS
from wargame.engine.spec import Condition
from wargame.engine.spec.names import Names
from wargame.engine.world.layout import Layout
from wargame.engine.world.table_rows import ClauseRow
from wargame.engine.world.tables import ANY_STATE
from wargame.spelling import nearest_first

MOST = 2**31 - 1
LEAST = -MOST
"""Bounds of a clause. UNKNOWN lies just below them, so it satisfies no clause."""

Span = tuple[int, int]


class Asks(Flag):
    """What a condition may ask about when it is judged."""

    WORLD = auto()
    ORDERED = auto()
    WORKED = auto()
    ENDING = auto()
    EVER = auto()


BETWEEN_TURNS = Asks.WORLD | Asks.ENDING
WHILE_ROLLING = Asks.WORLD | Asks.ORDERED
IN_TURN = Asks.WORLD | Asks.ORDERED | Asks.WORKED

PAIRS = ("tension", "relation", "exposure", "stimulus")
SINGLES = ("approval", "economy", "readiness", "standing", "resolve", "stake", "points")
WHOLE = ("points", "stimulus")
DEADLINE = re.compile(r"^(.*?)\s+by turn\s+(\S+)$")
MOST_DEADLINES = 3
"""The most alternatives with "by turn" in one clause: each doubles the number of comparisons."""
TRUTH = re.compile(r"\btruth\s+(\S+)")
COMPARISON = re.compile(r"^(.*?)\s*(>=|<=|!=|>|<|=)\s*(.+)$")
FORMS = (
    "turn, tension, relation, exposure, stimulus, approval, economy, readiness, standing, resolve, stake, points, "
    "belief, mark, strength, in force, stage, hostility, turns in stage, fired, truth, rate, announced, hit, "
    "untouched, duty, ending, ordered, worked, tagged, not ... by turn"
)
FIRST_WORDS = {form.split()[0] for form in FORMS.split(", ")}
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


class Alternative(NamedTuple):
    """One comparison of a clause, perhaps with "not"; a clause holds if one of them does.

    `ever` asks about all turns so far.
    """

    text: str
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

    def without_deadlines(self, text: str, path: str) -> list[tuple[Alternative, ...]]:
        """Return a clause as several that must all hold: "not X by turn 3" becomes "turn >= 3" and "not X"."""
        parts = [self.in_time(part.strip(), path) for part in text.split(" or ")]
        if sum(len(part) > 1 for part in parts) > MOST_DEADLINES:
            message = f'"by turn" stands more than {MOST_DEADLINES} times in one clause.'
            raise SettingError(path, message, "Write it in clauses of their own.")
        return list(product(*parts))

    def in_time(self, text: str, path: str) -> tuple[Alternative, ...]:
        """Split an alternative with "by turn" into a comparison of the turn and what must not have happened by then."""
        found = DEADLINE.match(text)
        if not found:
            return (Alternative(text),)
        subject, turn = found.groups()
        if not subject.startswith("not "):
            raise SettingError(path, f'"{text}" has "by turn" without "not".', f'Write "not {subject} by turn {turn}".')
        if not turn.isascii() or not turn.isdecimal() or not 1 <= int(turn[:9]) <= self.at.turns:
            raise SettingError(path, f'There is no turn "{turn[:20]}".', f"Write a turn from 1 to {self.at.turns}.")
        return Alternative(f"turn >= {turn}"), Alternative(subject, ever=True)

    def alternative(self, part: Alternative, path: str, may_ask: Asks) -> list[tuple[int, int, int]]:
        """Return the spans of a cell that satisfy one alternative, as (cell, low, high)."""
        negated = part.text.startswith("not ")
        cell, spans, asks = self.clause(part._replace(text=part.text.removeprefix("not ").strip()), path)
        if asks not in may_ask:
            raise SettingError(path, f'"{part.text}" cannot be asked here.', REMEDIES[asks])
        return [(cell, low, high) for low, high in (complement(spans) if negated else spans)]

    def clause(self, part: Alternative, path: str) -> tuple[int, list[Span], Asks]:
        """Return the cell of a clause without "not", the spans that satisfy it, and what it asks about."""
        text = part.text
        compared = COMPARISON.match(text)
        subject, sign, amount = compared.groups() if compared else (text, "", "")
        words = subject.split()
        if words[:1] in (["ordered"], ["worked"], ["tagged"]) and not sign:
            fact, least = getattr(self, words[0])(words[1:], path)
            fact = fact._replace(ever=part.ever)
            cell = self.at.asked + self.asked.setdefault(fact, len(self.asked))
            asks = Asks.EVER if part.ever else Asks.WORKED if words[0] == "worked" else Asks.ORDERED
            return cell, [(least, MOST)], asks
        if words[:1] == ["ending"] and len(words) == 2 and not sign:
            number = self.names.find("endings", words[1], path) + 1
            return self.at.clock + 1, [(number, number)], Asks.ENDING
        if words[:1] == ["stage"] and len(words) == 2 and sign in ("=", "!="):
            return *self.stage(words[1], sign, amount, path), Asks.WORLD
        if not sign and words[:1] in (["mark"], ["fired"], ["truth"], ["in"]):
            return self.variable(words, text, path)[0], [(1, MOST)], Asks.WORLD
        if words[:1] == ["untouched"] and len(words) == 3 and sign:
            return *self.untouched(words[1:], sign, amount, path), Asks.WORLD
        cell, unit = self.variable(words, text, path)
        if not sign:
            raise SettingError(path, f'"{text}" compares with nothing.', f'Write for example "{text} >= 60".')
        return cell, NEIGHBOURS[sign](whole(amount, unit, path)), Asks.WORLD

    def variable(self, words: list[str], text: str, path: str) -> tuple[int, int]:
        """Return the cell of a variable and its unit (1000 for points, 1 for counts).

        Raises SettingError for another name.
        """
        found = self.of_states(words, path) or self.of_key(words, path)
        if found is None:
            raise not_understood(text, path)
        return found

    def of_states(self, words: list[str], path: str) -> tuple[int, int] | None:
        """Return cell and unit of a variable of a state, or of one state towards another; None for another variable."""
        names, at = self.names, self.at
        match words:
            case [str(name), who, towards] if name in PAIRS:
                pair = names.find("states", who, path) * at.states + names.find("states", towards, path)
                return getattr(at, name) + pair, 1 if name in WHOLE else 1000
            case [str(name), who] if name in SINGLES:
                return getattr(at, name) + names.find("states", who, path), 1 if name in WHOLE else 1000
            case [str(name), owner, against] if name in OF_FLOW:
                return getattr(at, name) + names.find("flows", f"{owner} {against}", path), UNITS[name]
            case ["belief", who, truth]:
                truth_index = names.find("truths", truth, path)
                return at.belief + names.find("states", who, path) * at.truths + truth_index, 1000
        return None

    def of_key(self, words: list[str], path: str) -> tuple[int, int] | None:
        """Return cell and unit of the clock, or of a variable of an incident, agreement, mark, inject or truth; else
        None.
        """
        names, at = self.names, self.at
        if words == ["turn"]:
            return at.clock, 1
        name, key = " ".join(words[:-1]), "".join(words[-1:])
        if name in OF_INCIDENT:
            return at.incident + 3 * names.find("incidents", key, path) + OF_INCIDENT[name], 1
        if name in KEYED:
            field, start, unit = KEYED[name]
            return getattr(at, start) + names.find(field, key, path), unit
        return None

    def stage(self, incident: str, sign: str, key: str, path: str) -> tuple[int, list[Span]]:
        """Return cell and spans of "stage incident = key" or "!="."""
        index = self.names.find("incidents", incident, path)
        stages = self.names.stages[index]
        if key not in stages:
            raise unknown(path, f"stage of {incident}", key, stages)
        return self.at.incident + 3 * index, NEIGHBOURS[sign](stages[key])

    def untouched(self, sides: list[str], sign: str, amount: str, path: str) -> tuple[int, list[Span]]:
        """Return cell and spans of "untouched A B OP n": what is hit leaves it of the imports."""
        cell, unit = self.variable(["hit", *sides], "untouched", path)
        imports = self.names.imports[cell - self.at.hit]
        spans = NEIGHBOURS[sign](whole(amount, unit, path))
        return cell, [(max(imports - high, LEAST), min(imports - low, MOST)) for low, high in spans]

    def seat(self, word: str, path: str) -> int:
        """Return the index of a state, ANY_STATE for "any"."""
        return ANY_STATE if word == "any" else self.names.find("states", word, path)

    def ordered(self, words: list[str], path: str) -> tuple[Fact, int]:
        """Return the fact of "ordered A kind [level] [at B]", and the least value of its cell."""
        target = ANY_STATE
        if len(words) >= 2 and words[-2] == "at":
            target = self.names.find("states", words[-1], path)
            words = words[:-2]
        if len(words) not in (2, 3):
            raise not_understood(" ".join(["ordered", *words]), path)
        kind = self.names.find("kinds", words[1], path)
        levels = self.names.levels[kind]
        if len(words) == 3 and words[2] not in levels:
            raise unknown(path, f"level of {words[1]}", words[2], levels)
        least = levels[words[2]] + 1 if len(words) == 3 else 1
        return Fact("ordered", self.seat(words[0], path), kind, target), least

    def worked(self, words: list[str], path: str) -> tuple[Fact, int]:
        """Return the fact of "worked A kind", and the least value of its cell."""
        if len(words) != 2:
            raise not_understood(" ".join(["worked", *words]), path)
        kind = self.names.find("kinds", words[1], path)
        return Fact("worked", self.seat(words[0], path), kind), 1

    def tagged(self, words: list[str], path: str) -> tuple[Fact, int]:
        """Return the fact of "tagged A tag", and the least value of its cell."""
        if len(words) != 2:
            raise not_understood(" ".join(["tagged", *words]), path)
        tag = self.names.find("tags", words[1], path)
        return Fact("tagged", self.seat(words[0], path), tag), 1


OF_INCIDENT = {"hostility": 1, "turns in stage": 2}
KEYED = {
    "mark": ("marks", "mark", 1),
    "strength": ("agreements", "strength", 1000),
    "in force": ("agreements", "in_force", 1),
    "fired": ("injects", "fired", 1),
    "truth": ("truths", "truth", 1),
    "rate": ("lists", "rate", UNITS["rate"]),
    "announced": ("lists", "announced", UNITS["announced"]),
}
REMEDIES = {
    Asks.ORDERED: "This turn's orders are not known yet here: let an effect keep them in a mark and ask for the mark.",
    Asks.WORKED: "What works is decided here or later: ask for what was ordered, or for a mark.",
    Asks.EVER: 'Orders are known for one turn only: let an effect keep it in a mark, ask for "not mark key by turn n".',
    Asks.ENDING: "Endings are decided last: ask for one in an objective or a cue only.",
}


def truths_asked(condition: Condition) -> tuple[str, ...]:
    """Return the keys of the hidden truths for which a condition asks, each once, in their order."""
    return tuple(dict.fromkeys(key for clause in condition for key in TRUTH.findall(clause)))


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
    known = () if first in FIRST_WORDS else FIRST_WORDS
    return SettingError(path, f'"{text}" is no clause.', nearest_first(first, known, f"Begin with one of: {FORMS}."))
