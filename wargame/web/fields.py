"""Fields of the API that take exactly what its description says: no numbers for texts, no words for numbers."""

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from rest_framework import serializers

# One sign at least: where a field may be blank, the description says so beside the pattern.
_NO_NUL = "^[^\\u0000]+$"


class TextField(serializers.CharField):
    """A text as it was sent, with the blanks around it; numbers are none."""

    def __init__(self, **named: Any) -> None:
        super().__init__(trim_whitespace=False, **named)

    def to_internal_value(self, data: Any) -> str:
        """The text."""
        if not isinstance(data, str):
            self.fail("invalid")
        return data


class WholeNumberField(serializers.IntegerField):
    """A number of JSON without a fraction."""

    def to_internal_value(self, data: Any) -> int:
        """The number."""
        if isinstance(data, str):
            self.fail("invalid")
        return super().to_internal_value(data)


class YesNoField(serializers.BooleanField):
    """true or false."""

    def to_internal_value(self, data: Any) -> bool:
        """Which of both."""
        if not isinstance(data, bool):
            self.fail("invalid", input=data)
        return data


class TextDescription(OpenApiSerializerFieldExtension):  # type: ignore[no-untyped-call]
    """What is said of a `TextField`: its length, and that NUL is no text."""

    target_class = TextField
    match_subclasses = True

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        """The schema of the field."""
        field: TextField = self.target
        told: dict[str, Any] = {"type": "string", "pattern": _NO_NUL}
        if field.max_length is not None:
            told["maxLength"] = field.max_length
        return told
