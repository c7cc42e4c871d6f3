"""The grammar of conditions: the forms that a clause can have, and `Clause.parse`, the only reader of its text.

A condition is a tuple of clauses that must all hold; alternatives within one are joined by " or ", and each may
begin with "not". Amounts are in points. OP is one of >= > <= < = !=. A and B are state codes. CLAUSE_FORMS lists
what can be asked; "not CLAUSE by turn n" holds from the end of turn n on, as long as CLAUSE does not hold.

"not CLAUSE by turn n" reads the world at the moment when it is judged. Orders are known for one turn only: a pack keeps
it in a mark and asks for "not mark key by turn n". A condition that a white cell writes is judged on all turns that
were played.

A clause on a value that a masked world hides does not hold, and its negation does not hold either.

`scenario/conditions.py` translates what is read here for the rules, and refuses what a scenario does not have.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from wargame.engine.spec.scenario import ScenarioSpec
from wargame.engine.world.figures import FIGURES, STATE

_DEADLINE = re.compile(r"^(.*?)\s+by turn\s+(\S+)$")
_COMPARISON = re.compile(r"^(.*?)\s*(>=|<=|!=|>|<|=)\s*(.+)$")


Names = Iterator[tuple[str, str]]


class Compares(Enum):
    """True if a form takes a sign and an amount."""

    ALWAYS = "always"
    PERHAPS = "perhaps"
    NEVER = "never"
    STAGE = "stage"
    """It takes = or != and the key of a stage."""


@dataclass(frozen=True)
class Word:
    """Something that a clause can name in a scenario, as it is written, and what it means."""

    text: str
    means: str


@dataclass(frozen=True)
class ClauseForm:
    """One form of clauses: its verb, how it is written, and what it asks.

    `of` is what it names, and `example` a clause with {} for the first such name.
    """

    verb: str
    of: str
    written: str
    asks: str
    example: str
    compares: Compares = Compares.ALWAYS

    @property
    def counts(self) -> tuple[int, ...]:
        """Return the numbers of names that may follow the verb."""
        return _COUNTS.get(self.of, (1,))

    @property
    def is_of_turn(self) -> bool:
        """True if the form asks about the orders of a turn."""
        return self.of in ("levels", "kinds", "tags")

    @property
    def variable(self) -> str:
        """The variable that it reads, by its name in the world and in the ledger."""
        return {"in force": "in_force", "untouched": "hit"}.get(self.verb, self.verb)

    def names_in(self, spec: ScenarioSpec) -> tuple[Word, ...]:
        """Return everything of a scenario that it can name."""
        return tuple(Word(text, means) for text, means in _NAMES[self.of](spec))


def _of_pair(verb: str, asks: str) -> ClauseForm:
    return ClauseForm(verb, "pairs", f"{verb} A B OP n", asks, f"{verb} {{}} {{other}} >= 1")


def _of_state(verb: str) -> ClauseForm:
    figure = FIGURES[verb]
    asks = f"{figure.in_sentence} of A{', in points' if figure.is_in_points else ''}"
    return ClauseForm(verb, "states", f"{verb} A OP n", asks, f"{verb} {{}} >= 1")


_COUNTS = {"turns": (0,), "pairs": (2,), "beliefs": (2,), "flows": (2,), "levels": (2, 3), "kinds": (2,), "tags": (2,)}
_LISTED = (
    ClauseForm("turn", "turns", "turn OP n", "the number of the turn", "turn >= {last}"),
    _of_pair("tension", "tension of A towards B, in points"),
    _of_pair("relation", "how A stands towards B, in points"),
    _of_pair("exposure", "how far A's economy depends on trade with B, in points"),
    _of_pair("stimulus", "the MID number of A's most hostile noticed act at B last turn"),
    *(_of_state(figure.key) for figure in FIGURES.values() if figure.of == STATE),
    ClauseForm("belief", "beliefs", "belief A truth OP n", "what A takes to be the chance of a hidden truth, in 100",
        "belief {state} {} >= 50"),
    ClauseForm("mark", "marks", "mark key [OP n]", "a counter; without OP: at least 1", "mark {}", Compares.PERHAPS),
    ClauseForm("strength", "agreements", "strength key OP n", "how strong an agreement is", "strength {} >= 50"),
    ClauseForm("in force", "agreements", "in force key", "an agreement is in force", "in force {}", Compares.PERHAPS),
    ClauseForm("fired", "injects", "fired key", "an inject has come", "fired {}", Compares.PERHAPS),
    ClauseForm("truth", "truths", "truth key", "a hidden truth holds", "truth {}", Compares.PERHAPS),
    ClauseForm("ending", "endings", "ending key", "the game ends so; in objectives and texts only", "ending {}",
        Compares.NEVER),
    ClauseForm("stage", "stages", "stage incident = key, stage incident != key", "where an incident stands", "stage {}",
        Compares.STAGE),
    ClauseForm("hostility", "incidents", "hostility incident OP n", "its MID level, 0 to 5", "hostility {} >= 1"),
    ClauseForm("turns in stage", "incidents", "turns in stage incident OP n",
        "turns that it has spent in its stage already", "turns in stage {} >= 1"),
    ClauseForm("rate", "lists", "rate list OP n", "the duty on a list, in per cent", "rate {} > 0"),
    ClauseForm("announced", "lists", "announced list OP n", "the duty announced for a list, in per cent; -1 for none",
        "announced {} >= 0"),
    ClauseForm("hit", "flows", "hit A B OP n", "what A taxes of what it buys of B, in US$ bn", "hit {} > 0"),
    ClauseForm("untouched", "flows", "untouched A B OP n", "what A does not tax of what it buys of B, in US$ bn",
        "untouched {} > 0"),
    ClauseForm("duty", "flows", "duty A B OP n", "the average duty on all that A buys of B, in per cent",
        "duty {} >= 1"),
    ClauseForm("ordered", "levels", "ordered A|any kind [level] [at B]",
        "ordered this turn, at that level or a higher one; at B: at least there", "ordered any {}", Compares.NEVER),
    ClauseForm("worked", "kinds", "worked A|any kind", "ordered this turn, and its roll succeeded", "worked any {}",
        Compares.NEVER),
    ClauseForm("tagged", "tags", "tagged A|any tag", "ordered this turn at a level with that tag", "tagged any {}",
        Compares.NEVER),
)  # fmt: skip
CLAUSE_FORMS = {form.verb: form for form in _LISTED}
DEADLINE_FORM = ClauseForm(
    "not", "marks", "not CLAUSE by turn n", "from the end of turn n on, as long as CLAUSE does not hold",
    "not mark {} by turn {last}",
)  # fmt: skip
_VERBS = sorted(CLAUSE_FORMS, key=lambda verb: -len(verb.split()))


@dataclass(frozen=True)
class Comparison:
    """One alternative of a clause: `text` as written, without "not" and "by turn".

    `names` follow the verb; a verb of "" says that the text has no form of the grammar. `at` is the state at which
    something was ordered. `sign` and `amount` are "" where nothing is compared; for a stage, `amount` is its key.
    `deadline` is the turn after "by turn", as it is written.
    """

    text: str
    verb: str = ""
    names: tuple[str, ...] = ()
    at: str = ""
    sign: str = ""
    amount: str = ""
    negates: bool = False
    deadline: str = ""

    @property
    def subject(self) -> str:
        """The subject of the clause: "tension KOR JPN"."""
        return " ".join((self.verb, *self.names))

    @property
    def form(self) -> ClauseForm:
        """Its form. Raises KeyError where it has none."""
        return CLAUSE_FORMS[self.verb]

    def __str__(self) -> str:
        """Write it with "not", and without "by turn"."""
        return f"not {self.text}" if self.negates else self.text


@dataclass(frozen=True)
class Clause:
    """One clause of a condition: it holds if one of its alternatives does."""

    text: str
    alternatives: tuple[Comparison, ...]

    @staticmethod
    def parse(text: str) -> "Clause":
        """Read a clause. It refuses nothing: an alternative of no known form has the verb ""."""
        return _clause(text)


@lru_cache(maxsize=16384)
def _clause(text: str) -> Clause:
    return Clause(text, tuple(_comparison(part.strip()) for part in text.split(" or ")))


def _comparison(written: str) -> Comparison:
    timed = _DEADLINE.match(written)
    whole, deadline = timed.groups() if timed else (written, "")
    text = whole.removeprefix("not ").strip()
    compared = _COMPARISON.match(text)
    subject, sign, amount = compared.groups() if compared else (text, "", "")
    verb, names, at = _split(subject.split())
    if verb and not _fits(CLAUSE_FORMS[verb], len(names), sign):
        verb, names, at = "", (), ""
    return Comparison(text, verb, names, at, sign, amount, whole.startswith("not "), deadline)


def _split(words: list[str]) -> tuple[str, tuple[str, ...], str]:
    """Return verb, names, and the state after "at"."""
    verb = next((verb for verb in _VERBS if words[: len(verb.split())] == verb.split()), "")
    names = words[len(verb.split()) :] if verb else []
    if verb == "ordered" and names[-2:-1] == ["at"]:
        return verb, tuple(names[:-2]), names[-1]
    return verb, tuple(names), ""


def _fits(form: ClauseForm, count: int, sign: str) -> bool:
    signs = {Compares.NEVER: sign == "", Compares.STAGE: sign in ("=", "!=")}
    return count in form.counts and signs.get(form.compares, True)


def _stages(spec: ScenarioSpec) -> Names:
    for one in spec.incidents:
        yield from ((f"{one.key} = {stage.key}", f"{one.name}: {stage.name}") for stage in one.stages)


def _flows(spec: ScenarioSpec) -> Names:
    for flow in spec.flows:
        yield f"{flow.owner} {flow.against}", f"{flow.owner} buys US$ {flow.imports:g} bn of {flow.against}"


def _levels(spec: ScenarioSpec) -> Names:
    for order in spec.orders:
        yield from ((f"{order.kind} {level.key}", f"{order.name}: {level.name}") for level in order.levels)


def _tags(spec: ScenarioSpec) -> Names:
    tags = dict.fromkeys(tag for order in spec.orders for level in order.levels for tag in level.tags)
    yield from ((tag, "a tag of levels of orders") for tag in tags)


def _states(spec: ScenarioSpec) -> Names:
    yield from ((state.code, state.name) for state in spec.states)


def _truths(spec: ScenarioSpec) -> Names:
    yield from ((truth.key, truth.true_name) for truth in spec.truths)


_NAMES: dict[str, Callable[[ScenarioSpec], Names]] = {
    "turns": lambda spec: ((str(turn.number), turn.title) for turn in spec.turns),
    "pairs": _states,
    "states": _states,
    "beliefs": _truths,
    "truths": _truths,
    "marks": lambda spec: ((mark.key, mark.meaning) for mark in spec.marks),
    "agreements": lambda spec: ((pact.key, pact.name) for pact in spec.agreements),
    "injects": lambda spec: ((inject.key, inject.title) for inject in spec.injects),
    "endings": lambda spec: ((ending.key, ending.name) for ending in spec.endings),
    "incidents": lambda spec: ((incident.key, incident.name) for incident in spec.incidents),
    "stages": _stages,
    "lists": lambda spec: ((one.key, f"{one.title}: US$ {one.amount:g} bn of {one.owner}") for one in spec.lists),
    "flows": _flows,
    "levels": _levels,
    "kinds": lambda spec: ((order.kind, order.name) for order in spec.orders),
    "tags": _tags,
}
"""The kinds of names in a scenario: how it is written, and what it means."""
