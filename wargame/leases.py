"""One queue for work under a lease: turns, chunks of games and appraisals. The rows are queue, lock and record.

A worker claims a row, works outside any transaction, and stores its result once. The lease only saves work: the store
decides that a result counts once. Times go by the database's clock.
"""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import Combinable

from wargame import database_clock

MAX_ATTEMPTS = 5
BACK_OFF_SECONDS = 1
ABANDONED = f"The process that worked on this ended without an error message, {MAX_ATTEMPTS} times."
Row = TypeVar("Row", bound="Leased")


@dataclass(frozen=True)
class NotMine:
    """Somebody else works on the row or has done so, or nobody wants its result."""


@dataclass(frozen=True)
class Broken:
    """The work raised an exception. `is_failed`: no attempt is left."""

    trace: str
    is_failed: bool


class LeasedQuerySet(models.QuerySet[Row]):
    """Queries for rows of a queue."""

    def wanted(self) -> Self:
        """Keep rows whose result is still wanted. Each queue says which these are."""
        raise NotImplementedError

    def free(self) -> Self:
        """Keep wanted rows on which no worker holds a lease."""
        ended = database_clock.has_come("lease_until", self.model.LONGEST_LEASE)
        return self.wanted().filter(Q(lease_until=None) | ended)

    def due(self) -> Self:
        """Keep free rows for which it is time to wake a worker again."""
        return self.free().filter(database_clock.has_come("next_enqueue_at", self.model.LONGEST_PAUSE))


class Leased(models.Model):
    """A row of a queue.

    `attempts` counts the claims. A worker holds the row until `lease_until`. The turnkeeper wakes a worker at
    `next_enqueue_at` at the earliest. `error` is the last trace.
    """

    LONGEST_LEASE: ClassVar[timedelta]
    LONGEST_PAUSE: ClassVar[timedelta]
    """The longest time from now to the end of a lease, and to the next attempt."""

    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    next_enqueue_at = models.DateTimeField()
    error = models.TextField(blank=True)

    class Meta:
        abstract = True


def claim(free: models.QuerySet[Any], *, fail: Callable[[str], object]) -> bool:
    """Take the lease of the one row in `free`. Returns False if it is not there.

    If all attempts are used (the worker died each time), `fail` gets the reason, and the answer is False.
    """
    if free.filter(attempts__gte=MAX_ATTEMPTS).exists():
        fail(ABANDONED)
        return False
    return free.update(**_leased(free.model), attempts=F("attempts") + 1) == 1


def renew(held: models.QuerySet[Any]) -> bool:
    """Extend the lease of the one row in `held`. Returns False if it is not there any more."""
    return held.update(**_leased(held.model)) == 1


def broken(wanted: models.QuerySet[Any], *, fail: Callable[[str], bool]) -> Broken:
    """Store the trace of the present exception in the one row in `wanted`, and book the next attempt.

    Each pause doubles the last. After the last attempt `fail` gets the trace, and returns whether the row failed.
    """
    trace = traceback.format_exc()
    attempts = wanted.values_list("attempts", flat=True).first() or 1
    pause = timedelta(seconds=BACK_OFF_SECONDS * 2 ** (attempts - 1))
    wanted.update(error=trace, lease_until=None, next_enqueue_at=database_clock.now() + pause)
    return Broken(trace, attempts >= MAX_ATTEMPTS and fail(trace))


def book(*, row: Leased, pause: timedelta) -> bool:
    """Book the next attempt at a due row by compare-and-set, so that two turnkeepers do not make the same one."""
    rows: LeasedQuerySet[Any] = type(row)._default_manager.all()  # type: ignore[assignment]
    due = rows.wanted().filter(pk=row.pk, next_enqueue_at=row.next_enqueue_at)
    return due.update(next_enqueue_at=database_clock.now() + min(pause, row.LONGEST_PAUSE)) == 1


def _leased(model: type[Leased]) -> dict[str, Combinable]:
    """Return the columns of a lease from now on. When it runs out, the turnkeeper wakes a worker at once."""
    end = database_clock.now() + model.LONGEST_LEASE
    return {"lease_until": end, "next_enqueue_at": end}
