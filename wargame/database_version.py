"""Whether the program may write into the database: neither a newer Parley made it, nor one too old to go on."""

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
"""The commands that may run on an unknown database: they leave its rows alone, or replace the whole of it."""
_HELP = {"-h", "--help", "--version"}


class UnknownDatabase(RuntimeError):
    """This program cannot go on with the database; nothing was changed."""


class NewerDatabase(UnknownDatabase):
    """The database has been migrated by a newer version of Parley."""


class OlderDatabase(UnknownDatabase):
    """The database stops at a migration that this program no longer has."""


def require_known() -> None:
    """Raise UnknownDatabase where a newer program migrated the database, or one too old for this program.

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
    """Raise UnknownDatabase unless the program can go on from these applied migrations, by app and name.

    It ignores migrations of apps that are not ours: somebody may have removed those apps since.
    """
    applied = set(applied)
    _require_nothing_newer(loader, applied)
    _require_all_replaced(loader, applied)


def _require_nothing_newer(loader: MigrationLoader, applied: set[tuple[str, str]]) -> None:
    known = set(loader.disk_migrations) | {name for own in loader.disk_migrations.values() for name in own.replaces}
    newer = sorted(f"{app}.{name}" for app, name in applied if app in loader.migrated_apps and (app, name) not in known)
    if newer:
        more = f" and {len(newer) - 1} more" if len(newer) > 1 else ""
        raise NewerDatabase(
            f"The database was migrated by a newer version of Parley ({newer[-1]}{more} unknown here). "
            "Start that version, or restore a backup of this one: docs/how-to/back-up-and-restore.md"
        )


def _require_all_replaced(loader: MigrationLoader, applied: set[tuple[str, str]]) -> None:
    """Raise OlderDatabase where only some of the migrations were applied that one migration has replaced.

    Their files are gone: Django would go on as if all of them had been applied.
    """
    for migration in loader.disk_migrations.values():
        gone = [node for node in migration.replaces if node not in loader.disk_migrations]
        missing = [node for node in gone if node not in applied]
        if missing and len(missing) < len(gone):
            raise OlderDatabase(
                f"The database is older than the first release of Parley ({'.'.join(missing[0])} is missing), and this "
                "version cannot bring it up to date. Begin with a new database, or start the version that made this "
                "one: docs/how-to/back-up-and-restore.md"
            )


def exit_unless_command_fits(words: Sequence[str]) -> None:
    """End the process, as `exit_unless_known` does, before a command of `manage.py` writes into an unknown database."""
    if words and words[0] not in WITHOUT_WRITING and not _HELP & set(words):
        django.setup()
        exit_unless_known()


def exit_unless_known() -> None:
    """End the process with one line and status 1 instead; web servers import the application within an event loop."""
    with ThreadPoolExecutor(max_workers=1) as aside:
        try:
            aside.submit(_require_known_once).result()
        except UnknownDatabase as error:
            sys.exit(str(error))


def _require_known_once() -> None:
    try:
        require_known()
    finally:
        connections.close_all()
