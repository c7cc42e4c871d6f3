"""Backups: a whole database in one file, taken while Parley runs, and put back as it was.

The file appears under its name once it is complete, sealed with a digest. It holds all that is played, so only its
owner may read it. The key that signs sessions is not in it: docs/decisions/0031-versions-that-cannot-be-mistaken.md
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from wargame.backups import postgresql, sqlite
from wargame.backups.contents import REMEDY, require_parley
from wargame.backups.errors import BackupError
from wargame.backups.seal import copy_unsealed, seal

ENGINES = {"sqlite": sqlite, "postgresql": postgresql}
MARKS = {sqlite: b"SQLite format 3\0", postgresql: b"PGDMP"}
NAMES = {sqlite: "SQLite", postgresql: "PostgreSQL"}
KEPT = 3
"""Backups from before migrations that are kept, the latest ones; the same of backups from before restores."""


def back_up(target: Path, *, overwrite: bool = False) -> None:
    """Write the database to the file, as it is at one moment. Raises BackupError, and leaves nothing behind."""
    if target.exists() and not overwrite:
        raise BackupError(f"{target} exists. Give another name, or --force to replace it.")
    if not MigrationLoader(connection).applied_migrations:
        raise BackupError("The database is empty: there is nothing to back up.")
    _write(target)


def restore(source: Path, *, overwrite: bool = False) -> Path | None:
    """Put the database back as the file has it, whole or not at all. Raises BackupError.

    Returns the file, in `backups/`, that keeps the database that was replaced; None if there was none.
    """
    engine = ENGINES[connection.vendor]
    _require_mark(source)
    with TemporaryDirectory(
        prefix="restoring-", dir=_make_folder(engine.folder_of(connection.settings_dict))
    ) as folder:
        backup = Path(folder) / "backup"
        copy_unsealed(source, backup)
        require_parley(source, engine.contents_of(backup, source))
        kept = _keep_replaced(overwrite=overwrite) if engine.has_rows(connection.settings_dict) else None
        engine.put_back(connection.settings_dict, backup)
    return kept


def back_up_before_migrating() -> Path | None:
    """Backs up an SQLite database that is about to be migrated, into `backups` beside it; None where nothing is due.

    The last few are kept. Raises BackupError.
    """
    executor = MigrationExecutor(connection)
    due = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if connection.vendor != "sqlite" or not due or not executor.loader.applied_migrations:
        return None
    return _keep("before-migrating")


def _require_mark(source: Path) -> None:
    engine = ENGINES[connection.vendor]
    try:
        with source.open("rb") as stream:
            mark = stream.read(16)
    except OSError as error:
        raise BackupError(f"Cannot read {source}: {error.strerror}. {REMEDY}") from error
    if not mark.startswith(MARKS[engine]):
        raise BackupError(f"{source} is no backup of {NAMES[engine]}, which DATABASE_URL names. {REMEDY}")


def _keep_replaced(*, overwrite: bool) -> Path:
    """Keep the database that a restore is about to replace. Raises BackupError without consent, or if it is in use."""
    engine, name = ENGINES[connection.vendor], connection.settings_dict["NAME"]
    if not overwrite:
        raise BackupError(f"There is a database already ({name}). Add --force to replace it.")
    engine.require_unused(connection.settings_dict)
    try:
        return _keep("before-restoring")
    except BackupError:
        if connection.vendor != "sqlite":
            raise
    # A damaged database is one of the reasons to restore.
    return _keep("before-restoring", is_damaged=True)


def _keep(name: str, *, is_damaged: bool = False) -> Path:
    """Write the database into `backups`, and remove all but the last few of this name."""
    folder = _make_folder(ENGINES[connection.vendor].folder_of(connection.settings_dict) / "backups")
    ending = "damaged" if is_damaged else "backup"
    target = folder / f"{name}-{timezone.now():%Y-%m-%d-%H%M%S-%f}.{ending}"
    _write(target, is_damaged=is_damaged)
    for old in sorted(folder.glob(f"{name}-*"))[:-KEPT]:
        old.unlink()
    return target


def _make_folder(folder: Path) -> Path:
    """Return the folder, made where there is none."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise BackupError(f"Cannot make the folder {folder}: {error.strerror}. Mend that, and try again.") from error
    return folder


def _write(target: Path, *, is_damaged: bool = False) -> None:
    with complete_or_nothing(target) as partial:
        if is_damaged:
            sqlite.copy_as_is(connection.settings_dict, partial)
        else:
            ENGINES[connection.vendor].dump(connection.settings_dict, partial)
            seal(partial)


@contextmanager
def complete_or_nothing(target: Path) -> Iterator[Path]:
    """Yield a file beside the target. It takes the target's place if the block ends well, else it is removed."""
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
