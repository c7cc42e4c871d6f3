"""The map of the first scenario: its content, its size in bytes, and the positions of labels."""

from itertools import combinations

import pytest

from tests.scenarios.pack_maps import map_of_pack
from wargame.web import maps
from wargame.web.geography import Track
from wargame.web.labels import LabelRequest, Obstacles, Rect, place
from wargame.web.map_table import sightings

WORLD = map_of_pack("nine-past-nine")
TRACKS = (
    Track("RUS", ((132.7, 40.0), (132.7, 38.6)), "earlier"),
    Track("RUS", ((132.7, 38.6), (132.6, 36.9)), "recent", "2 Tu-95MS", "southbound"),
    Track("CHN", ((132.6, 38.6), (132.5, 36.9)), "recent", "2 H-6K"),
    Track("KOR", ((130.9, 36.9), (131.7, 36.9), (132.0, 37.2)), "planned"),
)


def view(window: str, **changes: object) -> maps.MapView:
    return maps.MapView(WORLD, window, "A sentence.", own="KOR", tracks=TRACKS, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("window", sorted(WORLD.windows))
def test_every_window_draws_land_within_its_weight(window: str) -> None:
    drawing = maps.draw(view(window))
    assert len(drawing.land) >= 2
    assert sum(len(data) for data, _ in drawing.land) < 25_000


def test_only_the_readers_own_land_is_tinted_and_only_in_play() -> None:
    assert sum(is_own for _, is_own in maps.draw(view("play")).land) == 1
    assert not any(is_own for _, is_own in maps.draw(view("hero")).land)


def test_contested_places_carry_both_names() -> None:
    world = WORLD
    assert world.centre.names == ("Liancourt Rocks", "Dokdo / Takeshima")
    for sea in (p for p in world.places if p.kind == "sea"):
        assert "Sea of Japan" in " / ".join(sea.names)
        assert "East Sea" in " / ".join(sea.names)


def test_the_one_zone_is_called_approximate_and_no_japanese_zone_is_drawn() -> None:
    assert [(zone.name, zone.note) for zone in WORLD.zones] == [("KADIZ", "approximate")]


def test_the_ring_is_twelve_nautical_miles() -> None:
    ((_, _, radius),) = maps.draw(view("play")).rings
    assert radius == pytest.approx(22.224 * 0.63)


def test_a_planned_way_has_an_arrow_and_no_marker() -> None:
    drawing = maps.draw(view("play"))
    assert [bool(track.arrow) for track in drawing.tracks] == [False, False, False, True]
    assert [marker.shape for marker in drawing.markers] == ["square", "diamond"]


def test_markers_that_would_hide_each_other_step_aside() -> None:
    together = tuple(Track(seat, ((132.0, 37.0),), "recent", seat) for seat in ("RUS", "CHN", "JPN"))
    markers = maps.draw(maps.MapView(WORLD, "play", "A sentence.", tracks=together)).markers
    assert all(one.box.overlap(other.box) == 0 for one, other in combinations(markers, 2))


def test_a_layer_that_is_off_is_not_drawn() -> None:
    drawing = maps.draw(view("play", layers=frozenset({"zones"})))
    assert drawing.tracks == ()
    assert drawing.markers == ()
    assert drawing.zones
    assert maps.draw(view("play", layers=frozenset({"tracks"}))).zones == ()


def test_labels_of_neighbours_keep_clear_of_each_other() -> None:
    window = Rect(0, 0, 700, 500)
    requests = [LabelRequest(300 + 40 * n, 200 + 16 * n, ("A label", "and more")) for n in range(4)]
    labels, has_room = place(requests, Obstacles(window, [], []))
    assert has_room
    assert len(labels) == 4
    assert all(one.box.overlap(other.box) == 0 for one, other in combinations(labels, 2))


def test_an_optional_label_without_room_is_left_out() -> None:
    window = Rect(0, 0, 200, 100)
    request = LabelRequest(100, 50, ("Busan",), is_optional=True)
    assert place([request], Obstacles(window, [window], [])) == ([], True)


def test_the_table_says_where_each_unit_is() -> None:
    first, second = sightings(view("play"))
    assert (first.seat, first.label, first.when) == ("RUS", "2 Tu-95MS", "now")
    assert (first.position, first.km, first.direction) == ("36.9°N, 132.6°E", 75, "south-east")
    assert second.seat == "CHN"


def test_the_map_is_as_wide_as_what_is_seen() -> None:
    near = (Track("RUS", ((132.0, 38.0),), "recent", "A-50"),)
    far = (*near, Track("CHN", ((123.4, 30.6), (124.6, 31.7)), "recent", "2 H-6K"))
    assert maps.fitting(WORLD, ("play", "play-wide"), near) == "play"
    assert maps.fitting(WORLD, ("play", "play-wide"), far) == "play-wide"
    assert len(maps.draw(maps.MapView(WORLD, "play-wide", "A sentence.", tracks=far)).markers) == 2


def test_what_is_over_is_named_once_and_without_a_marker() -> None:
    tracks = (
        Track("RUS", ((133.0, 38.0), (132.1, 37.4)), "recent", "A-50"),
        Track("RUS", ((133.9, 40.3), (133.0, 38.0)), "earlier", "A-50"),
        Track("CHN", ((130.2, 36.3), (130.3, 38.5)), "earlier", "H-6K", "left 08:20"),
    )
    drawing = maps.draw(maps.MapView(WORLD, "play", "A sentence.", tracks=tracks))
    words = [text for label in drawing.labels for _, text in label.lines]
    assert words.count("A-50") == 1
    assert "H-6K" in words
    assert len(drawing.markers) == 1


def test_a_label_that_stands_far_off_has_a_line_to_what_it_names() -> None:
    window, request = Rect(0, 0, 400, 300), LabelRequest(200, 150, ("A label",))
    (beside,), _ = place([request], Obstacles(window, [], []))
    assert beside.leader is None
    (far,), _ = place([request], Obstacles(window, [Rect(150, 120, 250, 180)], []))
    assert far.leader is not None
    assert far.box.overlap(Rect(150, 120, 250, 180)) == 0


def test_a_formation_has_the_shapes_and_parallel_lines_of_all_who_fly() -> None:
    together = Track("RUS", ((132.7, 38.6), (132.6, 36.9)), "recent", "2 Tu-95MS + 2 H-6K", partners=("CHN",))
    drawing = maps.draw(maps.MapView(WORLD, "play", "A sentence.", tracks=(together,)))
    assert [marker.shape for marker in drawing.markers] == ["square", "diamond"]
    assert drawing.markers[0].box.overlap(drawing.markers[1].box) == 0
    one, other = drawing.tracks
    assert (one.shape, other.shape) == ("square", "diamond")
    assert one.path != other.path
    assert sum("2 Tu-95MS + 2 H-6K" in label.lines[0][1] for label in drawing.labels) == 1


def test_a_drawing_says_which_kinds_of_tracks_it_shows() -> None:
    assert maps.draw(view("play")).kinds == {"recent", "earlier", "planned"}
    assert maps.draw(maps.MapView(WORLD, "play", "A sentence.")).kinds == frozenset()
