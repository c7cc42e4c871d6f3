"""An author reads all independent faults at once, and none that only follows from another."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from scenarios.folders import PACKS, SHARED, shared_of
from scenarios.load_records import files_digest
from scenarios.loader import check
from scenarios.pack_faults import PackError
from scenarios.schema.validation import MAX_FAULTS
from tests.scenarios.editing import change
from tests.scenarios.small_pack import write_small_pack

SMALL = Path(__file__).parents[2] / "docs" / "how-to" / "a-small-scenario"


def faults_of(folder: Path) -> list[tuple[str, str]]:
    with pytest.raises(PackError) as caught:
        check(folder)
    return [(fault.file, fault.path) for fault in caught.value.faults]


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """A folder with the small pack and no library of its own."""
    write_small_pack(tmp_path)
    return tmp_path


def test_all_conditions_with_a_fault_are_told(packs: Path) -> None:
    change(packs / "small" / "incidents.yaml", "ordered KOR hail", "ordered KOR hale")
    change(packs / "small" / "scenario.yaml", "stage flight = gone", "stage flihgt = gone")
    change(packs / "small" / "seats" / "JPN.yaml", "when: [mark calls]", "when: [mrk calls]")
    assert sorted(faults_of(packs)) == [
        ("small/incidents.yaml", "incidents.0.stages.0.transitions.1.modifiers.0.when.0"),
        ("small/scenario.yaml", "endings.0.when.0"),
        ("small/seats/JPN.yaml", "messages.0.when.0"),
    ]


def test_a_condition_of_a_text_for_several_seats_is_told_once(packs: Path) -> None:
    change(packs / "small" / "seats" / "JPN.yaml", "turn: 2, sender: KOR,", "turn: 2, seats: [KOR, JPN], sender: KOR,")
    change(packs / "small" / "seats" / "JPN.yaml", "when: [mark calls]", "when: [mark cals], asserts: [mark calls]")
    assert faults_of(packs) == [("small/seats/JPN.yaml", "messages.0.when.0")]


@pytest.mark.slow
def test_faults_of_all_packs_are_told(packs: Path) -> None:
    for slug in ("second", "third"):
        change(write_small_pack(packs, slug) / "orders.yaml", "name: calls", "name: cals")
    assert [file for file, _ in faults_of(packs)] == ["second/orders.yaml", "third/orders.yaml"]


def test_a_missing_seat_is_told_alone(packs: Path) -> None:
    (packs / "small" / "seats" / "JPN.yaml").unlink()
    with pytest.raises(PackError, match=r"^small/scenario.yaml, line \d+, states: JPN has no file") as caught:
        check(packs)
    assert len(caught.value.faults) == 1


def test_a_misspelled_seat_of_an_order_is_told_alone(packs: Path) -> None:
    change(packs / "small" / "orders.yaml", "seats: [KOR]", "seats: [KRO]")
    assert faults_of(packs) == [("small/orders.yaml", "orders.1.seats")]


@pytest.mark.slow
def test_an_empty_folder_lacks_seats_and_a_map_too(packs: Path) -> None:
    (packs / "empty").mkdir()
    files = {file for file, _ in faults_of(packs)}
    assert files == {
        f"empty/{name}" for name in ("scenario.yaml", "orders.yaml", "record.yaml", "seats", "map.geojson")
    }


@pytest.mark.slow
def test_a_board_of_trade_needs_no_map(packs: Path) -> None:
    (packs / "small" / "map.geojson").unlink()
    assert faults_of(packs) == [("small/map.geojson", "")]
    change(packs / "small" / "scenario.yaml", "  turns: 3\n", "  turns: 3\n  board: trade\n")
    assert ("small/map.geojson", "") not in faults_of(packs)


@pytest.mark.slow
def test_a_folder_without_a_library_is_checked_with_that_of_parley(packs: Path) -> None:
    assert [pack.meta.slug for pack in check(packs).packs] == ["small"]
    shutil.copytree(PACKS / SHARED, packs / SHARED)
    assert shared_of(packs) == packs / SHARED
    change(packs / SHARED / "places.yaml", "- slug: liancourt-rocks", "- slug: somewhere-else")
    assert "small" not in {file.partition("/")[0] for file, _ in faults_of(packs)}


def test_a_change_of_the_library_is_a_change_of_every_folder_that_uses_it(
    packs: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("parley")
    before = files_digest(packs)
    (other / SHARED).mkdir()
    monkeypatch.setattr("scenarios.folders.PACKS", other)
    assert files_digest(packs) != before


@pytest.mark.slow
def test_a_pack_in_place_of_its_folder_is_refused_with_the_remedy(packs: Path) -> None:
    with pytest.raises(CommandError, match=r"this is a pack\. Remedy: Name the folder in which it lies"):
        call_command("check_scenarios", str(packs / "small"), stdout=StringIO())
    with pytest.raises(CommandError, match=r"there is no such folder\. Remedy: Name a folder"):
        call_command("check_scenarios", str(packs / "nowhere"), stdout=StringIO())


@pytest.mark.slow
def test_one_number_that_is_possible_is_not_written_as_a_range(packs: Path) -> None:
    pact = "agreements:\n  - {key: line, name: A line, parties: [KOR, JPN], in_force: no, strength: 0, consent: 5}\n"
    change(packs / "small" / "scenario.yaml", "truths:\n", f"{pact}truths:\n")
    with pytest.raises(PackError, match=r"Write 2, or leave it out: then all agree\."):
        check(packs)


@pytest.mark.slow
def test_a_misspelled_condition_of_a_leaning_is_told_with_its_line(packs: Path) -> None:
    shutil.rmtree(packs / "small")
    shutil.copytree(SMALL, packs / "a-small-scenario")
    change(packs / "a-small-scenario" / "leanings.yaml", "approval MDL < 50", "aproval MDL < 50")
    with pytest.raises(PackError, match=r"leanings.yaml, line \d+, .*Did you mean approval"):
        check(packs)


@pytest.mark.slow
def test_no_more_conditions_are_read_once_a_screen_is_full_of_faults(
    packs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each fault looks for near names among all: two files of many of both would be read for hours."""
    wrong = "".join(f"{{add: 1, when: [mark c{number}], because: So.}}, " for number in range(200))
    change(packs / "small" / "incidents.yaml", "modifiers: [{add: 20", f"modifiers: [{wrong}{{add: 20")
    looked_for = []
    monkeypatch.setattr("wargame.spelling.get_close_matches", lambda name, *_, **__: looked_for.append(name) or [])
    assert len(faults_of(packs)) == MAX_FAULTS
    assert len(looked_for) == MAX_FAULTS


@pytest.mark.slow
def test_a_folder_of_schemas_is_no_library(packs: Path) -> None:
    call_command("write_schemas", str(packs), stdout=StringIO())
    assert shared_of(packs) == PACKS / SHARED
    check(packs)
