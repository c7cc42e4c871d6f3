"""Long commands: wrong arguments, reports of progress, and Ctrl-C."""

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.core.management.base import OutputWrapper

from scenarios.loader import PACKS
from wargame.analysis.management import command_arguments
from wargame.analysis.management.progress import ProgressLine, ShareLine, ended_early, until_interrupted
from wargame.analysis.management.tables import share, table


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """Return a copy of the folder of packs, in which a test makes faults."""
    return shutil.copytree(PACKS, tmp_path / "packs")


def refusal_of(slug: str, folder: Path) -> str:
    with pytest.raises(CommandError) as refusal:
        command_arguments.pack_of(slug, folder)
    assert refusal.value.returncode == 2
    return str(refusal.value)


@pytest.mark.slow
def test_a_pack_is_read_from_its_files() -> None:
    assert command_arguments.pack_of("nine-past-nine", PACKS).meta.slug == "nine-past-nine"


@pytest.mark.parametrize("slug", ["nowhere", "_shared", "../packs/nine-past-nine", ""])
def test_an_unknown_pack_is_refused_with_those_there_are(slug: str) -> None:
    said = refusal_of(slug, PACKS)
    assert repr(slug) in said
    assert "nine-past-nine" in said.split("Choose one of:")[1]


@pytest.mark.slow
def test_a_broken_pack_is_refused_with_file_place_and_remedy(packs: Path) -> None:
    cover = packs / "nine-past-nine" / "scenario.yaml"
    cover.write_text(cover.read_text().replace("stage a50 = damaged", "stage a50 = lefft"))
    said = refusal_of("nine-past-nine", packs)
    assert "nine-past-nine/scenario.yaml" in said
    assert "endings.0.when" in said
    assert "Did you mean left?" in said.split("Remedy:")[1]


def test_a_folder_without_packs_is_refused(tmp_path: Path) -> None:
    assert "'nine-past-nine'. The folder has no packs." in refusal_of("nine-past-nine", tmp_path)


def test_what_is_no_folder_is_refused_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a file").touch()
    for name in ("nowhere", "a file"):
        assert f"--folder {tmp_path / name} is no folder. Remedy:" in refusal_of("nine-past-nine", tmp_path / name)


def test_who_misspells_the_theatre_is_told_of_it() -> None:
    with pytest.raises(
        CommandError,
        match=r"no scenario 'theater'\. Choose one of: list-four, nine-past-nine, ten-flankers, the-invitation\. "
        r"Or theatre\.",
    ) as refusal:
        command_arguments.scenario_of("theater", PACKS)
    assert refusal.value.returncode == 2


@pytest.mark.slow
def test_a_way_to_nowhere_is_told_before_what_cannot_be_reached_because_of_it(packs: Path) -> None:
    incidents = packs / "nine-past-nine" / "incidents.yaml"
    incidents.write_text(incidents.read_text().replace("to: in_zone", "to: nowhere", 1))
    said = refusal_of("nine-past-nine", packs)
    assert "incidents.0.stages.0.transitions.0.to" in said
    assert '"nowhere"' in said
    assert "in_zone" in said.split("Remedy:")[1]


@pytest.mark.parametrize("games", [0, -1, 100_001, 1_000_000])
def test_too_few_or_too_many_games_are_refused_with_the_bound(games: int) -> None:
    with pytest.raises(CommandError, match=f"--games is {games}; it must be from 1 to 100000") as refusal:
        command_arguments.require_games("--games", games)
    assert refusal.value.returncode == 2


def test_numbers_within_bounds_pass() -> None:
    command_arguments.require_games("--games", 1)
    command_arguments.require_games("--games", 100_000)
    command_arguments.require_seed(0)
    with pytest.raises(CommandError, match="from 0 to 2147483647"):
        command_arguments.require_seed(2**31)


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    command_arguments.require_known("policy", ["hold"], ["hold", "mirror"])
    with pytest.raises(CommandError, match=r"no policy 'owl'\. Choose from: hold, mirror") as refusal:
        command_arguments.require_known("policy", ["hold", "owl"], ["mirror", "hold"])
    assert refusal.value.returncode == 2


def test_progress_is_a_line_at_once_and_for_every_tenth_where_nobody_watches() -> None:
    out = StringIO()
    progress = ProgressLine(OutputWrapper(out), 40, "games")
    for done in range(41):
        progress.tell(done)
    lines = out.getvalue().splitlines()
    assert len(lines) == 11
    assert lines[0].startswith("1 of 40 games, about ")
    assert lines[1].startswith("4 of 40 games, about ")
    assert lines[-1] == "40 of 40 games"


def test_progress_is_one_line_for_those_who_watch() -> None:
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    out = Terminal()
    progress = ProgressLine(OutputWrapper(out), 3, "games")
    for done in (1, 2, 3):
        progress.tell(done)
    assert out.getvalue().count("\r") == 3
    assert out.getvalue().count("\n") == 1


def test_progress_of_parts_that_differ_is_told_in_per_cent() -> None:
    out = StringIO()
    progress = ShareLine(OutputWrapper(out))
    for done in (0.304, 1.0):
        progress.tell_share(done)
    first, last = out.getvalue().splitlines()
    assert first.startswith("30 per cent, about ")
    assert last == "100 per cent"


def test_ctrl_c_ends_the_work_and_not_the_command() -> None:
    done = 0
    with until_interrupted() as stop:
        for done in range(1, 10):
            if done == 4:
                raise KeyboardInterrupt
    assert (stop.early, done) == (True, 4)
    with until_interrupted() as stop:
        pass
    assert not stop.early
    with pytest.raises(CommandError, match="after 4 of 9 games") as last:
        ended_early(4, 9, "games")
    assert last.value.returncode == 130


def test_a_table_is_as_wide_as_it_must_be() -> None:
    lines = list(table("Endings", ["ending", "games"], [["contained", "3"], ["loss", "12"]]))
    assert lines == ["\nEndings", "  ending     games", "  contained      3", "  loss          12"]
    assert share(1, 8) == "12.5 %"
    assert share(1, 0) == "-"
