"""A database that a newer Parley has migrated, or one too old to go on: this version refuses it in one line."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from benchmarks.start import free_port
from tests.commands import HOME, MANAGE, Command
from tests.services.databases import url_of_tests
from wargame.database_version import NewerDatabase, OlderDatabase, require_known, require_known_among
from wargame.exercises.models import Heartbeat

pytestmark = [pytest.mark.service, pytest.mark.django_db(transaction=True)]

FROM_THE_FUTURE = ("exercises", "9999_from_the_future")
SQUASH = ("exercises", "0001_squashed_0029_kept_told")


@pytest.fixture
def newer() -> Iterator[None]:
    recorder = MigrationRecorder(connection)
    recorder.record_applied(*FROM_THE_FUTURE)
    yield
    recorder.record_unapplied(*FROM_THE_FUTURE)


@pytest.fixture
def older() -> Iterator[None]:
    """Have the database say that it stopped before the last migration which a squash replaced."""
    recorder = MigrationRecorder(connection)
    later = [node for node in recorder.applied_migrations() if node[0] == "exercises" and node[1] >= "0029"]
    for node in (SQUASH, *later):
        recorder.record_unapplied(*node)
    yield
    for node in (SQUASH, *later):
        recorder.record_applied(*node)


@pytest.fixture
def run(tmp_path: Path, program: Command) -> Command:
    """Run a program of Parley on the tests' database."""
    environment = os.environ | {"PARLEY_VAR": str(tmp_path), "DATABASE_URL": url_of_tests()}
    environment |= {"DJANGO_SETTINGS_MODULE": "wargame.settings", "PYTHONPATH": str(HOME)}
    return partial(program, environment=environment, folder=tmp_path)


@pytest.mark.parametrize(
    "words",
    [
        (MANAGE, "play", "--port", "{port}"),
        (MANAGE, "turnkeeper"),
        (MANAGE, "turnkeeper", "--once"),
        (MANAGE, "supervise", "turnkeeper"),
        (MANAGE, "load_scenarios"),
        (MANAGE, "migrate"),
        (MANAGE, "replay_exercise", "K7QFA3"),
        (MANAGE, "reset_link", "ada"),
        (MANAGE, "appraise", "list-four"),
        (MANAGE, "createsuperuser", "--noinput"),
        ("-m", "celery", "--quiet", "-A", "wargame.celery", "worker", "--concurrency=1"),
        ("-m", "uvicorn", "wargame.asgi:application", "--lifespan=off", "--port", "{port}"),
    ],
    ids=lambda words: " ".join(word.rpartition("/")[2] for word in words[:3]),
)
def test_an_older_program_refuses_it_in_one_line(newer: None, run: Command, words: tuple[str, ...]) -> None:
    port = str(free_port())
    done = run(*(word.replace("{port}", port) for word in words))
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert "migrated by a newer version of Parley (exercises.9999_from_the_future unknown here)" in last
    assert "back-up-and-restore.md" in last
    assert "Traceback" not in done.stderr
    assert not Heartbeat.objects.exists()


def test_a_database_that_stops_before_a_squash_is_refused_in_one_line(older: None, run: Command) -> None:
    done = run(MANAGE, "migrate")
    assert done.returncode == 1
    last = done.stderr.strip().splitlines()[-1]
    assert "older than the first release of Parley (exercises.0029_kept_told is missing)" in last
    assert "back-up-and-restore.md" in last
    assert "Traceback" not in done.stderr


def test_commands_that_write_no_rows_go_on(newer: None, run: Command) -> None:
    for words in (("check_scenarios",), ("showmigrations", "exercises"), ("migrate", "--help")):
        done = run(MANAGE, *words)
        assert done.returncode == 0, done.stderr


def test_a_database_of_this_version_is_known() -> None:
    require_known()


def test_what_other_apps_applied_does_not_matter() -> None:
    loader = MigrationLoader(connection)
    require_known_among(loader, {("an_app_that_was_taken_out", "0001_initial"): timezone.now()})


def test_all_that_is_unknown_is_counted() -> None:
    loader = MigrationLoader(connection)
    with pytest.raises(NewerDatabase, match=r"\(exercises\.9998_b and 1 more unknown here\)"):
        require_known_among(loader, [("exercises", "9998_b"), ("accounts", "9998_a")])


def test_a_database_walked_through_all_replaced_migrations_goes_on() -> None:
    replaced = MigrationLoader(None).disk_migrations[SQUASH].replaces
    require_known_among(MigrationLoader(None), replaced)
    require_known_among(MigrationLoader(None), [])
    with pytest.raises(OlderDatabase, match=r"exercises\.0018_moved_injects is missing"):
        require_known_among(MigrationLoader(None), replaced[:17])
