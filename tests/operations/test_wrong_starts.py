"""Mistakes before the first start: one line with the remedy, exit status 1, no traceback."""

import os
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.start import free_port
from tests.commands import HOME, MANAGE, Command

pytestmark = [pytest.mark.service, pytest.mark.own_stack]

UNSET = ("DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "PARLEY_BROKER")


Started = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def started(folder: Path, program: Command) -> Started:
    """Run a program of Parley with these environment variables, in which `{folder}` stands for the test's folder."""

    def started(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if name not in UNSET}
        given = {"PARLEY_VAR": "{folder}/var", "PYTHONPATH": str(HOME)} | variables
        environment = kept | {name: value.replace("{folder}", str(folder)) for name, value in given.items()}
        return program(*words, environment=environment, folder=folder)

    return started


WRONG = {
    # name -> variables, what the line says, what it advises
    "a file for a folder": (
        {"PARLEY_VAR": "{folder}/file"},
        "{folder}/file is a file, not a folder",
        "a folder that Parley may write",
    ),
    "below a file": ({"PARLEY_VAR": "{folder}/file/var"}, "Not a directory", "a folder that Parley may write"),
    "nowhere to write": ({"PARLEY_VAR": "/proc/parley"}, "/proc/parley", "a folder that Parley may write"),
    "an empty key": ({"PARLEY_VAR": "{folder}/empty"}, "secret-key is empty", "Remove it"),
    "a key that is no text": ({"PARLEY_VAR": "{folder}/binary"}, "it is no text", "a folder that Parley may write"),
    "no address": ({"DATABASE_URL": "nonsense"}, "DATABASE_URL", "postgres://user:password@host/name"),
    "another database": ({"DATABASE_URL": "mysql://host/db"}, "DATABASE_URL", "PostgreSQL"),
    "a port of letters": (
        {"DATABASE_URL": "postgres://host:port/db"},
        "DATABASE_URL",
        "postgres://user:password@host/",
    ),
    "no database": ({"DATABASE_URL": "postgres://host"}, "DATABASE_URL", "postgres://user:password@host/name"),
    "a folder for a database": ({"DATABASE_URL": "sqlite:///{folder}"}, "it is a folder", "name a file"),
    "a database below a file": ({"DATABASE_URL": "sqlite:///{folder}/file/x"}, "DATABASE_URL", "name a file"),
    "a broker by HTTP": ({"REDIS_URL": "http://host"}, "REDIS_URL", "redis://localhost:6379/0"),
    "a broker's port of letters": ({"REDIS_URL": "redis://host:port/0"}, "REDIS_URL", "redis://localhost:6379/0"),
    "a broker without host": ({"REDIS_URL": "redis://"}, "REDIS_URL", "redis://localhost:6379/0"),
    "a broker's number of letters": ({"REDIS_URL": "redis://host/db"}, "REDIS_URL", "redis://localhost:6379/0"),
    "a mode that is none": ({"PARLEY_MODE": "prod"}, "PARLEY_MODE", "embedded, production"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a plain file, and with two subfolders whose keys are invalid."""
    (tmp_path / "file").write_text("not a folder")
    for name, key in (("empty", b""), ("binary", b"\xff\xfe\x00")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "secret-key").write_bytes(key)
    return tmp_path


def check_one_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 1, done.stderr
    (line,) = done.stderr.strip().splitlines()
    return line


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_setting_is_said_in_one_line_with_the_remedy(folder: Path, started: Started, name: str) -> None:
    variables, said, remedy = WRONG[name]
    line = check_one_line(started(MANAGE, "play", "--port", str(free_port()), **variables))
    assert line.startswith("Parley cannot start: ")
    assert said.replace("{folder}", str(folder)) in line
    assert remedy in line


@pytest.mark.parametrize(
    "words",
    [
        (MANAGE, "turnkeeper"),
        ("-m", "uvicorn", "wargame.asgi:application", "--lifespan=off"),
        ("-m", "celery", "--quiet", "-A", "wargame.celery", "worker"),
    ],
    ids=["turnkeeper", "web", "worker"],
)
def test_every_part_of_the_house_says_it_so(started: Started, words: tuple[str, ...]) -> None:
    line = check_one_line(started(*words, PARLEY_VAR="{folder}/file"))
    assert line.startswith("Parley cannot start: ")


def test_what_is_no_database_is_said_in_one_line(folder: Path, started: Started) -> None:
    done = started(MANAGE, "play", "--port", str(free_port()), DATABASE_URL="sqlite:///{folder}/file")
    assert "The database cannot be used (file is not a database). Check DATABASE_URL" in check_one_line(done)
    assert (folder / "file").read_text() == "not a folder"


def test_a_database_server_that_is_away_is_said_in_one_line(started: Started) -> None:
    url = f"postgres://parley@127.0.0.1:{free_port()}/parley"
    done = started(MANAGE, "play", "--port", str(free_port()), DATABASE_URL=url)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "The database cannot be used" in done.stderr.strip().splitlines()[-1]


def test_a_port_that_is_taken_is_said_in_one_line(started: Started) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        line = check_one_line(started(MANAGE, "play", "--port", str(port)))
    assert f"Cannot listen on 127.0.0.1 port {port}" in line
    assert "--port" in line


def test_a_broker_that_is_no_program_is_said_in_one_line(folder: Path, started: Started) -> None:
    done = started(MANAGE, "play", "--port", str(free_port()), PARLEY_BROKER="/no/such/server")
    assert "PARLEY_BROKER is '/no/such/server', which is no program here" in check_one_line(done)
    assert not (folder / "var" / "parley.sqlite3").exists(), "nothing was set up for a start that could not be"
