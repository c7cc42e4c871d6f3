"""Checks a document against a schema, and says what is wrong in words that an author understands."""

import math
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from scenarios.pack_faults import Fault, PackError
from scenarios.schema.known_keys import keys_at
from scenarios.schema.references import Known
from scenarios.schema.scalars import FORMS
from scenarios.yamlsafe import Document, Place
from wargame.spelling import nearest_first

T = TypeVar("T")
MAX_FAULTS = 20

_UNKNOWN_KEY = ("the key '{key}' is not known here.", "{remedy}")

# pydantic's error type -> message and remedy; {names} are filled from the error's context.
_WORDS: dict[str, tuple[str, str]] = {
    "missing": ("the key '{key}' is missing.", "Add '{key}'."),
    "extra_forbidden": _UNKNOWN_KEY,
    "unexpected_keyword_argument": _UNKNOWN_KEY,
    "enum": ("'{input}' is not one of the words for this.", "Write one of: {expected}."),
    "literal_error": ("'{input}' is not one of the words for this.", "Write one of: {expected}."),
    "string_type": ("this should be text.", "Write one value here, not a list or a mapping."),
    "string_too_short": ("this text is too short.", "Write at least {min_length} characters."),
    "string_too_long": ("this text is too long.", "Shorten it to {max_length} characters."),
    "string_pattern_mismatch": ("'{input}' has the wrong form.", "{form}"),
    "tuple_type": ("this should be a list.", "Write each item on its own line, after '- '."),
    "list_type": ("this should be a list.", "Write each item on its own line, after '- '."),
    "too_short": ("there are too few items.", "Give at least {min_length}."),
    "too_long": ("there are too many items.", "Give at most {max_length}."),
    "model_type": ("this should be a mapping.", "Write 'key: value' lines here."),
    "dict_type": ("this should be a mapping.", "Write 'key: value' lines here."),
    "dataclass_type": ("this should be a mapping.", "Write 'key: value' lines here."),
    "int_type": ("this is not a whole number.", "Write digits only, such as 12."),
    "int_parsing": ("this is not a whole number.", "Write digits only, such as 12."),
    "int_parsing_size": ("this number is too large.", "Write at most twelve digits."),
    "float_type": ("this is not a number.", "Write a plain number, such as 0.5."),
    "float_parsing": ("this is not a number.", "Write a plain number, such as 0.5."),
    "finite_number": ("this number is not finite.", "Write a plain number, such as 0.5."),
    "bool_type": ("this is neither yes nor no.", "Write yes or no."),
    "bool_parsing": ("this is neither yes nor no.", "Write yes or no."),
    "greater_than": ("this number is too small.", "Write a number above {gt}."),
    "greater_than_equal": ("this number is too small.", "Write a number of at least {ge}."),
    "less_than": ("this number is too large.", "Write a number below {lt}."),
    "less_than_equal": ("this number is too large.", "Write a number of at most {le}."),
    "mistake": ("{message}", "{remedy}"),
}


def checked(schema: type[T], document: Document, known: Known | None = None) -> T:
    """Return the document as a value of the schema; references are checked against `known`.

    Raises PackError with up to twenty faults, each with its line.
    """
    adapter: TypeAdapter[T] = TypeAdapter(schema)
    try:
        value = adapter.validate_python(document.tree, context=known)
    except ValidationError as error:
        details = error.errors(include_url=False)[:MAX_FAULTS]
        raise PackError(_fault(detail, document, adapter) for detail in details) from None
    if unbounded := list(_unbounded(adapter.dump_python(value), ())):
        raise PackError(_refusal(place, "finite_number", {}, document) for place in unbounded)
    return value


def _fault(detail: ErrorDetails, document: Document, adapter: TypeAdapter[Any]) -> Fault:
    context = {name: str(value) for name, value in detail.get("ctx", {}).items()}
    context |= {"key": str(detail["loc"][-1]) if detail["loc"] else "", "input": _shorten(detail["input"])}
    context["form"] = FORMS.get(context.get("pattern", ""), "Follow the form of its neighbours.")
    if _WORDS.get(detail["type"]) == _UNKNOWN_KEY:
        known = keys_at(adapter.json_schema(), detail["loc"][:-1])
        context["remedy"] = nearest_first(context["key"], known, "Remove it, or correct its spelling.")
    if detail["type"] not in _WORDS:
        context |= {"message": f"{detail['msg']}.", "remedy": "Correct this value."}
    return _refusal(detail["loc"], detail["type"], context, document)


def _refusal(place: Place, kind: str, context: dict[str, str], document: Document) -> Fault:
    message, remedy = _WORDS.get(kind, _WORDS["mistake"])
    return Fault(
        file=document.file,
        message=message.format_map(context),
        remedy=remedy.format_map(context),
        path=".".join(map(str, place)),
        line=document.line_of(place),
    )


def _unbounded(value: Any, place: Place) -> Iterator[Place]:
    """Yield the place of each float that is not finite: plain dataclasses in a schema do not refuse such numbers."""
    if isinstance(value, float) and not math.isfinite(value):
        yield place
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _unbounded(item, (*place, key))
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _unbounded(item, (*place, index))


def _shorten(value: object) -> str:
    """Return a wrong value for a message, cut to 40 characters."""
    if not isinstance(value, (str, int, float)):
        return "this"
    text = str(value)
    return text if len(text) <= 40 else text[:39] + "…"
