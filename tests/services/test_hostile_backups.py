"""`restore` takes only Parley's own backups, whole: all others it refuses in one line, and changes nothing."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from tests.commands import Command
from tests.exercises.playing import Player
from tests.services.backing_up import backed_up
from tests.services.databases import fresh_database
from wargame.backups import postgresql, sqlite
from wargame.backups.seal import copy_unsealed, seal

pytestmark = [pytest.mark.service, pytest.mark.django_db(transaction=True)]

WRONG_BYTES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "empty": (lambda whole: b"", "is no backup of"),
    "text": (lambda whole: b"nothing of the kind", "is no backup of"),
    "the mark alone": (lambda whole: whole[:16], "cut short"),
    "half": (lambda whole: whole[: len(whole) // 2], "cut short"),
    "without its last byte": (lambda whole: whole[:-1], "cut short"),
    "made before there were digests": (lambda whole: whole[:-88], "cut short"),
    "longer": (lambda whole: whole + b"more", "cut short"),
    "a bit of its head": (lambda whole: flipped(whole, 20), "is damaged"),
    "a bit of its middle": (lambda whole: flipped(whole, len(whole) // 2), "is damaged"),
    "a bit of its digest": (lambda whole: flipped(whole, len(whole) - 9), "is damaged"),
}
WRONG_CONTENT: dict[str, tuple[str, str]] = {
    "of another project": ("DELETE FROM django_migrations WHERE app <> 'auth'", "no migration of accounts"),
    "no migrations": ("DELETE FROM django_migrations", "no migration of accounts"),
    "no list of migrations": ("DROP TABLE django_migrations", "is no backup of Parley"),
    "no ledger": ("DROP TABLE exercises_ledgerentry", "exercises_ledgerentry is missing"),
    "of a newer version": (
        "UPDATE django_migrations SET name = 'x9_new' WHERE name = '0001_initial'",
        "newer version",
    ),
    "of an older version": (
        "DELETE FROM django_migrations WHERE name = '0029_kept_told'",
        "older than the first release",
    ),
    "a view": ("CREATE VIEW spy AS SELECT * FROM accounts_user", "it holds a"),
}
TRIGGERS = {
    "sqlite": (
        "CREATE TRIGGER hostile AFTER INSERT ON exercises_turn BEGIN DELETE FROM exercises_ordersheet; END",
        "CREATE VIRTUAL TABLE spy USING fts5(words)",
        "UPDATE django_migrations SET app = CAST(x'ff80' AS TEXT) WHERE app = 'exercises'",
    ),
    "postgresql": (
        "CREATE FUNCTION hostile() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "CREATE RULE hostile AS ON DELETE TO exercises_turn DO INSTEAD NOTHING",
        "CREATE TYPE spy AS ENUM ('a')",
    ),
}


def flipped(whole: bytes, place: int) -> bytes:
    return whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]


@pytest.fixture
def spoiled(tmp_path: Path) -> Iterator[Callable[[Path, str, Path], None]]:
    """Write a sealed backup of a whole database on which a statement was executed."""
    with fresh_database(tmp_path / "spoiled") as name:

        def spoil(whole: Path, statement: str, target: Path) -> None:
            plain = target.with_name("plain")
            plain.unlink(missing_ok=True)
            copy_unsealed(whole, plain)
            if connection.vendor == "sqlite":
                with closing(sqlite3.connect(plain)) as opened:
                    opened.executescript(statement)
                shutil.copyfile(plain, target)
            else:
                settings = connection.settings_dict | {"NAME": name, "OPTIONS": {}}
                postgresql.put_back(settings, plain)
                postgresql._run(("psql", "--no-psqlrc", "--quiet", f"--command={statement}"), settings)
                postgresql.dump(settings, target)
            seal(target)

        yield spoil


def test_each_hostile_backup_is_refused_in_one_line_and_changes_nothing(
    player: Player, backup: Path, manage: Command, elsewhere: str, spoiled: Callable[[Path, str, Path], None]
) -> None:
    player.play_turn()
    backed_up(backup)
    assert manage("restore", str(backup)).returncode == 0
    hostile = dict(_hostile(backup, spoiled))
    assert len(hostile) >= 12
    for name, (path, said) in hostile.items():
        refused = manage("restore", str(path), "--force")
        assert refused.returncode == 1, name
        assert refused.stderr.startswith("CommandError: "), (name, refused.stderr)
        assert len(refused.stderr.strip().splitlines()) == 1, (name, refused.stderr)
        assert said in refused.stderr, (name, refused.stderr)
        assert any(word in refused.stderr for word in ("Choose", "Copy", "Restore", "restore")), (name, refused.stderr)
    assert manage("replay_exercise", player.seat.exercise.code).stdout.splitlines()[-1].startswith("All 2 turns")
    folder = backup.parent if connection.vendor == "sqlite" else backup.parent / "var"
    assert not list(folder.glob("backups/*")), "a refused restore kept what it did not replace"
    assert not list(folder.glob("*restoring*")), "a refused restore left files"


def _hostile(whole: Path, spoiled: Callable[[Path, str, Path], None]) -> Iterator[tuple[str, tuple[Path, str]]]:
    folder = whole.parent / "hostile"
    folder.mkdir()
    for number, (name, (change, said)) in enumerate(WRONG_BYTES.items()):
        path = folder / f"{number}.backup"
        path.write_bytes(change(whole.read_bytes()))
        yield name, (path, said)
    statements = dict(WRONG_CONTENT)
    statements |= {f"acts {number}": (one, "") for number, one in enumerate(TRIGGERS[connection.vendor])}
    for number, (name, (statement, said)) in enumerate(statements.items()):
        path = folder / f"content-{number}.backup"
        spoiled(whole, statement, path)
        yield name, (path, said)
    path = folder / "garbage.backup"
    path.write_bytes({"sqlite": b"SQLite format 3\0", "postgresql": b"PGDMP"}[connection.vendor] + b"x" * 4000)
    seal(path)
    yield "garbage under a seal", (path, "is no backup of Parley, or damaged")
    yield "a folder", (folder, "Cannot read")


def test_programs_of_the_database_read_a_sealed_backup(player: Player, backup: Path) -> None:
    backed_up(backup)
    if connection.vendor == "sqlite":
        assert sqlite.contents_of(backup, backup).tables
    else:
        assert postgresql.contents_of(backup, backup).tables
