"""`rehearse` and `play_random`: what they print, what they refuse, and their exit status."""

import json
import shutil
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from scenarios.loader import PACKS
from tests.serving import PATIENCE

ROOT = Path(__file__).parents[2]


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out, stderr=StringIO())
    return out.getvalue()


def refused(*words: str) -> tuple[int, str]:
    with pytest.raises(CommandError) as refusal:
        run(*words)
    return refusal.value.returncode, str(refusal.value)


@pytest.fixture
def no_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """Turn off the search for endings that the games did not reach."""
    monkeypatch.setattr("wargame.analysis.services.rehearsals.SEARCHED", 0)


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    """Return a copy of the folder of packs, which a test may change."""
    return shutil.copytree(PACKS, tmp_path / "packs")


@pytest.mark.slow
def test_random_play_prints_the_same_tables_again() -> None:
    out = run("play_random", "nine-past-nine", "--games", "6", "--seed", "7")
    assert out == run("play_random", "nine-past-nine", "--games", "6", "--seed", "7")
    assert "6 games" in out
    assert "Endings" in out
    assert "contained" in out


@pytest.mark.slow
def test_a_rehearsal_finds_nothing_wrong_with_a_sound_pack() -> None:
    out = run("rehearse", "nine-past-nine", "--games", "20")
    for heading in ("Endings", "Stages reached", "Injects", "Seats, points of 100", "Objectives", "To look at:"):
        assert f"\n{heading}" in out
    assert "Catastrophes" in out
    assert "FAULT" not in out


@pytest.mark.slow
def test_a_rehearsal_says_how_many_games_were_checked_and_what_never_or_always_happens() -> None:
    out = run("rehearse", "nine-past-nine", "--games", "40")
    assert "Ledger added up, cell by cell: 40 of " in out, "those that look on for an ending are not checked"
    assert "Dead ends: none" in out
    assert "Texts that contradict the world: 0 of " in out
    assert "Orders never chosen: " in out
    assert "Orders chosen almost whenever they could be: " in out


@pytest.mark.slow
def test_without_a_name_all_packs_are_rehearsed_and_summed_up(packs: Path, no_search: None) -> None:
    for other in ("list-four", "ten-flankers"):
        shutil.rmtree(packs / other)
    words = ("rehearse", "--folder", str(packs), "--games", "1")
    out = StringIO()
    with pytest.raises(CommandError) as unsound:
        call_command(*words, stdout=out, stderr=StringIO())
    text = out.getvalue()
    summary = text.partition("\nAll packs\n")[2].splitlines()
    assert [line.split()[:2] for line in summary] == [
        ["pack", "games"],
        ["nine-past-nine", "1"],
        ["the-invitation", "1"],
    ]
    assert text.startswith("Nine Past Nine: 1 games")
    assert "\n\nThe Invitation: 1 games" in text
    said = str(unsound.value).splitlines()[1:]
    assert {line.partition(":")[0] for line in said} == {"nine-past-nine", "the-invitation"}, "one game has one ending"


def test_a_folder_without_packs_is_refused(tmp_path: Path) -> None:
    assert refused("rehearse", "--folder", str(tmp_path))[0] == 2


@pytest.mark.slow
def test_the_theatre_can_be_rehearsed() -> None:
    assert run("rehearse", "theatre", "--games", "2").startswith("The theatre: ")


@pytest.mark.slow
def test_a_rehearsal_looks_on_for_a_rare_ending() -> None:
    document = json.loads(run("rehearse", "nine-past-nine", "--games", "1", "--json"))
    assert document["games"] > 1
    assert all(document["endings"].values())


@pytest.mark.slow
@pytest.mark.usefixtures("no_search")
def test_an_ending_that_no_game_reaches_ends_with_status_1(packs: Path) -> None:
    cover = packs / "nine-past-nine" / "scenario.yaml"
    cover.write_text(cover.read_text().replace('when: ["stage a50 = damaged"]', 'when: ["tension KOR USA >= 100"]'))
    status, said = refused("rehearse", "nine-past-nine", "--games", "3", "--folder", str(packs))
    assert status == 1
    assert "ending loss: no game of 3 reached it." in said


@pytest.mark.slow
@pytest.mark.usefixtures("no_search")
def test_a_text_that_contradicts_the_world_ends_with_status_1(packs: Path) -> None:
    seat = packs / "nine-past-nine" / "seats" / "KOR.yaml"
    seat.write_text(seat.read_text().replace("  - key: kor-1\n", '  - key: kor-1\n    asserts: ["mark kor_up >= 1"]\n'))
    words = ("rehearse", "nine-past-nine", "--games", "60", "--folder", str(packs))
    status, said = refused(*words)
    assert status == 1
    assert "text, 60 times: KOR reads kor-1 where what it asserts is not so. First in the game with seed " in said
    assert ", turn 1. Show the text only where what it asserts is so, or write it so that it is true" in said
    out = StringIO()
    with pytest.raises(CommandError):
        call_command(*words, "--json", stdout=out, stderr=StringIO())
    document = json.loads(out.getvalue())
    assert document["texts"]["contradicted"] == 1
    assert [trouble["kind"] for trouble in document["troubles"]] == ["text"]
    assert any(finding["remedy"].startswith("Show the text") for finding in document["findings"])


@pytest.mark.slow
def test_the_report_as_json_holds_every_seat_and_order() -> None:
    document = json.loads(run("rehearse", "nine-past-nine", "--games", "3", "--json"))
    assert set(document["seats"]) == {"CHN", "JPN", "KOR", "RUS", "USA"}
    assert document["interrupted"] is False
    assert document["troubles"] == []
    for seat in document["seats"].values():
        assert 0 <= seat["total"]["mean"] <= 100
        assert seat["orders"]
        assert all(order["chosen"] <= order["offered"] for order in seat["orders"])


@pytest.mark.parametrize("command", ["rehearse", "play_random"])
@pytest.mark.parametrize(
    ("words", "bound"),
    [
        (("no-such-pack",), "nine-past-nine"),
        (("nine-past-nine", "--games", "0"), "from 1 to 100000"),
        (("nine-past-nine", "--games", "1000000"), "from 1 to 100000"),
        (("nine-past-nine", "--seed", "-1"), "from 0 to 2147483647"),
    ],
)
def test_bad_arguments_are_refused(command: str, words: tuple[str, ...], bound: str) -> None:
    status, said = refused(command, *words)
    assert status == 2
    assert bound in said


@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        (("--keep", "--folder", "elsewhere"), "load_scenarios"),
        (("--owner", "me@example.org"), "Add --keep"),
    ],
)
def test_an_option_without_effect_is_refused(words: tuple[str, ...], remedy: str) -> None:
    status, said = refused("play_random", "nine-past-nine", *words)
    assert status == 2
    assert remedy in said


@pytest.mark.slow
@pytest.mark.parametrize("command", ["rehearse", "play_random"])
def test_a_crash_ends_with_status_1(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*arguments: object) -> None:
        raise ArithmeticError("poison")

    monkeypatch.setattr("wargame.analysis.services.rehearsals.SEARCHED", 0)
    monkeypatch.setattr("wargame.engine.study.rehearsal.history.play_stretches", crash)
    status, said = refused(command, "nine-past-nine", "--games", "2")
    assert status == 1
    assert "poison" in said


def heed_interrupts() -> None:
    """Restore the handling of Ctrl-C: children of a shell's background job ignore it, and so would the command."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.service
@pytest.mark.own_stack
def test_ctrl_c_ends_a_rehearsal_with_what_it_has() -> None:
    words = [sys.executable, str(ROOT / "manage.py"), "rehearse", "nine-past-nine", "--games", "50000", "--json"]
    with subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        preexec_fn=heed_interrupts,  # noqa: PLW1509 - no threads run here
    ) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, rest = process.communicate(timeout=PATIENCE)
    document = json.loads(out)
    assert first.startswith("100 of 50000 games, about ")
    assert document["interrupted"] is True
    assert 0 < document["games"] < 50000
    assert "Traceback" not in rest
    assert process.returncode == 130
