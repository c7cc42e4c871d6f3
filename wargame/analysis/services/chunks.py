"""Plays chunks: a lease claims one, it is played outside any transaction, and its games are counted once."""

import logging
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.expressions import Combinable

from wargame import database_clock, engine
from wargame.analysis import bridge
from wargame.analysis.models import Chunk, Ensemble
from wargame.analysis.models.ensembles import LONGEST_LEASE
from wargame.analysis.services import collecting, playing

BACK_OFF_SECONDS = 1
MAX_ATTEMPTS = 5
ABANDONED = f"The process that played these games ended without an error message, {MAX_ATTEMPTS} times."
COMPILED_PORTION, PLAIN_PORTION = 1_000, 25
"""Games, all futures counted, between two renewals of the lease: few enough to end in time on a busy machine too."""

NOTICES = 10
"""How many notices of progress an ensemble sends."""

Clock = Callable[[], datetime]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Played:
    """The chunk has been played, and this call's games count."""


@dataclass(frozen=True)
class NotMine:
    """Somebody else plays or has played the chunk, or the ensemble no longer runs."""


@dataclass(frozen=True)
class Broken:
    """Playing raised an exception. `is_failed`: no attempt is left, and the ensemble has failed."""

    trace: str
    is_failed: bool


def play(*, chunk_id: int, clock: Clock) -> Played | NotMine | Broken:
    """Play the games of a chunk and count them. It is safe to call this any number of times, anywhere."""
    if not claim(chunk_id=chunk_id, now=clock()):
        return NotMine()
    chunk = Chunk.objects.select_related("ensemble").get(pk=chunk_id)
    try:
        aggregate = compute(chunk=chunk)
        is_mine = aggregate is not None and commit(chunk=chunk, aggregate=aggregate)
    except Exception:
        logger.exception("Chunk %s could not be played", chunk_id)
        return _broken(chunk=chunk, now=clock())
    if not is_mine:
        return NotMine()
    collecting.collect(ensemble_id=chunk.ensemble_id, now=clock())
    return Played()


def claim(*, chunk_id: int, now: datetime) -> bool:
    """Take the lease of a free chunk. Returns False if somebody else holds it or the ensemble no longer runs.

    The lease only saves work: the commit decides that games count once. If all attempts are used (the worker died each
    time), the ensemble fails.
    """
    free = Chunk.objects.free().filter(pk=chunk_id)
    spent = free.filter(attempts__gte=MAX_ATTEMPTS).values_list("ensemble_id", flat=True).first()
    if spent is not None:
        _fail(ensemble_id=spent, error=ABANDONED, now=now)
        return False
    return free.update(**_leased(), attempts=F("attempts") + 1) == 1


def compute(*, chunk: Chunk) -> bridge.Counted | None:
    """Return the counts of the chunk's games; None as soon as they are no longer wanted.

    Writes nothing but the lease.
    """
    engine.warm()
    ensemble = chunk.ensemble
    games_of = playing.games_of(ensemble)
    parts = []
    for seeds in portions(chunk.seeds, ensemble.futures):
        if not renew(chunk=chunk):
            return None
        parts.append(games_of(seeds))
    return engine.merged(parts)


def portions(seeds: range, futures: int) -> Iterator[range]:
    """Yield the seeds in portions that take much less than a lease; they are larger once the rules are compiled."""
    while seeds:
        size = max(1, (COMPILED_PORTION if engine.is_compiled() else PLAIN_PORTION) // futures)
        yield seeds[:size]
        seeds = seeds[size:]


def renew(*, chunk: Chunk) -> bool:
    """Extend the lease. Returns False if the chunk has been played meanwhile or the ensemble was stopped."""
    return Chunk.objects.wanted().filter(pk=chunk.pk).update(**_leased()) == 1


def commit(*, chunk: Chunk, aggregate: bridge.Counted) -> bool:
    """Count the chunk's games in one short transaction.

    Returns False if they count already or the ensemble was stopped.
    """
    row = bridge.encode(aggregate)
    with transaction.atomic():
        running = Ensemble.objects.select_for_update(no_key=True).filter(pk=chunk.ensemble_id)
        # The lock puts this before or after a cancellation, which merges all that is counted by then.
        if not running.filter(status=Ensemble.Status.RUNNING).values_list("pk", flat=True).first():
            return False
        waiting = Chunk.objects.filter(pk=chunk.pk, is_played=False)
        if not waiting.update(is_played=True, aggregate=row, lease_until=None, error=""):
            return False
        if _is_worth_telling(ensemble_id=chunk.ensemble_id):
            collecting.tell(ensemble_id=chunk.ensemble_id)
    return True


def _is_worth_telling(*, ensemble_id: int) -> bool:
    """Return whether progress has just reached another tenth."""
    chunks = Chunk.objects.filter(ensemble_id=ensemble_id)
    count, played = chunks.count(), chunks.filter(is_played=True).count()
    return NOTICES * played // count > NOTICES * (played - 1) // count


def _leased() -> dict[str, Combinable]:
    """Return the columns of a lease from now on. When it runs out, the turnkeeper wakes a worker at once."""
    end = database_clock.now() + LONGEST_LEASE
    return {"lease_until": end, "next_enqueue_at": end}


def _broken(*, chunk: Chunk, now: datetime) -> Broken:
    trace = traceback.format_exc()
    waiting = Chunk.objects.filter(pk=chunk.pk, is_played=False)
    attempts = waiting.values_list("attempts", flat=True).first() or 0
    pause = timedelta(seconds=BACK_OFF_SECONDS * 2**attempts)
    waiting.update(error=trace, lease_until=None, next_enqueue_at=database_clock.now() + pause)
    is_failed = attempts >= MAX_ATTEMPTS and _fail(ensemble_id=chunk.ensemble_id, error=trace, now=now)
    return Broken(trace, is_failed)


def _fail(*, ensemble_id: int, error: str, now: datetime) -> bool:
    return collecting.stop(ensemble_id=ensemble_id, status=Ensemble.Status.FAILED, now=now, error=error)
