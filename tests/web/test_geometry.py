"""Projection, clipping, thinning and path data."""

from math import dist, hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wargame.web import geometry
from wargame.web.projection import Projection, compass, distance_km

ROCKS = (131.8667, 37.2417)
WINDOW = Projection(131.75, 37.3, 712, 560, 0.76)


def test_the_centre_stands_in_the_middle() -> None:
    assert WINDOW(131.75, 37.3) == (356, 280)


def test_north_is_up_and_east_is_right() -> None:
    x, y = WINDOW(132.75, 38.3)
    assert x > 356
    assert y < 280


@pytest.mark.slow
@given(st.floats(122, 142), st.floats(30, 45))
def test_a_place_is_found_again_from_its_pixels(longitude: float, latitude: float) -> None:
    found = WINDOW.inverse(*WINDOW(longitude, latitude))
    assert found == pytest.approx((longitude, latitude), abs=1e-6)


def test_distances_near_the_centre_are_true_to_scale() -> None:
    ulleungdo = (130.86, 37.5)
    pixels = dist(WINDOW(*ROCKS), WINDOW(*ulleungdo))
    assert pixels / 0.76 == pytest.approx(distance_km(ROCKS, ulleungdo), rel=0.002)


def test_a_circle_on_the_ground_stays_a_circle() -> None:
    x, y = WINDOW(*ROCKS)
    north = WINDOW(ROCKS[0], ROCKS[1] + 0.2)
    east = WINDOW(ROCKS[0] + 0.2512, ROCKS[1])
    assert hypot(north[0] - x, north[1] - y) == pytest.approx(hypot(east[0] - x, east[1] - y), rel=0.005)


def test_ulleungdo_lies_some_ninety_kilometres_west_of_the_rocks() -> None:
    assert distance_km(ROCKS, (130.86, 37.5)) == pytest.approx(93, abs=2)
    assert compass(ROCKS, (130.86, 37.5)) == "west"


def test_clipping_cuts_a_square_at_the_edges() -> None:
    square = [(-5, -5), (5, -5), (5, 5), (-5, 5)]
    assert geometry.area(geometry.clip(square, (0, 0, 10, 10))) == 25
    assert geometry.clip(square, (6, 6, 10, 10)) == []


@pytest.mark.slow
@given(st.lists(st.tuples(st.floats(-50, 50), st.floats(-50, 50)), min_size=3, max_size=30))
def test_nothing_is_left_outside_the_box(ring: list[tuple[float, float]]) -> None:
    for x, y in geometry.clip(ring, (-10, -10, 10, 10)):
        assert -10.000001 <= x <= 10.000001
        assert -10.000001 <= y <= 10.000001


def test_thinning_drops_what_lies_on_the_line_and_keeps_corners() -> None:
    line = [(0, 0), (1, 0.01), (2, 0), (3, 3), (4, 6)]
    assert geometry.thin(line, 0.1) == [(0, 0), (2, 0), (4, 6)]


def test_a_path_is_written_in_relative_steps_of_a_tenth() -> None:
    assert geometry.path([(10, 20), (10.5, 19), (10.5, 19.01), (0, 0)], closed=True) == "M10 20l.5-1l-10.5-19z"


def test_a_soft_curve_passes_through_its_points() -> None:
    text = geometry.smooth([(0, 0), (10, 10), (20, 0)])
    assert text.startswith("M0.0 0.0C")
    assert text.count("10.0 10.0") == 1
    assert text.endswith("20.0 0.0")
