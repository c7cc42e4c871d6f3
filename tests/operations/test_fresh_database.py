"""Commands in a new clone or after an update: the first creates, migrates and fills the embedded database."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.commands import Command
from tests.database import put_ready

pytestmark = [pytest.mark.service, pytest.mark.own_stack]

Done = Callable[..., tuple[str, int]]


@pytest.fixture
def done(tmp_path: Path, command: Command) -> Done:
    """Run a command with its embedded database in the test's folder; return what it said, and its exit status."""
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment |= {"PARLEY_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "wargame.settings"}

    def done(*words: str) -> tuple[str, int]:
        ended = command(*words, environment=environment)
        return ended.stdout + ended.stderr, ended.returncode

    return done


@pytest.mark.parametrize(
    ("words", "expected", "status"),
    [
        (["load_scenarios"], "nine-past-nine: new version loaded.", 0),
        (["play_random", "nine-past-nine", "--games", "1"], "Endings", 0),
        (["play_random", "nowhere"], "Choose one of: list-four, nine-past-nine, ten-flankers, the-invitation.", 2),
    ],
)
def test_a_command_needs_no_database_made_before(done: Done, words: list[str], expected: str, status: int) -> None:
    said, ended = done(*words)
    assert expected in said
    assert ended == status


def test_a_command_migrates_before_it_reads(django_db_setup: None, done: Done, tmp_path: Path) -> None:
    """One migration is missing, because a walk through all of them takes ten seconds for each command."""
    database = tmp_path / "parley.sqlite3"
    put_ready(tmp_path)
    if database.exists():
        forget_sessions(database)
    assert done("replay_exercise", "G9K0-C1") == ("CommandError: There is no exercise G9K0-C1.\n", 2)
    with closing(sqlite3.connect(database)) as migrated:
        assert migrated.execute("SELECT count(*) FROM django_session").fetchone() == (0,)


def forget_sessions(database: Path) -> None:
    """Take the table of sessions away, as if its migration was new."""
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("DROP TABLE django_session")
        opened.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
