"""`appraise`: what it prints, what it refuses, how it ends, and what it leaves behind."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.processes import needs_proc, processes_with
from tests.scenarios.nine_past_nine import pack
from tests.serving import eventually
from wargame.analysis.management.appraising import people_lines
from wargame.analysis.services import appraisals

HOME = Path(__file__).resolve().parents[2]
WORDS = ("appraise", "nine-past-nine", "--seeds", "40", "--workers", "1", "--only", "highest", "record")


def run(*words: str) -> tuple[str, str, int]:
    """Return the lines that it prints, the reasons that it ends with, and its status."""
    out = StringIO()
    try:
        call_command(*words, stdout=out, stderr=StringIO())
    except CommandError as error:
        return out.getvalue(), str(error), error.returncode
    return out.getvalue(), "", 0


@pytest.mark.slow
def test_what_is_measured_is_printed_and_shortfalls_end_it_with_status_1() -> None:
    out, reasons, status = run(*WORDS)
    assert "appraised by 40 seeds" in out
    assert "Fares best" in out
    assert "Historical seats (history: contained)" in out
    assert "figures are within their thresholds" in out
    assert (status == 1) == bool(reasons)
    assert all("wanted: " in line for line in reasons.splitlines()[1:])


@pytest.mark.slow
def test_as_json_every_figure_has_its_error_and_shortfalls_their_reasons() -> None:
    out, reasons, _ = run(*WORDS, "--json")
    found = json.loads(out)
    assert (found["seeds"], found["interrupted"]) == (40, False)
    assert set(found["highest"]) == {"RUS", "CHN", "JPN", "KOR", "USA"}
    assert sum(one["value"] for one in found["highest"].values()) == pytest.approx(1)
    assert all(one["error"] > 0 for one in found["highest"].values())
    assert found["record"]["ended"] == "contained"
    assert found["falls_short"] == reasons.splitlines()[1:]


@pytest.mark.slow
def test_several_packs_are_appraised_in_turn_and_summed_up() -> None:
    words = ("appraise", "nine-past-nine", "list-four", *WORDS[2:])
    out, reasons, _ = run(*words)
    assert out.startswith("Nine Past Nine: appraised by 40 seeds")
    assert "\n\nList Four: appraised by 40 seeds" in out
    rows = out.partition("\nAll packs\n")[2].splitlines()[1:]
    assert [row.split()[0] for row in rows] == ["nine-past-nine", "list-four"]
    short = [line.partition(":")[0] for line in reasons.splitlines()[1:]]
    for row in rows:
        slug, *_, wrong = row.split()
        assert wrong == (str(short.count(slug)) if slug in short else "nothing")


@pytest.mark.slow
def test_ctrl_c_keeps_what_was_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = appraisals.results

    def interrupted(*given: Any) -> Iterator[appraisals.Result]:
        yield next(whole(*given))
        raise KeyboardInterrupt

    monkeypatch.setattr(appraisals, "results", interrupted)
    out, reasons, status = run(*WORDS, "--json")
    assert status == 130
    assert reasons == "Ended by Ctrl-C after 1 of 2 parts."
    assert json.loads(out)["interrupted"] is True


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--seeds", "3"), "--seeds is 3; it must be from 40"),
        (
            ("--only", "beauty"),
            "There is no measure 'beauty'. Choose from: always_right, blind_highest, blind_loss, choice,",
        ),
        (("--workers", "-1"), "--workers is -1"),
    ],
)
def test_a_wrong_word_is_refused_before_anything_is_played(words: tuple[str, ...], said: str) -> None:
    out, reasons, status = run("appraise", "nine-past-nine", *words)
    assert (out, status) == ("", 2)
    assert said in reasons
    assert "nowhere" in run("appraise", "nowhere")[1]


def test_a_figure_can_be_asked_for_by_its_name() -> None:
    assert appraisals.measures_for(["stake", "worth", "newcomer"]) == {"highest", "worth", "newcomer"}
    assert appraisals.measures_for(appraisals.NAMES) == set(appraisals.MEASURES)


def test_figures_of_a_game_against_people_are_printed() -> None:
    one = {"value": 0.25, "error": 0.01}
    found = {
        "stake": {"KOR": one},
        "record_score": {"KOR": one},
        "blind": {"KOR": dict.fromkeys(("highest", "loses", "lead", "lead_against_hawks"), one)},
        "forced_turns": {"KOR": [{"turn": 2, "order": "flares warn", **one}]},
        "choice": one,
        "comebacks": one,
        "reciprocity": {"own": one, "other": one, "turns": 12},
        "always_right": {"KOR": {"value": 1, "orders": [{"order": "flares warn", "turn": 3, **one}]}},
        "last_turn": {"value": 1, "orders": [{"seat": "KOR", "order": "pay all", "before": 0.1, **one}]},
    }
    said = "\n".join(" ".join(line.split()) for line in people_lines(found))
    for words in (
        "stake 25.0 ±1.0",
        "blind plan loses against hawks 0.2 ±0.0",
        "KOR 2 flares warn 25.0 ±1.0",
        "Turns with a choice: 25.0 ±1.0 in 100",
        "Answers to the other: 0.25 ±0.01",
        "KOR flares warn, turn 3: 0.2 ±0.0 over the second",
        "KOR pay all: 0.2 ±0.0, before 0.1",
    ):
        assert words in said
    assert "".join(people_lines({})) == ""


@pytest.mark.slow
@needs_proc
def test_processes_end_with_the_command_that_was_killed(tmp_path: Path) -> None:
    """A part may take a minute, and nobody is left to take its result."""
    words = (sys.executable, str(HOME / "manage.py"), "appraise", "nine-past-nine", "--only", "worth", "--workers", "2")
    environment = os.environ | {"PARLEY_VAR": str(tmp_path)}
    with subprocess.Popen(words, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as command:
        eventually(lambda: len(processes_with(str(tmp_path))) > 3)  # the command, two that measure, and one that tracks
        command.kill()
    eventually(lambda: not processes_with(str(tmp_path)))


@pytest.mark.slow
def test_processes_measure_the_same_as_one() -> None:
    """Each loads the compiled rules anew; equal parts give equal results in whatever order they are done."""
    spec = pack().rules
    asked = tuple(part for part in appraisals.parts(spec, 40) if part.measure in {"highest", "record", "policies"})
    alone, together = (dict(appraisals.results(spec, asked, workers)) for workers in (1, 2))
    assert alone == together
