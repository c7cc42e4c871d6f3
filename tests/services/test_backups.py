"""Backups: taken during writes, restored completely or not at all, and verified by a replay."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tests.commands import Command
from tests.exercises.playing import Player
from tests.services.databases import fresh_database, url_of
from wargame import backups
from wargame.backups import postgresql, sqlite
from wargame.backups.errors import BackupError
from wargame.exercises.models import Turn

pytestmark = [pytest.mark.service, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[str]:
    """Return the name of a database that does not exist yet, or is empty."""
    with fresh_database(tmp_path) as name:
        yield name


@pytest.fixture
def manage(tmp_path: Path, elsewhere: str, command: Command) -> Command:
    """Run a command of `manage.py` on the other database."""
    environment = os.environ | {"PARLEY_VAR": str(tmp_path / "var"), "DATABASE_URL": url_of(elsewhere)}
    return partial(command, environment=environment | {"DJANGO_SETTINGS_MODULE": "wargame.settings"})


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    return tmp_path / "parley.backup"


def backed_up(target: Path, *words: str) -> str:
    out = StringIO()
    call_command("backup", str(target), *words, stdout=out)
    return out.getvalue()


def test_a_restored_copy_replays_turn_for_turn(player: Player, backup: Path, manage: Command) -> None:
    player.play_turn()
    player.play_turn()
    # What SQLite has only in its log so far belongs to the backup.
    assert "Backed up" in backed_up(backup)
    player.play_turn()
    restored = manage("restore", str(backup))
    assert restored.returncode == 0, restored.stderr
    replayed = manage("replay_exercise", player.seat.exercise.code)
    assert replayed.returncode == 0, replayed.stderr
    assert replayed.stdout.splitlines()[-1].startswith("All 3 turns")
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_backup_is_taken_in_the_midst_of_writing(player: Player, backup: Path, manage: Command) -> None:
    player.play_turn()
    digest = Turn.objects.get(number=1).digest
    with closing(connection.copy()) as other:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("UPDATE exercises_turn SET digest = 'half done'")
            backed_up(backup)
        other.rollback()
    manage("restore", str(backup))
    assert manage("replay_exercise", player.seat.exercise.code).returncode == 0
    assert Turn.objects.get(number=1).digest == digest


def test_neither_overwrites_without_consent(player: Player, backup: Path, manage: Command) -> None:
    backup.write_text("something else")
    with pytest.raises(CommandError, match=r"exists\. Give another name, or --force"):
        backed_up(backup)
    assert backup.read_text() == "something else"
    backed_up(backup, "--force")
    assert manage("restore", str(backup)).returncode == 0
    again = manage("restore", str(backup))
    assert again.returncode == 1
    assert "--force" in again.stderr
    player.play_turn()
    backed_up(backup, "--force")
    assert manage("restore", str(backup), "--force").returncode == 0
    assert "All 2 turns" in manage("replay_exercise", player.seat.exercise.code).stdout


def test_what_is_no_backup_changes_nothing(backup: Path, manage: Command) -> None:
    for content in (b"", b"nothing of the kind", b"SQLite format 3\0" + b"x" * 4000, b"PGDMP rubbish"):
        backup.write_bytes(content)
        refused = manage("restore", str(backup))
        assert refused.returncode == 1, content[:20]
        assert refused.stderr.startswith("CommandError: "), content[:20]
        assert len(refused.stderr.strip().splitlines()) == 1, content[:20]
    assert "The database is empty" in manage("backup", f"{backup}-2").stderr


def test_a_backup_that_is_cut_short_changes_nothing(player: Player, backup: Path, manage: Command) -> None:
    backed_up(backup)
    assert manage("restore", str(backup)).returncode == 0
    whole = backup.read_bytes()
    backup.write_bytes(whole[: len(whole) // 2])
    refused = manage("restore", str(backup), "--force")
    assert refused.returncode == 1
    assert manage("replay_exercise", player.seat.exercise.code).returncode == 0


def test_a_backup_of_a_newer_version_is_refused(player: Player, backup: Path, manage: Command) -> None:
    recorder = MigrationRecorder(connection)
    recorder.record_applied("exercises", "9999_from_the_future")
    try:
        backed_up(backup)
    finally:
        recorder.record_unapplied("exercises", "9999_from_the_future")
    refused = manage("restore", str(backup))
    assert refused.returncode == 1
    assert "made by a newer version of Parley" in refused.stderr


def test_a_folder_that_is_not_there_is_said_in_one_line(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Cannot write .*: No such file or directory\. Choose another folder"):
        backed_up(tmp_path / "nowhere" / "parley.backup")


def test_nothing_is_restored_while_parley_runs(player: Player, backup: Path, manage: Command, elsewhere: str) -> None:
    backed_up(backup)
    manage("restore", str(backup))
    with connected_to(elsewhere):
        refused = manage("restore", str(backup), "--force")
    assert refused.returncode == 1
    assert "End " in refused.stderr
    assert "restore again" in refused.stderr
    assert manage("restore", str(backup), "--force").returncode == 0


KILLED = """
import os, sqlite3, sys
database = sqlite3.connect(sys.argv[1])
database.executescript("PRAGMA journal_mode=WAL; CREATE TABLE django_migrations (app, name); CREATE TABLE stale (x)")
os._exit(0)
"""


@pytest.mark.parametrize("left", [None, b"damaged" * 2000], ids=["lost", "damaged"])
def test_the_log_of_a_lost_database_does_not_come_back(tmp_path: Path, left: bytes | None) -> None:
    """A killed process leaves its write-ahead log; the restore must not apply it to the new database."""
    source, target = tmp_path / "parley.backup", tmp_path / "parley.sqlite3"
    with closing(sqlite3.connect(source)) as backup:
        backup.execute("CREATE TABLE django_migrations (app, name)")
    subprocess.run([sys.executable, "-c", KILLED, str(target)], check=True)
    assert target.with_name("parley.sqlite3-wal").stat().st_size
    target.unlink()
    if left is not None:
        target.write_bytes(left)
    sqlite.put_back({"NAME": str(target)}, source, overwrite=True)
    with closing(sqlite3.connect(target)) as restored:
        assert restored.execute("SELECT name FROM sqlite_master").fetchall() == [("django_migrations",)]


def connected_to(name: str) -> "closing[object]":
    """Open a connection to the other database, as a running Parley has one."""
    if connection.vendor == "sqlite":
        held = sqlite3.connect(name)
        held.execute("PRAGMA journal_mode=WAL")
        held.execute("SELECT count(*) FROM django_migrations").fetchone()
        return closing(held)
    other = connection.copy()
    other.settings_dict = connection.settings_dict | {"NAME": name, "OPTIONS": {}}
    other.connect()
    return closing(other)


def test_missing_client_programs_are_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match=r"pg_dump is missing.*apt install postgresql-client"):
        postgresql.dump({"NAME": "parley"}, tmp_path / "partial")


ABOUT_TO_MIGRATE = """
import django; django.setup()
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from wargame import backups
print(backups.back_up_before_migrating())
MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
for _ in range(backups.KEPT + 2):
    print(backups.back_up_before_migrating())
"""


def test_the_last_few_databases_are_kept_before_they_are_migrated(
    player: Player, backup: Path, manage: Command, elsewhere: str, tmp_path: Path
) -> None:
    backed_up(backup)
    manage("restore", str(backup))
    said = manage("shell", "--no-imports", "--command", ABOUT_TO_MIGRATE).stdout.split()
    folder = tmp_path / "backups"
    if connection.vendor == "postgresql":
        assert set(said) == {"None"}
    else:
        assert said[0] == "None"
        assert [str(path) for path in sorted(folder.iterdir())] == said[-backups.KEPT :]


def test_an_empty_database_is_not_backed_up(manage: Command, backup: Path) -> None:
    refused = manage("backup", str(backup))
    assert refused.returncode == 1
    assert "empty" in refused.stderr
    assert not backup.exists()
