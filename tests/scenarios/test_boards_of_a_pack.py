"""A pack names its kind of board; a board with a fault is refused with its place, and a map has no file of its own."""

from pathlib import Path

import pytest

from scenarios.loader import load
from scenarios.models import Scenario
from scenarios.pack_faults import PackError
from scenarios.schema.pack_reading import read_pack
from scenarios.vocabulary import BoardKind
from tests.scenarios.editing import change
from tests.scenarios.pack_games import pack_of

BOARD = """
ranges:
  - {key: field, range: field, names: [The field], at: [131.9, 37.2], km: 20, turns: [1, 3], seats: [KOR, JPN]}
forces:
  - {key: many, range: field, state: KOR, basis: announced, text: many, troops: [10, 20], turns: [1, 3], seats: [JPN]}
guests:
  - {key: guest, state: JPN, part: watches, answer: asked, text: asked, turns: [1, 3], seats: [KOR, JPN]}
openness:
  - {key: told, text: It was told, points: 100, turns: [1, 3], seats: [KOR, JPN], when: ["mark calls >= 1"]}
"""


@pytest.fixture
def small(folder: Path) -> Path:
    """The small pack, with the board of a manoeuvre."""
    (folder / "small" / "board.yaml").write_text(BOARD)
    change(folder / "small" / "scenario.yaml", "  turns: 3\n", "  turns: 3\n  board: manoeuvre\n")
    return folder / "small"


def test_each_pack_of_the_repository_names_the_kind_of_its_board() -> None:
    assert pack_of("nine-past-nine").meta.board is BoardKind.MAP
    assert pack_of("nine-past-nine").board.parts() == ()
    assert pack_of("the-invitation").meta.board is BoardKind.MANOEUVRE


def test_a_board_is_read_and_a_condition_in_it_is_a_cue(small: Path) -> None:
    pack = read_pack(small)
    assert [part.key for part in pack.board.parts()] == ["field", "many", "guest", "told"]
    assert {(cue.key, cue.seat) for cue in pack.rules.cues} >= {("told", "KOR"), ("told", "JPN")}


@pytest.mark.parametrize(
    ("old", "new", "place", "word", "remedy"),
    [
        ("seats: [JPN]", "seats: [USA]", "forces.0.seats", "no seat USA", "JPN, KOR"),
        ("turns: [1, 3], seats: [JPN]", "turns: [1, 4], seats: [JPN]", "forces.0.turns", "no turn 4", "1 to 3"),
        ("turns: [1, 3], seats: [JPN]", "turns: [3, 1], seats: [JPN]", "forces.0", "end before they begin", "first"),
        ("troops: [10, 20]", "troops: [20, 10]", "forces.0", "more than the most", "smaller number"),
        ("range: field, state", "range: fields, state", "forces.0.range", "no range 'fields'", "field"),
        ("state: JPN", "state: USA", "guests.0.state", "no state USA", "JPN"),
        ("key: guest", "key: many", "guests.0.key", "is taken", "another key"),
        ("points: 100", "points: 90", "openness.0.points", "add up to 90", "100"),
        ("mark calls >= 1", "mark cals >= 1", "openness.0.when", "no mark", "calls"),
        ("km: 20", "km: 20, colour: red", "ranges.0.colour", "not known", "spelling"),
    ],
)
def test_a_spoiled_board_is_refused(small: Path, old: str, new: str, place: str, word: str, remedy: str) -> None:
    change(small / "board.yaml", old, new)
    with pytest.raises(PackError) as caught:
        read_pack(small)
    fault = next(fault for fault in caught.value.faults if fault.file == "small/board.yaml")
    assert place in fault.path
    assert word in fault.message
    assert remedy in fault.remedy
    assert fault.line is not None


@pytest.mark.slow
def test_a_map_has_no_such_file_and_a_manoeuvre_has_a_range(small: Path) -> None:
    change(small / "scenario.yaml", "board: manoeuvre", "board: map")
    with pytest.raises(PackError, match="a map has no such parts"):
        read_pack(small)
    (small / "board.yaml").unlink()
    read_pack(small)
    change(small / "scenario.yaml", "board: map", "board: manoeuvre")
    with pytest.raises(PackError, match="the board has no range"):
        read_pack(small)


@pytest.mark.slow
@pytest.mark.django_db
def test_an_unknown_kind_is_refused_whole(small: Path) -> None:
    change(small / "scenario.yaml", "board: manoeuvre", "board: chess")
    with pytest.raises(PackError, match=r"map.*manoeuvre"):
        load(small.parent)
    assert not Scenario.objects.exists()
