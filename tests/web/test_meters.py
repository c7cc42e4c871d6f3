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


def test_the_change_printed_is_that_of_the_figures_printed() -> None:
    assert meters.change_bar(57.6, 61.4).delta == 3


def test_a_strip_is_as_wide_as_its_chances_and_names_what_fits() -> None:
    parts = meters.outcome_strip(
        [
            ("Leaves", 38, False, False),
            ("Returns", 24, True, False),
            ("Ignores", 35, False, False),
            ("Mishap", 3, False, True),
        ]
    )
    assert [part.start for part in parts] == [0, 38, 62, 97]
    assert [part.short for part in parts] == ["Leaves", "Returns", "Ignores", ""]
    assert [part.is_drawn for part in parts] == [False, True, False, False]


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
