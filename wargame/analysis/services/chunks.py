"""Plays chunks: a lease claims one, it is played outside any transaction, and its games are counted once."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import transaction

from wargame import engine, leases
from wargame.analysis import bridge
from wargame.analysis.models import Chunk, Ensemble
from wargame.analysis.services import collecting, playing
from wargame.leases import Broken, NotMine

COMPILED_PORTION, PLAIN_PORTION = 1_000, 25
"""Games, all futures counted, between two renewals of the lease: few enough to end in time on a busy machine too."""

NOTICES = 10
"""Notices of progress that an ensemble sends."""

Clock = Callable[[], datetime]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Played:
    """The chunk has been played, and this call's games count."""


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
        fail = partial(_fail, chunk_id=chunk_id, now=clock())
        return leases.broken(Chunk.objects.filter(pk=chunk_id, is_played=False), fail=fail)
    if not is_mine:
        return NotMine()
    collecting.collect(ensemble_id=chunk.ensemble_id, now=clock())
    return Played()


def claim(*, chunk_id: int, now: datetime) -> bool:
    """Take the lease of a free chunk. Returns False if somebody else holds it or the ensemble no longer runs.

    If all attempts are used, the ensemble fails.
    """
    return leases.claim(Chunk.objects.free().filter(pk=chunk_id), fail=partial(_fail, chunk_id=chunk_id, now=now))


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
    return leases.renew(Chunk.objects.wanted().filter(pk=chunk.pk))


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


def _fail(error: str, *, chunk_id: int, now: datetime) -> bool:
    """End the ensemble of a chunk. Returns False if it no longer runs."""
    ensemble_id = Chunk.objects.values_list("ensemble_id", flat=True).get(pk=chunk_id)
    return collecting.stop(ensemble_id=ensemble_id, status=Ensemble.Status.FAILED, now=now, error=error)
