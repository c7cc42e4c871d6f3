"""Backups of PostgreSQL in its custom format, by its own programs."""

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connection

from wargame.backups.errors import BackupError

MISSING = "{} is missing. On Debian and Ubuntu: apt install postgresql-client"
VARIABLES = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
TLS = ("sslmode", "sslrootcert", "sslcert", "sslkey")
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_type = 'client backend'"
)
LOOKS, PAUSE_SECONDS = 12, 0.25
FRESH = ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")


def dump(settings: Mapping[str, Any], partial: Path) -> None:
    """Writes the database as it is at one moment; others may go on writing."""
    words = ("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={partial}")
    _run(words, settings)


def migrations_in(source: Path) -> list[tuple[str, str]]:
    """The migrations that a backup has seen, by app and name. Raises BackupError for a file of something else."""
    rows = _run(("pg_restore", "--data-only", "--table=django_migrations", "--file=-", str(source)), {})
    columns = [line.split("\t") for line in rows.splitlines()]
    found = [(fields[1], fields[2]) for fields in columns if len(fields) == 4]
    if not found:
        raise BackupError(f"{source} is no backup of Parley.")
    return found


def put_back(settings: Mapping[str, Any], source: Path, *, overwrite: bool) -> None:
    """Makes the database what the backup has, in one transaction: tables that only the database has go too."""
    if connection.introspection.table_names() and not overwrite:
        raise BackupError(f"The database {settings['NAME']} has tables already. Add --force to replace all of it.")
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    _require_unused(settings)
    with TemporaryDirectory(prefix="parley-restore-") as folder:
        script = Path(folder) / "restore.sql"
        restore = ("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(source))
        _run(restore, {})
        fresh = [word for statement in FRESH for word in ("--command", statement)]
        words = ("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *fresh)
        _run((*words, f"--file={script}", "--output=/dev/null"), settings)


def _require_unused(settings: Mapping[str, Any]) -> None:
    """Whoever is connected would go on with what it knows of the old rows; who is just leaving is waited for."""
    # Asked from outside, because a pool may hold several connections of this very process.
    for left in range(LOOKS - 1, -1, -1):
        others = int(_run(("psql", "--no-psqlrc", "--tuples-only", "--no-align", f"--command={OTHERS}"), settings))
        if not others:
            return
        time.sleep(PAUSE_SECONDS if left else 0)
    raise BackupError(
        f"The database {settings['NAME']} is in use ({others} connections). End Parley, and restore again."
    )


def _run(words: Sequence[str], settings: Mapping[str, Any]) -> str:
    """Return what one of PostgreSQL's programs prints. Raises BackupError with the last that it complained of."""
    place = {variable: str(settings[name]) for name, variable in VARIABLES.items() if settings.get(name)}
    place |= {f"PG{name.upper()}": str(value) for name, value in settings.get("OPTIONS", {}).items() if name in TLS}
    # Whoever still works on the database is waited for, but not for ever.
    options = {"PGOPTIONS": "-c lock_timeout=20s", "PGCONNECT_TIMEOUT": "10"} if settings else {}
    try:
        done = subprocess.run(words, env=os.environ | place | options, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise BackupError(MISSING.format(words[0])) from error
    if done.returncode != 0:
        said = done.stderr.strip().splitlines() or ["no reason given"]
        raise BackupError(f"{words[0]} failed: {next((line for line in said if 'rror' in line), said[-1])}")
    return done.stdout
