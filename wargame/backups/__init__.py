"""Backups: a whole database in one file, taken while Parley runs, and put back as it was.

The file appears under its name once it is complete. It holds all that is played, so only its owner may read it. The
key that signs sessions is not in it: docs/decisions/0031-versions-that-cannot-be-mistaken.md
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from wargame.backups import postgresql, sqlite
from wargame.backups.errors import BackupError
from wargame.database_version import NewerDatabase, require_known_among

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}
MARKS = {sqlite: b"SQLite format 3\0", postgresql: b"PGDMP"}
NAMES = {sqlite: "SQLite", postgresql: "PostgreSQL"}
KEPT = 3
"""Backups from before migrations that are kept, the latest ones."""


def back_up(target: Path, *, overwrite: bool = False) -> None:
    """Writes the database to the file, as it is at one moment. Raises BackupError, and leaves nothing behind."""
    engine = ENGINES[connection.vendor]
    if target.exists() and not overwrite:
        raise BackupError(f"{target} exists. Give another name, or --force to replace it.")
    if not MigrationLoader(connection).applied_migrations:
        raise BackupError("The database is empty: there is nothing to back up.")
    with complete_or_nothing(target) as partial:
        engine.dump(connection.settings_dict, partial)


def restore(source: Path, *, overwrite: bool = False) -> None:
    """Puts the database back as the file has it, whole or not at all. Raises BackupError."""
    engine = ENGINES[connection.vendor]
    try:
        with source.open("rb") as stream:
            mark = stream.read(16)
    except OSError as error:
        raise BackupError(f"Cannot read {source}: {error.strerror}.") from error
    if not mark.startswith(MARKS[engine]):
        raise BackupError(f"{source} is no backup of {NAMES[engine]}, which DATABASE_URL names.")
    try:
        require_known_among(MigrationLoader(None), engine.migrations_in(source))
    except NewerDatabase as error:
        raise BackupError(f"{source} was made by a newer version of Parley. Restore it with that version.") from error
    engine.put_back(connection.settings_dict, source, overwrite=overwrite)


def back_up_before_migrating() -> Path | None:
    """Backs up an SQLite database that is about to be migrated, into `backups` beside it; None where nothing is due.

    The last few are kept. Raises BackupError.
    """
    executor = MigrationExecutor(connection)
    due = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if connection.vendor != "sqlite" or not due or not executor.loader.applied_migrations:
        return None
    folder = Path(connection.settings_dict["NAME"]).parent / "backups"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise BackupError(f"Cannot make the folder {folder}: {error.strerror}.") from error
    target = folder / f"before-migrating-{timezone.now():%Y-%m-%d-%H%M%S-%f}.sqlite3"
    back_up(target)
    for old in sorted(folder.glob("before-migrating-*.sqlite3"))[:-KEPT]:
        old.unlink()
    return target


@contextmanager
def complete_or_nothing(target: Path) -> Iterator[Path]:
    """A file beside the target that takes its place when the block ends well, and is removed otherwise."""
    partial = target.with_name(f".{target.name}.{os.getpid()}.partial")
    try:
        try:
            partial.touch(mode=0o600, exist_ok=False)
            yield partial
            with partial.open("rb") as written:
                os.fsync(written.fileno())
            partial.replace(target)
        except OSError as error:
            raise BackupError(
                f"Cannot write {target}: {error.strerror}. Choose another folder, or free space."
            ) from error
    finally:
        partial.unlink(missing_ok=True)
