"""API fields that accept exactly what the schema describes: no numbers as text, no text as numbers."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers

# At least one character; where a field may be blank, the schema says so beside the pattern.
_NO_NUL = "^[^\\u0000]+$"


class TextField(serializers.CharField):
    """Text as it was sent, with surrounding spaces. Numbers are refused."""

    def __init__(self, **named: Any) -> None:
        super().__init__(trim_whitespace=False, **named)

    def to_internal_value(self, data: Any) -> str:
        """Return the text."""
        if not isinstance(data, str):
            self.fail("invalid")
        return data


class WholeNumberField(serializers.IntegerField):
    """A JSON number without a fraction."""

    def to_internal_value(self, data: Any) -> int:
        """Return the number."""
        if isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class YesNoField(serializers.BooleanField):
    """JSON true or false."""

    def to_internal_value(self, data: Any) -> bool:
        """Return the value."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class TextDescription(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """The OpenAPI schema of a `TextField`: its length, and that NUL is not allowed."""

    target_class = TextField
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        """Return the schema of the field."""
        field: TextField = self.target
        told: dict[str, Any] = {"type": "string", "pattern": _NO_NUL}
        if field.max_length is not None:
            told["maxLength"] = field.max_length
        return told
