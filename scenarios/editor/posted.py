"""Reads the form of a thing: which values its author changed, and which they read before."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import QueryDict

from scenarios.editor.thing_fields import CODES
from scenarios.yamlsafe import Place, Tree
from wargame.web.numbers import number_in
from wargame.web.parsers import BadJSON, json_in

_BEFORE, _VALUE, _LIST = "b:", "v:", "l:"
_NAMES = frozenset({"key", "kind", "code", "number", "to", "variable", "inject", "seat", "who"})


@dataclass(frozen=True, slots=True)
class PostedValue:
    """A value of a form: its place, what its author read, what they typed. None is no value."""

    place: Place
    before: "Tree | None"
    after: "Tree | None"

    @property
    def is_changed(self) -> bool:
        return _plain(self.before) != _plain(self.after)

    def names_thing(self, place: Place) -> bool:
        """Return whether the value is the name of the thing at a place: only a renaming changes a name, everywhere."""
        return self.place[:-1] == place and self.place[-1] in ("key", "kind", "code") and self.before is not None

    @property
    def names_item(self) -> bool:
        """Return whether the value tells one item of a list from another."""
        return str(self.place[-1]) in _NAMES and not isinstance(self.before, list)


def posted_values(form: QueryDict) -> Iterator[PostedValue]:
    """Yield each value of a form; a field that is not well formed is left out."""
    for name in form:
        if name.startswith(_BEFORE):
            dotted = name.removeprefix(_BEFORE)
            try:
                before = json_in(str(form[name]))
            except BadJSON:
                continue
            place = place_of(dotted)
            if place and is_tree(before):
                yield PostedValue(place, before, _typed(form, dotted, before))


def place_of(dotted: str) -> Place:
    """Return a place as a form writes it: its steps with strokes between, digits for items of lists."""
    numbers = ((step, number_in(step)) for step in dotted.split("/") if step)
    return tuple(step if number is None else number for step, number in numbers)


def is_tree(value: object) -> bool:
    """Return whether something is a text, a list of texts, or nothing."""
    return (
        value is None or isinstance(value, str) or (isinstance(value, list) and all(isinstance(x, str) for x in value))
    )


def plain(text: str) -> str:
    """Return a text of a form, which ends lines with CR and LF, with line ends as files have them."""
    return text.replace("\r\n", "\n")


def _typed(form: QueryDict, dotted: str, before: object) -> "Tree | None":
    if f"{_LIST}{dotted}" in form:
        found = [each.strip() for each in form.getlist(f"{_VALUE}{dotted}") if each.strip()]
        return _in_old_order(before, found) if dotted.rpartition("/")[2] in CODES else [*found] or None
    return plain(str(form.get(f"{_VALUE}{dotted}", ""))).strip() or None


def _in_old_order(before: object, found: list[str]) -> "Tree | None":
    """Return ticked codes in the order that the file had: boxes stand in the order of the states and tell none."""
    old = before if isinstance(before, list) else [before]
    return [*(each for each in old if each in found), *(each for each in found if each not in old)] or None


def _plain(value: "Tree | None") -> "Tree | None":
    """Return a value without what a form cannot tell: blanks at the ends, a list of one, a text that is empty."""
    if isinstance(value, list):
        return value or None
    return (value.strip() or None) if isinstance(value, str) else value
