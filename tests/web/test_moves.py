"""Orders over a map: lines between units, with a number that covers nothing."""

from tests.scenarios.pack_maps import map_of_pack
from wargame.web import maps
from wargame.web.geography import Track
from wargame.web.moves import BADGE, Move, move_layer

WORLD = map_of_pack("nine-past-nine")
TRACKS = (
    Track("RUS", ((133.0, 38.0), (132.1, 37.4)), "recent", "A-50", "no reply"),
    Track("KOR", ((129.9, 37.8), (131.0, 37.8)), "recent", "2 KF-16"),
)
DRAWING = maps.draw(maps.MapView(WORLD, "play", "A sentence.", own="KOR", tracks=TRACKS))


def test_numbers_keep_off_labels_units_and_each_other() -> None:
    there = Move(1, (131.0, 37.8), (132.1, 37.4))
    layer = move_layer(DRAWING, "KOR", [there, Move(2, (128.66, 35.89), there.end), Move(3, there.start, there.end)])
    boxes = [*(label.box for label in DRAWING.labels), *(marker.box for marker in DRAWING.markers)]
    for move in layer.moves[:2]:
        assert all(box.distance(move.x, move.y) >= BADGE - 4 for box in boxes)
    assert len({(move.x, move.y) for move in layer.moves}) == 3
    assert layer.shape == "triangle"
    assert all(move.path and move.head for move in layer.moves)


def test_a_move_that_leaves_the_map_ends_at_its_edge() -> None:
    ((move),) = move_layer(DRAWING, "USA", [Move(1, (140.0, 50.0), (132.1, 37.4))]).moves
    assert 0 < move.x < DRAWING.width
    assert 0 < move.y < DRAWING.height


def test_where_there_is_no_way_to_go_the_number_stands_beside_the_unit() -> None:
    ((move),) = move_layer(DRAWING, "KOR", [Move(1, (132.1, 37.4), (132.1, 37.45))]).moves
    assert move.path == move.head == ""
    assert all(marker.box.distance(move.x, move.y) > BADGE - 4 for marker in DRAWING.markers)
