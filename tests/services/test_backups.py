"""Backups: taken during writes, restored completely or not at all, and verified by a replay."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from django.core.management import CommandError
from django.db import connection

from tests.commands import Command
from tests.exercises.playing import Player
from tests.services.backing_up import backed_up
from wargame import backups
from wargame.backups import postgresql, sqlite
from wargame.backups.errors import BackupError
from wargame.exercises.models import Turn

pytestmark = [pytest.mark.service, pytest.mark.django_db(transaction=True)]


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


def test_what_a_restore_replaces_is_kept_and_can_be_restored(player: Player, backup: Path, manage: Command) -> None:
    backed_up(backup)
    assert "is kept in" not in manage("restore", str(backup)).stdout
    player.play_turn()
    later = backup.with_name("later.backup")
    backed_up(later)
    said = manage("restore", str(later), "--force").stdout
    kept = Path(said.splitlines()[0].removeprefix("What was there before is kept in "))
    assert (kept.parent.name, kept.parent.stat().st_mode & 0o777, kept.stat().st_mode & 0o777) == (
        "backups",
        0o700,
        0o600,
    )
    assert "All 2 turns" in manage("replay_exercise", player.seat.exercise.code).stdout
    assert manage("restore", str(kept), "--force").returncode == 0
    assert "All 1 turns" in manage("replay_exercise", player.seat.exercise.code).stdout


def test_a_damaged_database_is_kept_as_it_is(player: Player, backup: Path, manage: Command, elsewhere: str) -> None:
    if connection.vendor != "sqlite":
        return
    backed_up(backup)
    Path(elsewhere).write_bytes(b"SQLite format 3\0" + b"damaged" * 2000)
    said = manage("restore", str(backup), "--force")
    assert said.returncode == 0, said.stderr
    kept = Path(said.stdout.splitlines()[0].removeprefix("What was there before is kept in "))
    assert kept.suffix == ".damaged"
    assert kept.read_bytes().endswith(b"damaged")


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
    sqlite.put_back({"NAME": str(target)}, source)
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
