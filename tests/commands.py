"""Fixtures that run programs of Parley in processes of their own, without the seconds of their imports."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
Command = Callable[..., subprocess.CompletedProcess[str]]
MANAGE = str(HOME / "manage.py")


@pytest.fixture(scope="session")
def command_server() -> Iterator["subprocess.Popen[str]"]:
    """The process from which programs are forked, started when the first test asks for it."""
    words = [sys.executable, "-m", "tests.command_server"]
    with subprocess.Popen(words, cwd=HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        yield server


@pytest.fixture
def program(command_server: "subprocess.Popen[str]", tmp_path_factory: pytest.TempPathFactory) -> Command:
    """Run a program in this folder and environment, and return its exit status and what it said.

    Its words are those after `python`: a file, or -m and a module, and more.
    """

    def program(*words: str, environment: Mapping[str, str], folder: Path = HOME) -> subprocess.CompletedProcess[str]:
        said = tmp_path_factory.mktemp("program")
        out, err = said / "out", said / "err"
        asked = {
            "words": words,
            "folder": str(folder),
            "environment": dict(environment),
            "out": str(out),
            "err": str(err),
        }
        assert command_server.stdin
        assert command_server.stdout
        command_server.stdin.write(json.dumps(asked) + "\n")
        command_server.stdin.flush()
        status = int(command_server.stdout.readline())
        return subprocess.CompletedProcess(words, status, out.read_text(), err.read_text())

    return program


@pytest.fixture
def command(program: Command) -> Command:
    """Run a command of `manage.py` in this environment, and return its exit status and what it said."""
    return partial(program, MANAGE)
