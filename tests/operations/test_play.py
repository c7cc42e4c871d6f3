"""`manage.py play`: it starts, survives the loss of its parts, and leaves nothing behind."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from io import StringIO
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from benchmarks.start import free_port
from tests.commands import MANAGE, Command
from tests.database import put_ready
from tests.processes import needs_proc, processes_with
from tests.serving import PATIENCE, eventually
from wargame.exercises import compiled_rules
from wargame.exercises.models import Heartbeat
from wargame.operations.management.commands.play import compiling_rules
from wargame.processes import addresses
from wargame.web.bundles import BundleFinder
from wargame.web.fonts import FontFinder


def is_healthy(port: int) -> bool:
    with suppress(URLError, OSError), urlopen(f"http://127.0.0.1:{port}/health/", timeout=PATIENCE) as response:
        return bool(response.status == 200)
    return False


def brokers_of(text: str) -> set[int]:
    """Return the Valkey or Redis servers below these processes, whose environment is overwritten and so cannot identify
    them.
    """
    family = processes_with(text)
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            name, _, rest = (folder / "stat").read_text().partition("(")[2].rpartition(")")
            if name.startswith(("valkey-server", "redis-server")) and int(rest.split()[1]) in family:
                found.add(int(folder.name))
    return found


def beating(database: Path) -> set[str]:
    """Return the names of the parts that have shown a sign of work."""
    with closing(sqlite3.connect(database)) as opened:
        return {name for (name,) in opened.execute("SELECT name FROM exercises_heartbeat")}


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def play(port: int, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Start Parley from a folder that is not its own."""
    put_ready(tmp_path)
    outside = {"REDIS_URL", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    process = subprocess.Popen(
        [sys.executable, MANAGE, "play", "--port", str(port)],
        cwd=tmp_path,
        env={name: value for name, value in os.environ.items() if name not in outside} | {"PARLEY_VAR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    eventually(lambda: process.poll() is not None or is_healthy(port))
    assert process.poll() is None, process.communicate()[0]
    assert process.stdout is not None
    # It ends with the announcement, which may come a moment later than the first answer.
    assert any(f"http://127.0.0.1:{port}/" in line for line in process.stdout)
    yield process
    process.terminate()
    process.communicate(timeout=PATIENCE)


@pytest.mark.parametrize("are_kept", [False, True])
def test_rules_are_compiled_at_a_start_unless_they_are_kept(are_kept: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []

    class Compiling:
        def __init__(self, words: list[str], **options: object) -> None:
            started.append(words[2])

        def wait(self) -> None: ...

        terminate = wait

    monkeypatch.setattr(compiled_rules, "are_kept", lambda: are_kept)
    monkeypatch.setattr(subprocess, "Popen", Compiling)
    with compiling_rules(print):
        assert started == ([] if are_kept else ["compile_rules"])


@pytest.mark.django_db
def test_what_web_processes_serve_is_built_before_they_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Each web process once made the same fonts and bundles, on machines that had no time for it."""
    done: list[str] = []
    for finder in (FontFinder, BundleFinder):
        monkeypatch.setattr(finder, "built", lambda self: done.append(self.prefix) or [])
    monkeypatch.setattr("wargame.operations.management.commands.play.supervise", lambda *_, **__: done.append("web"))
    monkeypatch.setattr("wargame.operations.management.commands.play.compiled_rules.are_kept", lambda: True)
    with override_settings(RUNNING_FILE=tmp_path / "running.json"):
        call_command("play", port=free_port(), stdout=StringIO())
    assert done == ["fonts", "bundles", "web"]


@pytest.mark.service
@pytest.mark.own_stack
@needs_proc
def test_the_doctor_finds_what_play_started_and_a_killed_broker_comes_back(
    play: subprocess.Popen[str], port: int, tmp_path: Path, command: Command
) -> None:
    """One start for three things: the doctor, the broker, and an end by SIGTERM that leaves nothing behind.

    The supervisor's own tests end it by other signals.
    """
    outside = {"REDIS_URL", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"}
    inside = {name: value for name, value in os.environ.items() if name not in outside} | {"PARLEY_VAR": str(tmp_path)}

    def doctor() -> int:
        return command("doctor", environment=inside).returncode

    # To ask the doctor takes longer than to look whether all have begun.
    eventually(lambda: beating(tmp_path / "parley.sqlite3") >= {Heartbeat.WORKER, Heartbeat.TURNKEEPER})
    eventually(lambda: doctor() == 0)

    before = brokers_of(str(tmp_path))
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    assert before
    assert is_healthy(port)
    eventually(lambda: bool(brokers_of(str(tmp_path)) - before))
    assert play.poll() is None

    check_end(play, tmp_path)
    assert doctor() == 1


def check_end(play: subprocess.Popen[str], folder: Path) -> None:
    """Check that SIGTERM ends `play` and all that it started."""
    eventually(lambda: len(processes_with(str(folder))) > 4)  # broker, worker, turnkeeper and web servers run
    play.terminate()
    play.communicate(timeout=PATIENCE)
    assert play.returncode == 0
    eventually(lambda: not processes_with(str(folder)))


@pytest.mark.service
@pytest.mark.own_stack
@needs_proc
def test_even_a_killed_play_leaves_nothing_behind(play: subprocess.Popen[str], tmp_path: Path) -> None:
    play.kill()
    play.wait()
    eventually(lambda: not processes_with(str(tmp_path)))


@pytest.mark.slow
def test_a_port_in_use_is_refused_with_the_remedy(tmp_path: Path, command: Command) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        environment = os.environ | {"PARLEY_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "wargame.settings"}
        result = command("play", "--port", str(taken.getsockname()[1]), environment=environment)
    assert result.returncode == 1
    assert "--port" in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "parley.sqlite3").exists(), "nothing was set up for a start that could not be"


@pytest.mark.parametrize(
    ("host", "found", "address"),
    [
        ("0.0.0.0", "192.0.2.7", "http://192.0.2.7:8000"),
        ("::", "192.0.2.7", "http://192.0.2.7:8000"),
        ("0.0.0.0", "", None),
        ("127.0.0.1", "192.0.2.7", None),
        ("192.0.2.9", "192.0.2.7", None),
    ],
)
def test_who_listens_everywhere_is_told_where_the_network_finds_it(
    host: str, found: str, address: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "network_host", lambda: found)
    monkeypatch.delenv("NETWORK_URL", raising=False)
    assert addresses.environment_of(host, 8000).get("NETWORK_URL") == address


@pytest.mark.parametrize(("given", "arenas"), [(None, "2"), ("8", "8")])
def test_threads_of_a_part_share_memory_unless_somebody_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, given: str | None, arenas: str
) -> None:
    monkeypatch.delenv("MALLOC_ARENA_MAX", raising=False)
    if given:
        monkeypatch.setenv("MALLOC_ARENA_MAX", given)
    assert addresses.environment_of("127.0.0.1", 8000)["MALLOC_ARENA_MAX"] == arenas


@pytest.mark.parametrize(
    ("words", "remedy"), [(["--port", "99999"], "--port"), (["--host", "192.0.2.1", "--port", "0"], "--host")]
)
def test_an_address_that_cannot_be_is_refused_with_the_remedy(words: list[str], remedy: str) -> None:
    with pytest.raises(CommandError, match=f"Choose another .*{remedy}"):
        call_command("play", *words)
