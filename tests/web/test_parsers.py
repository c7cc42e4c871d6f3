"""JSON that people send in a form is read, or refused in one way."""

import pytest

from wargame.web.parsers import BadJSON, json_in


def test_json_of_a_form_is_read() -> None:
    assert json_in('["a", null, {"b": "ö"}]') == ["a", None, {"b": "ö"}]


@pytest.mark.parametrize("text", ["", "{", "9" * 5_000, "[" * 100_000, '"\\ud800"', "\x00"])
def test_json_that_cannot_be_kept_is_refused(text: str) -> None:
    with pytest.raises(BadJSON):
        json_in(text)
