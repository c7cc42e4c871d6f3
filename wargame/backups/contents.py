"""The required contents of a backup: the migrations of Parley, the tables that they make, and no triggers or views."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db.migrations.loader import MigrationLoader

from wargame.backups.errors import BackupError
from wargame.database_version import NewerDatabase, OlderDatabase, require_known_among

Migration = tuple[str, str]
APPS = ("accounts", "exercises", "scenarios")
"""Apps that every database of Parley has had since its first version."""
REMEDY = "Choose a file that Parley's `backup` wrote."


@dataclass(frozen=True)
class Contents:
    """The contents of a backup: migrations by app and name, tables, and anything else but data and indexes."""

    migrations: tuple[Migration, ...]
    tables: frozenset[str]
    others: tuple[str, ...]


def require_parley(source: Path, found: Contents) -> None:
    """Raise BackupError unless the contents are those of a database of this Parley, or of an earlier version."""
    if found.others:
        raise BackupError(f"{source} is no backup of Parley: it holds a {found.others[0]}. {REMEDY}")
    if lacking := sorted(set(APPS) - {app for app, _ in found.migrations}):
        raise BackupError(f"{source} is no backup of Parley: it has no migration of {lacking[0]}. {REMEDY}")
    loader = _Loader(found.migrations)
    try:
        require_known_among(loader, found.migrations)
    except NewerDatabase as error:
        raise BackupError(f"{source} was made by a newer version of Parley. Restore it with that version.") from error
    except OlderDatabase as error:
        raise BackupError(
            f"{source} is older than the first release of Parley. Restore it with the commit that made it."
        ) from error
    if missing := sorted(_tables_of(loader) - found.tables):
        raise BackupError(f"{source} is not whole: the table {missing[0]} is missing. {REMEDY}")


class _Loader(MigrationLoader):
    """The migrations on disk, for a database that has applied these: Django asks a connection for them."""

    def __init__(self, applied: Iterable[Migration]) -> None:
        self._applied = dict.fromkeys(applied)
        super().__init__(None)

    @property
    def applied_migrations(self) -> Any:
        return self._applied

    @applied_migrations.setter
    def applied_migrations(self, none: Any) -> None:
        """Ignore what Django finds without a connection."""


def _tables_of(loader: _Loader) -> set[str]:
    """Return the tables that the applied migrations have made."""
    applied = [node for node in loader.graph.nodes if node in loader.applied_migrations]
    models = loader.project_state(applied).apps.get_models(include_auto_created=True)
    return {model._meta.db_table for model in models if model._meta.managed and not model._meta.proxy}
