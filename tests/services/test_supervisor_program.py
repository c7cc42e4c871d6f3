"""The supervisor of `play` as a program of its own: it goes on beside a broken part, and its parts end with it."""

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import PATIENCE, eventually

pytestmark = [pytest.mark.service, pytest.mark.own_stack]

HOME = Path(__file__).resolve().parents[2]
PROGRAM = """
import os, sys, time
import django
django.setup()
from wargame.processes.parts import Part
from wargame.processes.supervisor import supervise
starts, held = sys.argv[1], int(sys.argv[2])
sleeping = ("sh", "-c", f"echo start >> {starts}; exec sleep 600")
begun = time.monotonic()
def answers_after_a_second():
    return time.monotonic() if time.monotonic() > begun + 1 else None
web = Part("web", sleeping, answers_after_a_second, is_needed=True, files=(held,))
broken = Part("broker", ("sh", "-c", "echo the roof is gone; exit 3"), lambda: None)
worker = Part("worker", ("sh", "-c", "echo to work; exec sleep 600"), lambda: None, yields=True)
supervise([worker, web, broken], os.environ, announcement="up and about")
"""


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT, signal.SIGHUP], ids=lambda ending: ending.name)
def test_the_rest_goes_on_beside_a_part_that_does_not_come_up_and_is_ended_with_the_supervisor(
    tmp_path: Path, ending: signal.Signals
) -> None:
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "wargame.settings", "PARLEY_VAR": str(tmp_path)}
    said, starts = tmp_path / "said", tmp_path / "starts"
    # The part holds one end; the other tells when nobody does any more.
    reading, held = os.pipe()
    with said.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(starts), str(held)],
            cwd=HOME,
            env=environment,
            stdout=file,
            stderr=subprocess.STDOUT,
            pass_fds=(held,),
        )
    os.close(held)
    try:
        eventually(lambda: "up and about" in said.read_text())
        eventually(lambda: said.read_text().count("the roof is gone") >= 2)
        eventually(lambda: "to work" in said.read_text())
        assert said.read_text().index("up and about") < said.read_text().index("to work"), "what yields came first"
        assert process.poll() is None
        assert starts.read_text().split() == ["start"]
        process.send_signal(ending)
        assert process.wait(PATIENCE) == (-ending if ending == signal.SIGKILL else 0)
    finally:
        process.kill()
        process.wait(PATIENCE)
    with open(reading, "rb") as pipe:
        assert select.select([pipe], [], [], PATIENCE)[0], "the part outlived its supervisor"
