"""Whether the database is one that this program knows: an older program must not write into a newer one."""

import sys
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import django
from django.db import DatabaseError, connection, connections
from django.db.migrations.loader import MigrationLoader

WITHOUT_WRITING = {
    *(
        "backup",
        "check",
        "check_scenarios",
        "collectstatic",
        "compile_rules",
        "dbshell",
        "diffsettings",
        "doctor",
        "help",
    ),
    *("makemigrations", "restore", "showmigrations", "sqlmigrate", "version", "words", "write_schemas"),
}
"""The commands that may run on a newer database: they leave its rows alone, or replace the whole of it."""
_HELP = {"-h", "--help", "--version"}


class NewerDatabase(RuntimeError):
    """The database has been migrated by a newer version of Parley; nothing was changed."""


def require_known() -> None:
    """Raises NewerDatabase where migrations were applied that this program does not have.

    A database that does not answer, or is still empty, says nothing about its version. A file of SQLite that does not
    exist is not asked: that would make it.
    """
    if connection.vendor == "sqlite" and not _is_there(str(connection.settings_dict["NAME"])):
        return
    try:
        loader = MigrationLoader(connection)
    except DatabaseError:
        return
    require_known_among(loader, loader.applied_migrations)


def _is_there(name: str) -> bool:
    return name.startswith(("file:", ":memory:")) or Path(name).exists()


def require_known_among(loader: MigrationLoader, applied: Iterable[tuple[str, str]]) -> None:
    """Raises NewerDatabase where some of these migrations, by app and name, are not among the program's own.

    What other apps than ours applied, which may have been taken out since, is none of our business.
    """
    known = set(loader.disk_migrations) | {name for own in loader.disk_migrations.values() for name in own.replaces}
    newer = sorted(f"{app}.{name}" for app, name in applied if app in loader.migrated_apps and (app, name) not in known)
    if newer:
        more = f" and {len(newer) - 1} more" if len(newer) > 1 else ""
        raise NewerDatabase(
            f"The database was migrated by a newer version of Parley ({newer[-1]}{more} unknown here). "
            "Start that version, or restore a backup of this one: docs/how-to/back-up-and-restore.md"
        )


def exit_unless_command_fits(words: Sequence[str]) -> None:
    """End the process, as `exit_unless_known` does, before a command of `manage.py` writes into a newer database."""
    if words and words[0] not in WITHOUT_WRITING and not _HELP & set(words):
        django.setup()
        exit_unless_known()


def exit_unless_known() -> None:
    """Ends the process with one line and status 1 instead; web servers import the application within an event loop."""
    with ThreadPoolExecutor(max_workers=1) as aside:
        try:
            aside.submit(_require_known_once).result()
        except NewerDatabase as error:
            sys.exit(str(error))


def _require_known_once() -> None:
    try:
        require_known()
    finally:
        connections.close_all()
