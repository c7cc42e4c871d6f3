"""The formats of figures, dates and grades."""

import pytest

from wargame.web import figures
from wargame.web.grades import grade_of


@pytest.mark.parametrize(("value", "text"), [(6, "+6"), (0, "0"), (-2.4, "\N{MINUS SIGN}2"), (0.4, "0"), (-0.4, "0")])
def test_a_change_carries_its_sign(value: float, text: str) -> None:
    assert figures.signed(value) == text


@pytest.mark.parametrize(("value", "text"), [(2.0, "2"), (0.0009, "0.0009"), (-0.5, "\N{MINUS SIGN}0.5")])
def test_a_figure_has_the_digits_it_needs(value: float, text: str) -> None:
    assert figures.plain(value) == text


@pytest.mark.parametrize(("value", "text"), [(2, "2.0"), (-5.85, "\N{MINUS SIGN}5.8"), (0, "0.0")])
def test_values_on_a_scale_line_up(value: float, text: str) -> None:
    assert figures.tenths(value) == text


@pytest.mark.parametrize(("value", "text"), [(12, "▲12"), (-3, "▼3"), (0.2, "=")])
def test_a_rise_and_a_fall_have_arrows(value: float, text: str) -> None:
    assert figures.delta(value) == text


@pytest.mark.parametrize(
    ("tension", "step"), [(0, 1), (19.9, 1), (20, 2), (39, 2), (40, 3), (49, 3), (50, 4), (59, 4), (60, 5), (100, 5)]
)
def test_tension_has_five_steps(tension: float, step: int) -> None:
    assert figures.step_of(tension) == step


@pytest.mark.parametrize(
    ("date", "words"), [("2019-07-23", "23 July 2019"), ("2015-11", "November 2015"), ("2013", "2013"), ("", "")]
)
def test_a_date_is_written_as_far_as_it_is_known(date: str, words: str) -> None:
    assert figures.day(date) == words


def test_a_grade_says_what_its_signs_mean() -> None:
    grade = grade_of("B3")
    assert grade.words == "Possibly true"
    assert grade.sentence == "Source: usually reliable. Content: possibly true."


@pytest.mark.parametrize("code", ["", "A", "G1", "A7", "3B", "A1x"])
def test_a_wrong_grade_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="letter A-F"):
        grade_of(code)


@pytest.mark.parametrize(
    ("value", "text"), [(3.44, "+3.4"), (-3.44, "\N{MINUS SIGN}3.4"), (0.04, "0.0"), (-0.04, "0.0"), (0, "0.0")]
)
def test_a_change_to_one_decimal_has_its_sign_unless_it_is_nothing(value: float, text: str) -> None:
    assert figures.signed_tenths(value) == text
