"""The JSON Schema of an archive's members, made from the same tables that the archive is written from."""

from typing import Any

from django.db.models import (
    BinaryField,
    BooleanField,
    DateTimeField,
    Field,
    FloatField,
    ForeignKey,
    IntegerField,
    JSONField,
    Model,
)

from wargame.exercises.archives.domain import form
from wargame.exercises.archives.domain.rows import WAYS, fields_of

Shape = dict[str, Any]

_KINDS: tuple[tuple[type[Field[Any, Any]], Shape], ...] = (
    (ForeignKey, {"type": "integer"}),
    (BinaryField, {"type": "string", "pattern": "^([0-9a-f]{2})*$"}),
    (DateTimeField, {"type": "string", "format": "date-time"}),
    (BooleanField, {"type": "boolean"}),
    (FloatField, {"type": "number"}),
    (IntegerField, {"type": "integer"}),
    (JSONField, {}),
)
_TEXT: Shape = {"type": "string"}
_DIGEST: Shape = {"type": "string", "pattern": "^[0-9a-f]{64}$"}


def schema() -> Shape:
    """Return the schema of version `form.VERSION`: one definition for each member that is brought in."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Archive of an exercise of Parley, version {form.VERSION}",
        "description": (
            f"A ZIP file with the members {', '.join(form.MEMBERS)}. Parley brings an exercise in from {form.EXERCISE} "
            f"and {form.SCENARIO}. {form.LOG}, {form.LINES} and {form.TABLE} hold the log in full truth for people and "
            f"research, and {form.CROISSANT} describes the table."
        ),
        "$defs": {
            form.MANIFEST: _object(_manifest()),
            form.EXERCISE: _object({"creator": _or_null({"type": "integer"}), "tables": _object(_tables())}),
            form.SCENARIO: _object(
                {"slug": _TEXT, "content_hash": _DIGEST, "content": {"type": "object"}, "map": _or_null({})}
            ),
        },
    }


def _manifest() -> dict[str, Shape]:
    member = _object({"bytes": {"type": "integer"}, "sha256": _DIGEST})
    return {
        "format": {"const": form.FORMAT},
        "version": {"const": form.VERSION},
        "rules": _TEXT,
        "code": _TEXT,
        "title": _TEXT,
        "members": {"type": "object", "additionalProperties": member},
    }


def _tables() -> dict[str, Shape]:
    return {model.__name__: {"type": "array", "items": _row(model)} for model in WAYS}


def _row(model: type[Model]) -> Shape:
    columns = {field.name: _column(field) for field in fields_of(model)}
    return _object({"id": {"type": "integer"}} | columns)


def _column(field: Field[Any, Any]) -> Shape:
    shape = dict(next((shape for kind, shape in _KINDS if isinstance(field, kind)), _TEXT))
    if field.choices:
        shape["enum"] = [*dict(field.flatchoices), *([""] if field.blank else [])]
    elif field.max_length and shape == _TEXT:
        shape["maxLength"] = field.max_length
    return _or_null(shape) if field.null else shape


def _or_null(shape: Shape) -> Shape:
    return {"anyOf": [shape, {"type": "null"}]} if shape else shape


def _object(properties: dict[str, Shape]) -> Shape:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
