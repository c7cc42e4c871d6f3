"""Backups of PostgreSQL in its custom format, by its own programs."""

import os
import re
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings as django_settings
from django.db import connection

from wargame.backups.contents import REMEDY, Contents
from wargame.backups.errors import BackupError, ProgramError

MISSING = "{} is missing. On Debian and Ubuntu: apt install postgresql-client"
VARIABLES = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
TLS = ("sslmode", "sslrootcert", "sslcert", "sslkey")
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    " AND backend_type = 'client backend'"
)
LOOKS, PAUSE_SECONDS = 12, 0.25
KINDS = (
    "TABLE",
    "TABLE DATA",
    "SEQUENCE",
    "SEQUENCE OWNED BY",
    "SEQUENCE SET",
    "DEFAULT",
    "CONSTRAINT",
    "CHECK CONSTRAINT",
    "FK CONSTRAINT",
    "INDEX",
)
"""The kinds of entries that a backup may list; a trigger, a view or a function would act by itself."""
_ENTRY = re.compile(rf"\d+; \d+ \d+ (?:(?P<kind>{'|'.join(KINDS)}) public (?P<tag>.+)|(?:SCHEMA|COMMENT) - .+) \S+$")
FRESH = ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public")


def dump(settings: Mapping[str, Any], partial: Path) -> None:
    """Write the database as it is at one moment; others may go on writing."""
    words = ("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={partial}")
    _run(words, settings)


def contents_of(backup: Path, source: Path) -> Contents:
    """Return the contents of a backup. Raises BackupError, which names `source`, for a file that cannot be read."""
    try:
        listed = _run(("pg_restore", "--list", str(backup)), {}).splitlines()
        rows = _run(("pg_restore", "--data-only", "--table=django_migrations", "--file=-", str(backup)), {})
    except ProgramError as error:
        raise BackupError(f"{source} is no backup of Parley, or damaged ({error}). {REMEDY}") from error
    entries = [line for line in listed if line and not line.startswith(";")]
    others = (f"part of another kind ({' '.join(line.split()[3:-1])})" for line in entries if not _ENTRY.match(line))
    tables = frozenset(found["tag"] for line in entries if (found := _ENTRY.match(line)) and found["kind"] == "TABLE")
    columns = [line.split("\t") for line in rows.splitlines()]
    migrations = tuple((fields[1], fields[2]) for fields in columns if len(fields) == 4)
    return Contents(migrations, tables, tuple(others))


def folder_of(settings: Mapping[str, Any]) -> Path:
    """Return the folder that may keep backups: the database lies elsewhere."""
    return Path(django_settings.VAR_DIR)


def has_rows(settings: Mapping[str, Any]) -> bool:
    """Return whether there is something that a restore would replace."""
    return bool(connection.introspection.table_names())


def put_back(settings: Mapping[str, Any], backup: Path) -> None:
    """Make the database equal to the backup, in one transaction: tables that only the database has go too."""
    require_unused(settings)
    script = backup.with_name("restore.sql")
    _run(("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(backup)), {})
    fresh = [word for statement in FRESH for word in ("--command", statement)]
    words = ("psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1", *fresh)
    _run((*words, f"--file={script}", "--output=/dev/null"), settings)


def require_unused(settings: Mapping[str, Any]) -> None:
    """Close connections: a connected process would keep its memory of the old rows. Wait for those that are leaving."""
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
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
    """Return the output of one of PostgreSQL's programs. Raises BackupError with the program's last complaint."""
    place = {variable: str(settings[name]) for name, variable in VARIABLES.items() if settings.get(name)}
    place |= {f"PG{name.upper()}": str(value) for name, value in settings.get("OPTIONS", {}).items() if name in TLS}
    # Wait, but not for ever, for processes that still work on the database.
    options = {"PGOPTIONS": "-c lock_timeout=20s", "PGCONNECT_TIMEOUT": "10"} if settings else {}
    try:
        done = subprocess.run(words, env=os.environ | place | options, capture_output=True, check=False)
    except FileNotFoundError as error:
        raise BackupError(MISSING.format(words[0])) from error
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines() or ["no reason given"]
        raise ProgramError(f"{words[0]} failed: {next((line for line in said if 'rror' in line), said[-1])}")
    return done.stdout.decode(errors="replace")
