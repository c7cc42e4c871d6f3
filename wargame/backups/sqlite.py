"""Backups of SQLite: pages copied by SQLite itself, with what still stands in the write-ahead log."""

import os
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from wargame.backups.contents import REMEDY, Contents
from wargame.backups.errors import BackupError

BUSY_SECONDS = 20
KINDS = {"table", "index"}
"""The parts of a schema of Parley; triggers and views would act by themselves."""


def dump(settings: Mapping[str, Any], partial: Path) -> None:
    """Write the database as it is at one moment; others may go on writing."""
    copy(Path(settings["NAME"]), partial)


def contents_of(backup: Path, source: Path) -> Contents:
    """Return the contents of a backup. Raises BackupError, which names `source`, for a file that cannot be read."""
    try:
        with closing(_opened(backup, "ro")) as opened:
            # An expression of a hostile schema must call nothing while it is read.
            opened.execute("PRAGMA trusted_schema=OFF")
            rows = opened.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master").fetchall()
            migrations = opened.execute("SELECT app, name FROM django_migrations").fetchall()
    except (sqlite3.Error, ValueError, OverflowError) as error:
        raise BackupError(f"{source} is no backup of Parley, or damaged ({error}). {REMEDY}") from error
    others = (f"{kind} ({name})" for kind, name, sql in rows if kind not in KINDS or "VIRTUAL" in sql.upper()[:40])
    tables = frozenset(str(name) for kind, name, _ in rows if kind == "table")
    return Contents(tuple((str(app), str(name)) for app, name in migrations), tables, tuple(others))


def folder_of(settings: Mapping[str, Any]) -> Path:
    """Return the folder in which the database lies."""
    return Path(settings["NAME"]).parent


def has_rows(settings: Mapping[str, Any]) -> bool:
    """Return whether there is something that a restore would replace."""
    target = Path(settings["NAME"])
    return target.exists() and target.stat().st_size > 0


def put_back(settings: Mapping[str, Any], backup: Path) -> None:
    """Put a copy of the backup in the place of the database file."""
    target = Path(settings["NAME"])
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        partial.touch(mode=0o600)
        copy(backup, partial)
        _remove_log(target)
        partial.replace(target)
    except OSError as error:
        raise BackupError(f"Cannot write {target}: {error.strerror}. Mend that, and restore again.") from error
    finally:
        partial.unlink(missing_ok=True)


def copy_as_is(settings: Mapping[str, Any], partial: Path) -> None:
    """Copy the bytes of a database that SQLite cannot read."""
    shutil.copyfile(settings["NAME"], partial)


def copy(source: Path, target: Path) -> None:
    """Copy a database by SQLite's own means, and check that the copy is whole."""
    try:
        with closing(_opened(source, "rw")) as original, closing(sqlite3.connect(target)) as written:
            original.backup(written)
            # The copy is one file: a log beside it would get lost.
            written.execute("PRAGMA journal_mode=DELETE")
            (verdict,) = written.execute("PRAGMA integrity_check").fetchone()
    except (sqlite3.Error, ValueError) as error:
        raise BackupError(f"Cannot copy {source}: {error}. Mend that, and try again.") from error
    if verdict != "ok":
        raise BackupError(f"{source} is damaged ({verdict.splitlines()[0]}). Choose another backup.")


def _remove_log(target: Path) -> None:
    """Remove the log of a lost or damaged database: SQLite would read it into the new one."""
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)


def require_unused(settings: Mapping[str, Any]) -> None:
    """Refuse if another process could still write into the old file: only the last user may leave WAL mode."""
    target = Path(settings["NAME"])
    try:
        with closing(_opened(target, "rw", seconds=1)) as database:
            alone = database.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",)
    except sqlite3.OperationalError:
        alone = False
    except sqlite3.DatabaseError:
        # A damaged file may be replaced.
        alone = True
    if not alone:
        raise BackupError(f"Parley is still running on {target}. End it, and restore again.")


def _opened(path: Path, mode: str, seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=seconds)
