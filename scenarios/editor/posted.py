"""Reads the form of a thing: which values its author changed, and which they read before."""

from collections.abc import Iterable, Iterator
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
    """Yield each value of a form. `complaint_about` names fields that are not well formed, which are left out here."""
    for name in form:
        if name.startswith(_BEFORE) and _is_whole(form, name):
            dotted = name.removeprefix(_BEFORE)
            before = json_in(str(form[name]))
            yield PostedValue(place_of(dotted), before, _typed(form, dotted, before))


def broken_fields(form: QueryDict) -> dict[str, str]:
    """Return the fields of which the value that their author read is not well formed, as the form has it."""
    names = (name for name in form if name.startswith(_BEFORE) and not _is_whole(form, name))
    return {name.removeprefix(_BEFORE): str(form[name]) for name in names}


def complaint_about(form: QueryDict) -> str:
    """Return why nothing of a form can be saved, because a field did not come whole; "" if all did."""
    broken = broken_fields(form)
    if not broken:
        return ""
    return (
        f"The field “{next(iter(broken))[:60]}” did not come whole, so Parley cannot tell what you changed. Copy your "
        "words, then load the page again."
    )


def typed_values(form: QueryDict, fields: Iterable[str]) -> "dict[Place, Tree | None]":
    """Return the values that somebody typed into fields, without a look at the values that they read there."""
    return {place: _typed(form, dotted, None) for dotted in fields if (place := place_of(dotted))}


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


def _is_whole(form: QueryDict, name: str) -> bool:
    """Return whether a field names a place, and can be read as what its author read there."""
    try:
        before = json_in(str(form[name]))
    except BadJSON:
        return False
    return bool(place_of(name.removeprefix(_BEFORE))) and is_tree(before)


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
