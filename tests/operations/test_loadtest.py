"""`loadtest` measures a small class on an embedded Parley, and refuses invalid arguments before it starts."""

import json
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from benchmarks.load import stack
from benchmarks.load.browser import regions_of
from benchmarks.load.tallies import MEASURING, Tallies, p95
from benchmarks.management.commands.loadtest import PASSWORD
from scenarios.models import ScenarioVersion
from tests.database import put_ready
from tests.serving import PATIENCE, Server
from wargame.accounts.models import User

HOME = Path(__file__).resolve().parents[2]
KEYS = ["errors", "lost_orders", "submit_ms_p95", "visible_ms_p95"]


@pytest.mark.service
@pytest.mark.own_stack
def test_a_small_class_plays_a_turn_and_is_measured(
    django_db_setup: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # With the tests' settings no notice would leave a process, and every browser would wait until it looks by itself.
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "wargame.settings")
    put_ready(tmp_path)
    monkeypatch.setattr(stack, "embedded", partial(stack.embedded, prepared=tmp_path))
    out, err = StringIO(), StringIO()
    words = ("--exercises=1", "--people=5", "--window=1", "--by-hand", "--json")
    # In a thread of its own, because a worker that has run a journey has an event loop in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(call_command, "loadtest", *words, stdout=out, stderr=err).result()
    figures = json.loads(out.getvalue())
    assert list(figures)[:4] == KEYS
    assert (figures["errors"], figures["lost_orders"]) == (0, 0), err.getvalue()
    assert figures["joined"] == figures["browsers_with_results"] == 5
    # On a busy machine the white cell's closing overtakes somebody, and the page says so.
    assert figures["orders_acknowledged"] + figures["orders_after_deadline"] == 5
    assert figures["orders_acknowledged"] > 0
    assert figures["submit_ms_p95"] > 0
    assert figures["visible_ms_p95"] > 0
    moments = figures["since_deadline_ms"]
    assert [moments[moment]["times"] for moment in ("closed", "begun", "answered")] == [1, 1, 5]
    # Somebody's page may have asked before its notice came.
    assert moments["closed"]["p50"] <= moments["begun"]["p50"] <= moments["answered"]["p95"]
    assert "/x/.../t/1/results/" in figures["answers_ms"]
    assert figures["cpu_s"].keys() & {"web-1", "web-2"}


@pytest.mark.service
@pytest.mark.django_db(transaction=True)
def test_ctrl_c_ends_it_with_what_it_has(server: Server, version: ScenarioVersion) -> None:
    """It joins a server of this process, because a start of its own takes longer than all else."""
    User.objects.create_user("ada", password="a-long-word", is_staff=True)
    words = [sys.executable, "manage.py", "loadtest", "--exercises", "1", "--people", "2", "--json"]
    run = subprocess.Popen(
        [*words, "--url", server.address, "--account", "ada"],
        cwd=HOME,
        env=os.environ | {PASSWORD: "a-long-word"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell that runs the tests in the background has its children ignore Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - no threads run here
    )
    assert run.stderr is not None
    while "people join" not in (line := run.stderr.readline()):
        assert line, "it ended before anybody joined"
    run.send_signal(signal.SIGINT)
    said, complaints = run.communicate(timeout=PATIENCE)
    assert run.returncode == 130, complaints
    assert list(json.loads(said))[:4] == KEYS
    assert "Ended by Ctrl-C" in complaints
    assert "Traceback" not in complaints


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--exercises", "0"], "--exercises is 0; it must be from 1 to 50"),
        (["--people", "201"], "--people is 201; it must be from 1 to 200"),
        (["--window", "0"], "--window is 0"),
        (["--postgres", "mysql://x"], "must look like postgres://"),
        (["--url", "ftp://x"], "must look like http://127.0.0.1:8000"),
        (["--url", "http://127.0.0.1:8000"], "--url needs --account"),
    ],
)
def test_what_makes_no_sense_is_refused(words: list[str], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PARLEY_LOADTEST_PASSWORD", raising=False)
    with pytest.raises(CommandError, match=r"must|needs") as refused:
        call_command("loadtest", *words, stdout=StringIO(), stderr=StringIO())
    assert said in str(refused.value)
    assert refused.value.returncode == 2


def test_95_in_100_are_within_the_figure() -> None:
    assert p95([]) is None
    assert p95([5.0]) == 5.0
    assert p95([float(value) for value in range(100, 0, -1)]) == 95.0


def test_errors_are_counted_one_by_one() -> None:
    tallies = Tallies()
    for where in ("/x/.../play/", "/x/.../play/", "submit"):
        tallies.fault(where, "answered 500")
    assert tallies.figures()["errors"] == 3


def test_answers_are_told_by_address_from_the_window_on() -> None:
    tallies = Tallies()
    tallies.answered("/early/", 900.0)
    tallies.is_in_window = True
    for milliseconds in (10.0, 30.0):
        tallies.answered("/slow/", milliseconds)
    tallies.answered("/quick/", 5.0)
    figures = tallies.figures()
    assert figures["requests"] == 4
    assert list(figures["answers_ms"]) == ["/slow/", "/quick/"]
    assert figures["answers_ms"]["/slow/"] == {"times": 2, "p50": 30.0, "p95": 30.0}


def test_processor_time_is_told_by_process() -> None:
    tallies = Tallies(cpu_s={"web-1": 2.04, "worker": 1.0, "play": 0.01, MEASURING: 3.0})
    figures = tallies.figures()
    assert figures["server_cpu_s"] == 3.0
    assert figures["cpu_s"] == {MEASURING: 3.0, "web-1": 2.0, "worker": 1.0}


def test_regions_are_read_from_the_page() -> None:
    page = """<div id="board" hx-get="/x/A/play/board/?seen=KOR-1-1-open&amp;a=1"
        hx-trigger="live:board from:body delay:1s, live:phase from:body delay:300ms, every 5s" hx-swap="outerHTML">
        <form hx-post="/x/" hx-trigger="change delay:200ms"></form>"""
    (board,) = regions_of(page).values()
    assert board.address == "/x/A/play/board/?seen=KOR-1-1-open&a=1"
    assert board.after == {"board": 1.0, "phase": 0.3}
    assert board.every == 5.0
