"""Exercise codes can be read aloud and typed by hand."""

import pytest

from wargame.exercises.codes import ALPHABET, LENGTH, dashed_code, new_code, normal_code


def test_a_code_is_accepted_without_its_dash_and_in_any_case() -> None:
    code = new_code()
    for typed in (code, code.lower(), dashed_code(code), f"  {dashed_code(code).lower()} "):
        assert normal_code(typed) == code


def test_letters_that_look_like_digits_are_read_as_digits() -> None:
    code = next(code for code in iter(new_code, "") if "1" in code and "0" in code)
    assert normal_code(code.replace("1", "l").replace("0", "O")) == code


def test_every_wrong_character_is_noticed() -> None:
    code = new_code()
    for place in range(LENGTH):
        for character in set(ALPHABET) - {code[place]}:
            assert normal_code(code[:place] + character + code[place + 1 :]) == ""


def test_every_swap_of_neighbours_is_noticed() -> None:
    for code in [new_code() for _ in range(50)]:
        for place in range(LENGTH - 1):
            swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
            assert swapped == code or normal_code(swapped) == ""


@pytest.mark.parametrize("text", ["", "K7QF", "K7QF-2M9", "K7QF-2U", "\x00\x00\x00\x00\x00\x00", "한국한국한국"])
def test_what_cannot_be_a_code_is_none(text: str) -> None:
    assert normal_code(text) == ""


def test_new_codes_differ() -> None:
    assert len({new_code() for _ in range(500)}) > 490


def test_the_code_that_messages_and_docs_show_is_one() -> None:
    assert normal_code("K7QF-A3") == "K7QFA3"
