"""Backups of SQLite: pages copied by SQLite itself, with what still stands in the write-ahead log."""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from wargame.backups.errors import BackupError

BUSY_SECONDS = 20


def dump(settings: Mapping[str, Any], partial: Path) -> None:
    """Writes the database as it is at one moment; others may go on writing."""
    copy(Path(settings["NAME"]), partial)


def migrations_in(source: Path) -> list[tuple[str, str]]:
    """The migrations that a backup has seen, by app and name. Raises BackupError for a file of something else."""
    try:
        with closing(_opened(source, "ro")) as backup:
            return list(backup.execute("SELECT app, name FROM django_migrations"))
    except sqlite3.Error as error:
        raise BackupError(f"{source} is no backup of Parley, or damaged: {error}.") from error


def put_back(settings: Mapping[str, Any], source: Path, *, overwrite: bool) -> None:
    """Puts a copy of the backup in the place of the database file."""
    target = Path(settings["NAME"])
    if target.exists() and target.stat().st_size:
        if not overwrite:
            raise BackupError(f"There is a database already ({target}). Add --force to replace it.")
        _require_unused(target)
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        partial.touch(mode=0o600)
        copy(source, partial)
        _remove_log(target)
        partial.replace(target)
    except OSError as error:
        raise BackupError(f"Cannot write {target}: {error.strerror}. Mend that, and restore again.") from error
    finally:
        partial.unlink(missing_ok=True)


def copy(source: Path, target: Path) -> None:
    """Copies a database by SQLite's own means, and looks whether the copy is whole."""
    try:
        with closing(_opened(source, "rw")) as original, closing(sqlite3.connect(target)) as written:
            original.backup(written)
            # The copy is one file: a log beside it would get lost.
            written.execute("PRAGMA journal_mode=DELETE")
            (verdict,) = written.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.Error as error:
        raise BackupError(f"Cannot copy {source}: {error}.") from error
    if verdict != "ok":
        raise BackupError(f"{source} is damaged: {verdict}.")


def _remove_log(target: Path) -> None:
    """The log of a database that was lost or damaged would be read into the one that takes its place."""
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)


def _require_unused(target: Path) -> None:
    """A process that still has the old file open would go on writing into it: only who is alone may leave WAL mode."""
    try:
        with closing(_opened(target, "rw", seconds=1)) as database:
            alone = database.execute("PRAGMA journal_mode=DELETE").fetchone() == ("delete",)
    except sqlite3.OperationalError:
        alone = False
    except sqlite3.DatabaseError:
        # What is damaged is there to be replaced.
        alone = True
    if not alone:
        raise BackupError(f"Parley is still running on {target}. End it, and restore again.")


def _opened(path: Path, mode: str, seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True, timeout=seconds)
