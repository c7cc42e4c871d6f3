"""Ranges on a map: rings to scale, squares whose area is a number of soldiers, and labels clear of both."""

import pytest

from tests.scenarios.pack_maps import map_of_pack
from wargame.web import maps
from wargame.web.map_ranges import Range, Troops

WORLD = map_of_pack("the-invitation")
NAMED, SEEN, CHINESE = (
    Troops("RUS", "announced", 300_000, 300_000),
    Troops("RUS", "seen", 50_000, 100_000),
    Troops("CHN", "announced", 3_200, 3_200),
)
TSUGOL = Range(("Tsugol range",), "full", (115.6, 50.06), 110, "planned", (NAMED, SEEN, CHINESE))


def draw_map(window: str) -> maps.Drawing:
    return maps.draw(maps.MapView(WORLD, window, "A sentence.", own="RUS", ranges=(TSUGOL,)))


@pytest.mark.parametrize("window", ["play", "play-wide", "phone", "phone-wide", "projector"])
def test_the_area_of_a_square_is_its_number(window: str) -> None:
    sides = {(square.shape, square.basis): square.side for square in draw_map(window).squares}
    whole = sides["square", "announced"] ** 2 / 300_000
    assert sides["square", "seen"] ** 2 == pytest.approx(100_000 * whole, rel=0.01)
    assert sides["square", "seen-least"] ** 2 == pytest.approx(50_000 * whole, rel=0.01)
    assert 4 <= sides["diamond", "announced"] < 8


def test_squares_of_one_state_share_a_corner_and_those_of_others_stand_beside_them() -> None:
    big, seen, least, chinese = (square.box for square in draw_map("play").squares)
    assert {(box.left, round(box.bottom, 1)) for box in (big, seen, least)} == {(big.left, round(big.bottom, 1))}
    assert chinese.left > big.right


@pytest.mark.parametrize("window", ["play", "phone"])
def test_labels_keep_clear_of_squares_and_of_the_panels_over_a_wide_map(window: str) -> None:
    drawing = draw_map(window)
    panels = maps.panels_over(drawing.width, drawing.height)
    for label in drawing.labels:
        assert not any(label.box.overlap(square.box) for square in drawing.squares), label.lines
        assert not any(label.box.overlap(panel) for panel in panels), label.lines
    words = [line for label in drawing.labels for _, line in label.lines]
    assert {"Tsugol range", "full", NAMED.words, SEEN.words, CHINESE.words} <= set(words)


def test_a_map_without_ranges_is_as_before() -> None:
    drawing = maps.draw(maps.MapView(WORLD, "play", "A sentence."))
    assert (drawing.ranges, drawing.squares) == ((), ())
