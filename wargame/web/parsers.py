"""Parsers of JSON that people or programs send."""

import json
from collections.abc import Mapping
from typing import Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser


class BadJSON(ValueError):
    """A text is not JSON, or holds what neither Python nor a file can keep."""


def json_in(text: str) -> Any:
    """Return the value of a JSON text of a form. Raises BadJSON, also for deep nesting, long numbers, half letters."""
    try:
        value = json.loads(text)
        json.dumps(value, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise BadJSON("This is not JSON that can be kept.") from error
    return value


class BoundedJSONParser(JSONParser):
    """Answers JSON that is nested too deeply for Python as malformed."""

    def parse(
        self, stream: Any, media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the values that were sent. Raises ParseError."""
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError as error:
            raise ParseError("The JSON is nested too deeply. Send what the description of the API shows.") from error
