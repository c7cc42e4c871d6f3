"""The geometry of the small bars."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wargame.web import meters


def test_an_effect_bar_centres_zero_and_keeps_the_mean_in_its_range() -> None:
    bar = meters.effect_bar(6, 3, 11, happened=9)
    assert (bar.zero, bar.low, bar.mean, bar.happened) == (50, 57.5, 65, 72.5)
    assert bar.low + bar.width == 77.5
    assert bar.sentence == "Expected +6, from +3 to +11; it became +9"


@given(st.floats(-500, 500), st.floats(0, 100))
def test_an_effect_beyond_the_scale_stops_at_the_edge(low: float, width: float) -> None:
    bar = meters.effect_bar(low + width / 2, low, low + width)
    assert 0 <= bar.low <= 100
    assert 0 <= bar.mean <= 100


def test_a_strip_is_as_wide_as_its_chances_and_names_what_fits() -> None:
    strip = meters.outcome_strip(options("Returns", "Returns"))
    assert [part.start for part in strip.parts] == [0, 38, 62, 97]
    assert [part.short for part in strip.parts] == ["Leaves", "Returns", "Ignores", ""]
    assert [part.has_come for part in strip.parts] == [False, True, False, False]
    assert [part.note for part in strip.parts] == ["", "drawn", "", ""]


def options(came: str, fell: str) -> list[meters.StripOption]:
    shares = {"Leaves": 38, "Returns": 24, "Ignores": 35, "Mishap": 3}
    return [
        meters.StripOption(label, share, label == came, label == fell, label == "Mishap")
        for label, share in shares.items()
    ]


@pytest.mark.parametrize(("fell", "middle"), [("Leaves", 19), ("Returns", 50), ("Mishap", 98.5)])
def test_the_mark_stands_in_the_middle_of_the_share_that_was_drawn(fell: str, middle: float) -> None:
    assert meters.outcome_strip(options(fell, fell)).mark == middle


def test_who_knows_the_roll_sees_the_mark_where_it_fell_and_inside_the_share() -> None:
    """The strip rounds shares to whole hundredths, so a roll close to a border could fall outside its share."""
    assert meters.outcome_strip(options("Returns", "Returns"), roll=40.1234).mark == 40.1
    assert meters.outcome_strip(options("Returns", "Returns"), roll=62.3).mark == 62


def test_what_was_decided_against_the_dice_leaves_the_mark_where_they_fell() -> None:
    strip = meters.outcome_strip(options("Returns", "Ignores"), how="decided")
    assert [part.note for part in strip.parts] == ["", "decided", "drawn", ""]
    assert strip.mark == 79.5


@pytest.mark.parametrize(("has_come", "mark"), [(True, 31), (False, 81)])
def test_a_bar_of_a_chance_is_marked_in_the_share_that_came(has_come: bool, mark: float) -> None:
    assert meters.odds_mark(62, has_come) == mark


def test_points_beyond_the_budget_are_shown_as_such() -> None:
    assert meters.pips(3, 4) == ("spent", "spent", "spent", "")
    assert meters.pips(5, 4) == ("spent",) * 4 + ("over",)


@pytest.mark.parametrize(
    ("mean", "low", "high", "start", "width", "is_clear"),
    [
        (5, 2, 8, 50.0, 25.0, True),
        (-5, -8, -2, 25.0, 25.0, True),
        (5, -1, 11, 50.0, 25.0, False),
        (0, 0, 0, 50, 0.6, False),
    ],
)
def test_a_marginal_bar_goes_from_the_middle_and_is_clear_where_its_range_leaves_out_nothing(
    mean: float, low: float, high: float, start: float, width: float, is_clear: bool
) -> None:
    bar = meters.marginal_bar(mean, low, high, scale=10)
    assert (bar.start, bar.width, bar.is_clear) == (start, width, is_clear)
    assert bar.low <= 50 + 50 * mean / 10 <= bar.high


def test_a_marginal_bar_stops_at_the_edge() -> None:
    bar = meters.marginal_bar(30, 20, 40, scale=10)
    assert (bar.start + bar.width, bar.low, bar.high) == (100, 100, 100)
    assert bar.sentence == "+30.0, from +20.0 to +40.0"


@pytest.mark.parametrize(("largest", "scale"), [(0, 5), (5, 5), (5.1, 10), (19, 20), (21, 50), (99, 100), (300, 100)])
def test_bars_have_a_round_scale_that_holds_them(largest: float, scale: int) -> None:
    assert meters.scale_for(largest) == scale
