"""A fixture that runs commands of Parley in processes of their own, without the seconds of their imports."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[1]
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def command_server() -> Iterator["subprocess.Popen[str]"]:
    """The process from which commands are forked, started when the first test asks for it."""
    words = [sys.executable, "-m", "tests.command_server"]
    with subprocess.Popen(words, cwd=HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        yield server


@pytest.fixture
def command(command_server: "subprocess.Popen[str]", tmp_path_factory: pytest.TempPathFactory) -> Command:
    """Run a command of `manage.py` in this environment, and return its exit status and what it said."""

    def command(*words: str, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
        folder = tmp_path_factory.mktemp("command")
        out, err = folder / "out", folder / "err"
        asked = {
            "words": [str(HOME / "manage.py"), *words],
            "folder": str(HOME),
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

    return command
