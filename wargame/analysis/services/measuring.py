"""Measures appraisals part by part: a lease claims one, its next part is measured, and the result is stored at once."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from threading import Event, Thread
from typing import Any

from django.db import DatabaseError, connection, transaction

from wargame import database_clock, engine, leases
from wargame.analysis import bridge, enqueue
from wargame.analysis.models import Appraisal, Measurement
from wargame.analysis.services.stored_appraisals import PATIENCE
from wargame.leases import Broken, NotMine

RENEW_SECONDS = 5
OTHER_RULES = "The rules have changed since this was begun. What was measured by the old ones cannot be added to."

Clock = Callable[[], datetime]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Measured:
    """The next part has been measured; `is_done`: it was the last."""

    is_done: bool


def measure(*, appraisal_id: int, clock: Clock) -> Measured | NotMine | Broken:
    """Measure the next part of an appraisal and ask for the one after it. It is safe to call this at any time."""
    if not claim(appraisal_id=appraisal_id, now=clock()):
        return NotMine()
    left = Measurement.objects.filter(appraisal_id=appraisal_id, is_measured=False)
    try:
        part = left.select_related("appraisal__version")[0]
        with renewed(appraisal_id):
            found = compute(part=part)
        return commit(part=part, found=found, now=clock())
    except Exception:
        logger.exception("Appraisal %s could not be measured", appraisal_id)
        fail = partial(_fail, appraisal_id=appraisal_id, now=clock())
        return leases.broken(Appraisal.objects.wanted().filter(pk=appraisal_id), fail=fail)


def claim(*, appraisal_id: int, now: datetime) -> bool:
    """Take the lease of a free appraisal. Returns False if somebody else holds it or it no longer runs.

    It fails if all attempts at a part are used (the worker died each time), or if it was begun under other rules.
    """
    free = Appraisal.objects.free().filter(pk=appraisal_id)
    fail = partial(_fail, appraisal_id=appraisal_id, now=now)
    if free.exclude(engine_version=engine.ENGINE_VERSION).exists():
        fail(OTHER_RULES)
        return False
    return leases.claim(free, fail=fail)


def compute(*, part: Measurement) -> Any:
    """Return the result of a part as JSON values; writes nothing."""
    engine.warm(block=True)
    return bridge.measured(part)


def commit(*, part: Measurement, found: Any, now: datetime) -> Measured | NotMine:
    """Store the result in one short transaction, and ask for the next part.

    A result counts whoever holds the lease by now, and after a cancellation too: equal parts give equal results.
    """
    with transaction.atomic():
        appraisal = Appraisal.objects.select_for_update(of=("self",), no_key=True).get(pk=part.appraisal_id)
        if not Measurement.objects.filter(pk=part.pk, is_measured=False).update(is_measured=True, result=found):
            return NotMine()
        left = appraisal.measurements.filter(is_measured=False)
        if not left.filter(measure=part.measure).exists():
            appraisal.figures = bridge.figures_of(appraisal)
        is_done = not left.exists()
        if is_done:
            appraisal.status, appraisal.finished_at = Appraisal.Status.DONE, now
        appraisal.attempts, appraisal.lease_until, appraisal.error = 0, None, ""
        appraisal.next_enqueue_at = database_clock.now() + PATIENCE
        appraisal.save()
        if appraisal.is_running:
            enqueue.measure(appraisal_id=appraisal.pk)
    return Measured(is_done)


@contextmanager
def renewed(appraisal_id: int) -> Iterator[None]:
    """Renew the lease while a part is measured, which takes longer than a lease: a dead worker is noticed soon."""
    done = Event()
    Thread(target=_renew_until, args=(done, appraisal_id), daemon=True).start()
    try:
        yield
    finally:
        done.set()


def _renew_until(done: Event, appraisal_id: int) -> None:
    while not done.wait(RENEW_SECONDS):
        # A database that is away for a moment costs a renewal, and at worst the part is measured twice.
        with suppress(DatabaseError):
            leases.renew(Appraisal.objects.filter(pk=appraisal_id, lease_until__isnull=False))
    connection.close()


def _fail(error: str, *, appraisal_id: int, now: datetime) -> bool:
    """End a running appraisal; what is measured is kept. Returns False if it no longer runs."""
    running = Appraisal.objects.wanted().filter(pk=appraisal_id)
    return running.update(status=Appraisal.Status.FAILED, error=error, finished_at=now, lease_until=None) == 1
