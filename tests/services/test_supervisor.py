"""The supervisor of `play`: what dies comes back, what will not stay up is given up with its name and last words."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import PATIENCE
from wargame.exercises.management.supervisor import GAVE_UP, Part

HOME = Path(__file__).resolve().parents[2]


@pytest.fixture
def clock(tmp_path: Path) -> dict[str, str]:
    """An environment in which sleeping is written down instead, and each look at the clock is `TICK` seconds later."""
    tools = {
        "sleep": 'echo "$1" >> slept; exec /bin/sleep 0.02',
        "date": "now=$(cat now 2>/dev/null || echo 0); echo $((now + TICK)) | tee now",
    }
    for name, script in tools.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    return os.environ | {"PATH": f"{tmp_path}:{os.environ['PATH']}", "TICK": "1", "PYTHONPATH": str(HOME)}


def kept(part: Part, folder: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs the keeper of a part to its end."""
    words = ["sh", "-c", part.kept_alive()]
    return subprocess.run(
        words, cwd=folder, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def dying(then: str = "exit 1") -> Part:
    """A part that says how often it was started and dies."""
    script = f"echo start >> starts; echo start $(wc -l < starts); {then}"
    return Part("worker", ("sh", "-c", script))


def test_a_part_that_dies_at_once_is_given_up_after_five_deaths_and_growing_waits(
    tmp_path: Path, clock: dict[str, str]
) -> None:
    ended = kept(dying(), tmp_path, clock)
    assert ended.returncode == GAVE_UP
    assert ended.stdout.split() == [word for number in range(1, 6) for word in ("start", str(number))]
    looks_and_waits = (tmp_path / "slept").read_text().split()
    assert [wait for wait in looks_and_waits if wait != "1"] == ["2", "4", "8"]


def test_a_part_that_lived_long_is_started_again_as_often_as_it_dies(tmp_path: Path, clock: dict[str, str]) -> None:
    ended = kept(dying("test $(wc -l < starts) -lt 8 || kill $PPID"), tmp_path, clock | {"TICK": "31"})
    assert ended.returncode < 0
    assert len(ended.stdout.splitlines()) == 8
    assert set((tmp_path / "slept").read_text().split()) == {"1"}


def test_the_command_names_the_part_and_what_it_said(tmp_path: Path, clock: dict[str, str]) -> None:
    script = (
        "import os\n"
        "from wargame.exercises.management.supervisor import Part, PartGaveUp, supervise\n"
        "healthy = Part('turnkeeper', ('tail', '-f', '/dev/null'))\n"
        "broken = Part('broker', ('sh', '-c', 'echo the roof is gone; exit 3'), is_quiet=True)\n"
        "try:\n"
        "    supervise([healthy, broken], os.environ, health_url='', address='')\n"
        "except PartGaveUp as error:\n"
        "    print('told:', error)\n"
    )
    words = [sys.executable, "-c", script]
    ended = subprocess.run(
        words, cwd=tmp_path, env=clock, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    told = ended.stdout.partition("told: ")[2]
    assert told.startswith("The broker died 5 times within 30 s of its start. It said last:\n    the roof is gone\n")
    assert ended.stdout.count("the roof is gone") == 5
