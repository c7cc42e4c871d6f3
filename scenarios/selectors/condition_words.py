"""The questions that the conditions of a scenario may ask: each form of a clause, with the names that it can use
there."""

from collections.abc import Sequence
from dataclasses import dataclass

from wargame.engine.values import CLAUSE_FORMS, DEADLINE_FORM, ClauseForm, ScenarioSpec, Word


@dataclass(frozen=True)
class ListedForm:
    """A form of clauses: how it is written, what it asks, and the names that it can use in this scenario.

    `example` is a clause that is valid in the scenario; "" if there is nothing to name.
    """

    verb: str
    written: str
    asks: str
    example: str
    words: tuple[Word, ...]


def forms_of(spec: ScenarioSpec) -> tuple[ListedForm, ...]:
    """Return all forms, in the order of the grammar in `wargame/engine/spec/clauses.py`."""
    listed = ((form, form.names_in(spec)) for form in (*CLAUSE_FORMS.values(), DEADLINE_FORM))
    return tuple(
        ListedForm(form.verb, form.written, form.asks, _example(form, spec, words), words) for form, words in listed
    )


def _example(form: ClauseForm, spec: ScenarioSpec, words: Sequence[Word]) -> str:
    if not words:
        return ""
    state, other = spec.states[0].code, spec.states[-1].code
    return form.example.format(words[0].text, state=state, other=other, last=len(spec.turns))
