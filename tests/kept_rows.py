"""Caches rows that take seconds to play, for later tests of the same worker that start from the same state."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.apps import apps
from django.db import connection, transaction

APPS = ("exercises", "analysis")
"""Apps whose tables playing fills. People and scenarios are there before, and their numbers belong to the key."""

LONGEST = timedelta(days=1)
"""So far ahead a clock of an exercise may run."""

Row = tuple[object, ...]
Table = tuple[str, list[str], list[Row]]


@dataclass(frozen=True)
class Kept:
    """Rows by table, and the time in which they were played."""

    tables: list[Table]
    begun: datetime
    ended: datetime


_kept: dict[Hashable, Kept] = {}


def once(key: Hashable, play: Callable[[], object], apps: Sequence[str] = APPS) -> None:
    """Play the first time, and write the same rows afterwards; `key` names what is played and everything it depends on.

    On PostgreSQL it is played each time, because sequences do not notice explicit primary keys. `play` may only add
    rows, and only to the tables of these apps. What it took from the clock is as long ago, or as far ahead, for each
    test.
    """
    if connection.vendor != "sqlite":
        play()
    elif key not in _kept:
        before, begun = {table: set(rows) for table, _, rows in _read(apps)}, _now()
        play()
        tables = [
            (table, columns, [row for row in rows if row not in before.get(table, ())])
            for table, columns, rows in _read(apps)
        ]
        _kept[key] = Kept(tables, begun, _now())
    else:
        _write(_kept[key])


def _now() -> datetime:
    """Return the time as SQLite keeps it."""
    return datetime.now(UTC).replace(tzinfo=None)


def _read(labels: Sequence[str]) -> Iterator[Table]:
    with connection.cursor() as cursor:
        for label in labels:
            for model in apps.get_app_config(label).get_models(include_auto_created=True):
                table = model._meta.db_table
                cursor.execute(f'SELECT * FROM "{table}"')
                rows = cursor.fetchall()
                if rows:
                    yield table, [column[0] for column in cursor.description or ()], rows


def _write(kept: Kept) -> None:
    passed = _now() - kept.ended
    # Rows may refer to each other in any order: the references are checked when the transaction ends.
    with transaction.atomic(), connection.cursor() as cursor:
        for table, columns, rows in kept.tables:
            names, places = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
            later = [[_later(value, kept, passed) for value in row] for row in rows]
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', later)


def _later(value: object, kept: Kept, passed: timedelta) -> object:
    is_of_the_clock = isinstance(value, datetime) and kept.begun <= value <= kept.ended + LONGEST
    return value + passed if is_of_the_clock else value  # type: ignore[operator]
