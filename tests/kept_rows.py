"""Caches rows that take seconds to play, for later tests of the same worker that start from the same state."""

from collections.abc import Callable, Hashable, Iterator, Sequence

from django.apps import apps
from django.db import connection, transaction

APPS = ("exercises", "analysis")
"""What playing writes to. People and scenarios are there before, and their numbers belong to the key."""

Table = tuple[str, list[str], list[tuple[object, ...]]]
_kept: dict[Hashable, list[Table]] = {}


def once(key: Hashable, play: Callable[[], object], apps: Sequence[str] = APPS) -> None:
    """Play the first time, and write the same rows afterwards; `key` names what is played and everything it depends on.

    On PostgreSQL it is played each time, because sequences do not notice explicit primary keys. `play` may change
    nothing but the tables of these apps, which are empty before.
    """
    if connection.vendor != "sqlite":
        play()
    elif key not in _kept:
        play()
        _kept[key] = list(_read(apps))
    else:
        _write(_kept[key])


def _read(labels: Sequence[str]) -> Iterator[Table]:
    with connection.cursor() as cursor:
        for label in labels:
            for model in apps.get_app_config(label).get_models(include_auto_created=True):
                table = model._meta.db_table
                cursor.execute(f'SELECT * FROM "{table}"')
                rows = cursor.fetchall()
                if rows:
                    yield table, [column[0] for column in cursor.description or ()], rows


def _write(tables: list[Table]) -> None:
    # Rows may refer to each other in any order: the references are checked when the transaction ends.
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns, rows in tables:
            names, places = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)
