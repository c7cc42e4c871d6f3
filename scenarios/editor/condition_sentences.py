"""Conditions of a draft as sentences, from the one reader of conditions and the names of the draft."""

import re
from collections.abc import Iterable

from scenarios.editor.names import DraftNames
from wargame.engine.values import CLAUSE_FORMS, Clause, Comparison

ALWAYS = "always"
SIGNS = {
    ">=": "at least",
    "<=": "at most",
    ">": "more than",
    "<": "less than",
    "=": "exactly",
    "!=": "not",
}
_TURNS = {
    ">=": "from turn {} on",
    "<=": "up to turn {}",
    ">": "after turn {}",
    "<": "before turn {}",
    "=": "in turn {}",
}
_SAID = {
    "in force": ("{} is in force", "{} is not in force"),
    "fired": ("“{}” has come", "“{}” has not come"),
    "truth": ("it is true that {}", "it is not true that {}"),
    "ending": ("the game ends with “{}”", "the game does not end with “{}”"),
}
_UNITS = re.compile(r", (in points|in per cent|in US\$ bn|in 100|0 to 5)")


def sentence_of(clauses: Iterable[str], names: DraftNames) -> str:
    """Return a condition in words: "always" for one without clauses."""
    said = [clause_in_words(clause, names) for clause in clauses]
    return "; and ".join(said) if said else ALWAYS


def clause_in_words(clause: str, names: DraftNames) -> str:
    """Return one clause in words; a clause outside the grammar stands as its author wrote it, in quotation marks."""
    return " or ".join(_part(part, names) for part in Clause.parse(clause).alternatives)


def _part(part: Comparison, names: DraftNames) -> str:
    if not part.verb:
        return f"“{part}” (Parley knows no such condition)"
    said = _say(part, names)
    if part.deadline:
        return f"not by the end of turn {part.deadline}: {said}"
    return said


def _say(part: Comparison, names: DraftNames) -> str:
    if part.verb in _SAID:
        return _known(part, names)
    if part.verb == "stage":
        return _stage(part, names)
    if part.form.is_of_turn:
        return _order(part, names)
    if part.verb == "turn":
        words = _TURNS.get(part.sign, "not in turn {}").format(part.amount)
        return f"not {words}" if part.negates else words
    amount = _amount(part)
    return f"{_subject(part, names)} is {'not ' * part.negates}{amount}"


def _known(part: Comparison, names: DraftNames) -> str:
    is_so = (part.sign, part.amount) not in (("=", "0"), ("<", "1"), ("!=", "1")) and not part.negates
    return _SAID[part.verb][not is_so].format(names.words(part.form.of, part.names[0]))


def _stage(part: Comparison, names: DraftNames) -> str:
    incident = part.names[0]
    stage = names.words("stages", f"{incident} {part.amount}").removeprefix(f"{incident} ")
    is_not = (part.sign == "!=") != part.negates
    return f"{names.words('incidents', incident)} is {'not ' * is_not}at “{stage}”"


def _order(part: Comparison, names: DraftNames) -> str:
    actor, what, *level = part.names
    who = "somebody" if actor == "any" else names.words("states", actor)
    at = f" at {names.words('states', part.at)}" if part.at else ""
    name = names.words("kinds", what)
    if part.verb == "tagged":
        said = f"{who} gives an order that counts as “{what}” in this turn"
    elif part.verb == "worked":
        said = f"the order “{name}” of {who} works in this turn"
    else:
        more = f" ({names.words('levels', f'{what} {level[0]}').removeprefix(f'{what} ')}, or more)" if level else ""
        said = f"{who} gives the order “{name}”{more}{at} in this turn"
    return f"it is not so that {said}" if part.negates else said


def _subject(part: Comparison, names: DraftNames) -> str:
    first = part.names[0] if part.names else ""
    if part.verb == "mark":
        return f"“{names.words('marks', first)}”"
    if part.verb == "belief":
        return f"the chance that {names.words('states', first)} gives “{names.words('truths', part.names[1])}”"
    if part.verb == "turns in stage":
        return f"the number of turns in which {names.words('incidents', first)} has stood where it is"
    named = [names.words("lists" if part.form.of == "lists" else "states", name) for name in part.names]
    if part.form.of in ("agreements", "incidents"):
        return f"{part.verb} of {names.words(part.form.of, first)}"
    if part.form.of == "lists":
        return f"the duty {'announced for' if part.verb == 'announced' else 'on'} {named[0]}"
    asks = _UNITS.sub("", CLAUSE_FORMS[part.verb].asks)
    for letter, name in zip("AB", named, strict=False):
        asks = re.sub(rf"\b{letter}\b", lambda _, name=name: name, asks, count=1)  # type: ignore[misc]
    return asks


def _amount(part: Comparison) -> str:
    if not part.sign:
        return "at least 1"
    if part.sign == "=":
        return part.amount
    return f"{SIGNS[part.sign]} {part.amount}"
