"""A clause of a condition as chips: what it asks about, of whom, and how much, each with what the draft has to choose.

`Clause.parse` reads the clause; `written` puts chips together again.
"""

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from scenarios.editor.condition_sentences import SIGNS, clause_in_words
from scenarios.editor.names import DraftNames
from wargame.engine.values import CLAUSE_FORMS, Clause, ClauseForm, Comparison
from wargame.spelling import did_you_mean
from wargame.web.numbers import decimal_in, number_in

ANYBODY, NOT = {"any": "somebody"}, {"": "it is so", "not": "it is not so"}
ROLES = {"actor": "the state that gives the order", "target": "the target of the order"}
"""States that conditions of an order may name without their code."""
VERB, NAME, AT, SIGN, AMOUNT, NEGATES, DEADLINE = "verb", "name", "at", "sign", "amount", "not", "by"
NEW = "turn >= 1"
LONGEST, MOST_ALTERNATIVES = 500, 20
"""The most characters and alternatives of a clause that chips show; a longer clause stays text, and stays whole."""
_TOO_LONG = (
    f"This line is too long for chips, which show at most {LONGEST} characters and {MOST_ALTERNATIVES} alternatives. "
    "Change it as text."
)
_GROUPS = {
    "An order": ("levels", "kinds", "tags"),
    "An incident": ("stages", "incidents"),
    "A figure": ("pairs", "states"),
    "A mark": ("marks",),
    "An agreement": ("agreements",),
    "An inject": ("injects",),
    "A turn": ("turns",),
    "A hidden truth": ("truths", "beliefs"),
    "Trade": ("lists", "flows"),
    "An ending": ("endings",),
}
_VERBS = {
    "ordered": "an order is given",
    "worked": "an order works",
    "tagged": "an order that counts as",
    "stage": "where an incident stands",
    "hostility": "hostility of an incident",
    "turns in stage": "turns in a stage",
    "mark": "a counter",
    "in force": "an agreement is in force",
    "strength": "strength of an agreement",
    "fired": "an inject has come",
    "turn": "the turn",
    "truth": "a hidden truth",
    "belief": "belief in a hidden truth",
    "ending": "how the game ends",
    "relation": "how one stands to another",
    "exposure": "trade dependence",
    "rate": "duty on a list",
    "announced": "announced duty",
    "duty": "average duty",
}
_SLOTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "turns": (),
    "pairs": (("of", "states"), ("towards", "states")),
    "flows": (("of", "states"), ("on what comes from", "states")),
    "states": (("of", "states"),),
    "beliefs": (("of", "states"), ("in", "truths")),
    "stages": (("of", "incidents"),),
    "levels": (("by", "who"), ("order", "kinds"), ("level", "levels")),
    "kinds": (("by", "who"), ("order", "kinds")),
    "tags": (("by", "who"), ("as", "tags")),
}
"""The names after a verb, by the kind of form: a label, and the kind of names to choose from."""
_WORDS_OF = {
    "states": "state",
    "who": "state",
    "truths": "hidden truth",
    "incidents": "incident",
    "kinds": "order",
    "levels": "level of this order",
    "tags": "tag of orders",
    "marks": "mark",
    "agreements": "agreement",
    "injects": "inject",
    "endings": "ending",
    "lists": "list of goods",
    "stages": "stage of this incident",
    "turns": "turn",
}
_OPTIONAL = frozenset({"levels"})

Options = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Chip:
    """One choice: its name in a form, a label, its value, and the values to choose from; none for a number."""

    name: str
    label: str
    value: str
    options: Options | None = None
    kind: str = ""

    @property
    def words(self) -> str:
        """The words of its value, which a closed chip shows."""
        return self.options.get(self.value, self.value) if self.options is not None else self.value

    @property
    def is_told(self) -> bool:
        """Whether a closed chip says anything: a clause that is so, at any time, needs no words for it."""
        return bool(self.value)

    @property
    def is_known(self) -> bool:
        """Whether the draft has what the chip names."""
        return self.options is None or self.value in self.options

    @property
    def choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The values to choose from, in groups; a value that the draft lacks stays a choice."""
        listed = dict(self.options or {})
        if not self.is_known:
            listed = {self.value: self.value, **listed}
        if self.name.endswith(VERB):
            groups = [
                (title, [(verb, words) for verb, words in listed.items() if _of(verb) in kinds])
                for title, kinds in _GROUPS.items()
            ]
            return [group for group in groups if group[1]]
        return [("", list(listed.items()))]


@dataclass(frozen=True, slots=True)
class ClauseRow:
    """One line of a condition: its text, its sentence, the chips of each alternative, and what is wrong with it."""

    text: str
    sentence: str = ""
    alternatives: tuple[tuple[Chip, ...], ...] = ()
    complaints: tuple[str, ...] = ()
    is_open: bool = False

    @property
    def acts(self) -> tuple[tuple[str, str], ...]:
        """The acts of its buttons, each with its words."""
        if not self.text:
            return (("open", "+ Add a condition"),)
        if self.is_open:
            return ("or", "or …"), ("close", "Done"), ("remove", "Remove")
        return (("open", "Change"), ("remove", "Remove")) if self.has_chips else (("remove", "Remove"),)

    @property
    def has_chips(self) -> bool:
        """Whether chips can show it: each alternative has a form of the grammar."""
        return all(self.alternatives)


def row_of(text: str, names: DraftNames, *, is_open: bool = False) -> ClauseRow:
    """Return a clause as a line of a condition; an empty one for no text, and one without chips for a long text."""
    if not text:
        return ClauseRow("")
    parts = Clause.parse(text).alternatives
    if len(text) > LONGEST or len(parts) > MOST_ALTERNATIVES:
        return ClauseRow(text, _TOO_LONG, ((),))
    alternatives = tuple(tuple(_chips(index, part, names)) for index, part in enumerate(parts))
    return ClauseRow(text, clause_in_words(text, names), alternatives, tuple(_complaints(alternatives)), is_open)


def written(chosen: Mapping[str, str], names: DraftNames) -> str:
    """Return the clause that chips say: `chosen` has the value of each chip by its name.

    A chip whose value does not fit the others, for its author has just chosen another one, takes the first that does.
    """
    count = next(index for index in itertools.count() if f"c{index}-{VERB}" not in chosen)
    return " or ".join(_alternative(f"c{index}-", chosen, names) for index in range(count))


def verbs_of(names: DraftNames) -> Options:
    """Return the verbs that have something to name in a draft, each with its words."""
    return {
        verb: _VERBS.get(verb) or re.sub(r" of A\b.*| towards B\b.*|,.*", "", form.asks)
        for verb, form in CLAUSE_FORMS.items()
        if all(_options(kind, names) or kind in _OPTIONAL for _, kind in _slots(form))
    }


def _of(verb: str) -> str:
    return CLAUSE_FORMS[verb].of if verb in CLAUSE_FORMS else ""


def _slots(form: ClauseForm) -> tuple[tuple[str, str], ...]:
    return _SLOTS.get(form.of) or ((("", form.of),) if form.of not in _SLOTS else ())


def _options(kind: str, names: DraftNames, before: str = "") -> Options:
    """Return the names of a kind; of levels those of the order before them, of stages those of the incident."""
    if kind == "who":
        return {**ANYBODY, **names.of("states")}
    if kind == "states":
        return {**names.of(kind), **ROLES} if names.of(kind) else {}
    if kind in ("levels", "stages"):
        inside = {key.partition(" ")[2]: words for key, words in names.of(kind).items() if key.split(" ")[0] == before}
        return {"": "any level", **inside} if kind == "levels" else inside
    return names.of(kind)


def _chips(index: int, part: Comparison, names: DraftNames) -> Iterator[Chip]:
    if not part.verb:
        return
    begin, form = f"c{index}-", part.form
    yield Chip(f"{begin}{NEGATES}", "so or not", "not" if part.negates else "", NOT)
    yield Chip(f"{begin}{VERB}", "what it asks about", part.verb, verbs_of(names))
    for place, (label, kind) in enumerate(_slots(form)):
        before = part.names[place - 1] if place else ""
        value = part.names[place] if place < len(part.names) else ""
        yield Chip(f"{begin}{NAME}{place}", label or _WORDS_OF[kind], value, _options(kind, names, before), kind)
    if form.of == "levels":
        yield Chip(f"{begin}{AT}", "at", part.at, {"": "at anybody", **names.of("states")}, "states")
    yield from _compared(begin, part, form, names)
    if part.negates or part.deadline:
        turns = {number: f"by the end of turn {number}" for number in names.of("turns")}
        yield Chip(f"{begin}{DEADLINE}", "by when", part.deadline, {"": "at any time", **turns}, "turns")


def _compared(begin: str, part: Comparison, form: ClauseForm, names: DraftNames) -> Iterator[Chip]:
    if form.of == "stages":
        yield Chip(f"{begin}{SIGN}", "is or is not", part.sign, {"=": "is", "!=": "is not"})
        inside = _options("stages", names, part.names[0])
        yield Chip(f"{begin}{AMOUNT}", "stage", part.amount, inside, "stages")
    elif part.sign or form.compares.value == "always" or form.verb == "mark":
        signs = SIGNS if form.compares.value == "always" else {"": "at least 1", **SIGNS}
        yield Chip(f"{begin}{SIGN}", "how it compares", part.sign, signs)
        if part.sign:
            yield Chip(f"{begin}{AMOUNT}", "amount", part.amount)


def _complaints(alternatives: tuple[tuple[Chip, ...], ...]) -> Iterator[str]:
    for chip in (chip for chips in alternatives for chip in chips):
        if not chip.is_known and chip.kind:
            near = did_you_mean(chip.value, chip.options or ())
            yield f"This scenario has no {_WORDS_OF[chip.kind]} “{chip.value}”. {near or 'Choose another one.'}"
        elif chip.options is None and decimal_in(chip.value) is None:
            yield f"“{chip.value}” is not a number."


def _alternative(begin: str, chosen: Mapping[str, str], names: DraftNames) -> str:
    verb = chosen[f"{begin}{VERB}"]
    form = CLAUSE_FORMS.get(verb, CLAUSE_FORMS["turn"])
    said: list[str] = []
    for place, (_, kind) in enumerate(_slots(form)):
        options = _options(kind, names, said[-1] if said else "")
        said.append(_fitting(chosen.get(f"{begin}{NAME}{place}", ""), options))
    at = chosen.get(f"{begin}{AT}", "") if form.of == "levels" else ""
    words = [form.verb, *filter(None, said), *(("at", at) if at in names.of("states") else ())]
    words += _comparing(begin, chosen, form, said, names)
    if not chosen.get(f"{begin}{NEGATES}"):
        return " ".join(words)
    by = number_in(chosen.get(f"{begin}{DEADLINE}", ""))
    return " ".join(["not", *words, *(("by turn", str(by)) if by is not None else ())])


def _comparing(
    begin: str, chosen: Mapping[str, str], form: ClauseForm, said: list[str], names: DraftNames
) -> tuple[str, ...]:
    """Return the sign and the amount of an alternative; nothing where nothing is compared."""
    sign, amount = chosen.get(f"{begin}{SIGN}", ""), chosen.get(f"{begin}{AMOUNT}", "").strip()
    if form.of == "stages":
        return (sign if sign in ("=", "!=") else "=", _fitting(amount, _options("stages", names, said[0])))
    if form.compares.value == "never" or (form.compares.value == "perhaps" and sign not in SIGNS):
        return ()
    return (sign if sign in SIGNS else ">=", amount if decimal_in(amount) is not None else "1")


def _fitting(value: str, options: Options) -> str:
    return value if value in options else next(iter(options), "")
