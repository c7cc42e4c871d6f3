"""The comparisons of the scenario's conditions that events can answer, and which events answer them.

Comparisons with "not" and those on the clock or on a hidden truth name no event, so they are left out.
"""

from collections.abc import Iterable

from wargame.engine.values import CLAUSE_FORMS, Clause, Comparison, LedgerEntry, Outcome, Setting
from wargame.exercises import conditions

_OF_EVENT = ("stage", "fired")
_FIGURES = ("pairs", "states", "lists", "flows", "marks", "agreements")
_NO_EVENT_MOVES = ("exposure", "stimulus", "points")
_ANSWERED = {
    verb
    for verb, form in CLAUSE_FORMS.items()
    if form.is_of_turn or verb in _OF_EVENT or (form.of in _FIGURES and verb not in _NO_EVENT_MOVES)
}


def comparisons_in(condition: Iterable[str]) -> tuple[Comparison, ...]:
    """Return the alternatives of a condition that an event can answer."""
    parts = (part for text in condition for part in Clause.parse(text).alternatives)
    return tuple(part for part in parts if part.verb in _ANSWERED and not part.negates)


def is_of_event(part: Comparison) -> bool:
    """Return whether it asks for a stage that an incident reached, or for an inject."""
    return part.verb in _OF_EVENT


def direction_of(part: Comparison) -> int:
    """Return the direction in which the figure must move for the comparison to hold: up (1) or down (-1)."""
    way = -1 if part.sign.startswith("<") else 1
    return -way if part.verb == "untouched" else way


def names(setting: Setting, part: Comparison, outcome: Outcome) -> bool:
    """Return whether the outcome is what the comparison asks for; one of a stage without a sign asks for any stage."""
    if part.verb == "fired":
        return outcome.subject == "inject" and outcome.name == part.names[0]
    if part.verb == "stage":
        is_it = outcome.subject == "incident" and outcome.name == part.names[0]
        return is_it and (not part.sign or (part.sign == "=" and outcome.result == part.amount))
    return conditions.answers(setting, part, outcome)


def is_about(part: Comparison, entry: LedgerEntry) -> bool:
    """Return whether a ledger entry changed the figure or mark that the comparison asks for."""
    if entry.variable != part.form.variable:
        return False
    if len(part.names) > 1:
        return (entry.who, entry.towards) == part.names
    return part.names[0] == (entry.who if part.form.of == "states" else entry.name)
