"""The database's clock: leases, retries, deadlines and signs of life go by it, because the clocks of hosts differ.

Statements use `now`, so the database compares its own times. Pages use `read`, which asks no database
most of the time. SQLite has no clock but the host's.
"""

import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import DatabaseError, connection
from django.db.models import DateTimeField, Expression, Q, Value
from django.db.models.functions import Now
from django.utils import timezone

KEPT_SECONDS = 60.0
"""How long a process remembers by how much its host's clock is ahead."""
SET_SECONDS = 1.0
"""A host's clock was set if the time since the machine's start has gone on by so much more or less than it."""

_NONE = timedelta(0)


class _PresentTime(Now):
    """Django's `Now`. On SQLite it is this host's time, whole to the microsecond.

    SQLite's own has three digits and is compared as text, so a column that was set by it equals no time of Python.
    """

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        """Return the SQL of the time at which the statement is put together."""
        sql, params = Value(datetime.now(UTC), output_field=DateTimeField()).as_sql(compiler, connection)
        return sql, params


def now() -> Expression:
    """Return the present time as an expression, which the database works out when it runs the statement."""
    return _PresentTime()


def has_come(column: str, longest: timedelta) -> Q:
    """Return the condition that the time in a column has come.

    Nobody books a time further ahead than `longest`. A time beyond that dates from before the database's clock was set
    back, and has come as well: nothing waits until the clock has caught up.
    """
    return Q((f"{column}__lte", now())) | Q((f"{column}__gt", now() + longest))


def read() -> datetime:
    """Return the present time of the database, to some milliseconds."""
    return timezone.now() - _latest.ahead()


def host_ahead() -> timedelta:
    """Ask by how much this host's clock is ahead of the database's; less than zero: behind. Raises DatabaseError."""
    if connection.vendor == "sqlite":
        return _NONE
    asked_at = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        (found,) = cursor.fetchone()
    # The answer was made about halfway between question and arrival.
    halfway: datetime = asked_at + (timezone.now() - asked_at) / 2
    return timedelta(seconds=(halfway - found).total_seconds())


class _Latest:
    """The memory of a process about its host's clock."""

    def __init__(self) -> None:
        self._ahead, self._until, self._started_at = _NONE, float("-inf"), 0.0

    def ahead(self) -> timedelta:
        """Return the difference as asked since the host's clock was set, and at most `KEPT_SECONDS` ago.

        While the database is away it is the last one.
        """
        started_at = timezone.now().timestamp() - time.monotonic()
        if time.monotonic() >= self._until or abs(started_at - self._started_at) > SET_SECONDS:
            self._until, self._started_at = time.monotonic() + KEPT_SECONDS, started_at
            with suppress(DatabaseError):
                self._ahead = host_ahead()
        return self._ahead


_latest = _Latest()
