"""URLs of further databases, for separate processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django.db import connection


def url_of_tests() -> str:
    """Return the DATABASE_URL with which a process shares the tests' database."""
    return url_of(str(connection.settings_dict["NAME"]))


def url_of(name: str) -> str:
    """Return the URL of a database of this name, or in this file, on the server of the tests' database."""
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    settings: dict[str, Any] = connection.settings_dict
    user, password = (quote(str(settings[key] or ""), safe="") for key in ("USER", "PASSWORD"))
    secret = f":{password}" if password else ""
    return f"postgres://{user}{secret}@{settings['HOST']}:{settings['PORT'] or 5432}/{name}"


@contextmanager
def fresh_database(folder: Path) -> Iterator[str]:
    """Yield the name of a new empty database beside the tests' one, which is removed afterwards."""
    if connection.vendor == "sqlite":
        yield str(folder / "elsewhere.sqlite3")
        return
    name = f"elsewhere_{uuid4().hex[:12]}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield name
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
