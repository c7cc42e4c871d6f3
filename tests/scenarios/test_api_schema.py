"""The API's schema is valid and without warnings, and its answers conform to it."""

from io import StringIO

import pytest
import yaml
from django.core.management import call_command
from drf_spectacular.validation import validate_schema


@pytest.mark.slow
def test_the_description_is_valid_and_free_of_warnings() -> None:
    out = StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=out)
    schema = yaml.safe_load(out.getvalue())
    validate_schema(schema)
    assert "/api/v1/scenarios/{slug}/" in schema["paths"]
