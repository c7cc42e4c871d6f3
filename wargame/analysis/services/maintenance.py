"""The turnkeeper's round for ensembles: no chunk waits for ever for a message that got lost.

Unlike a turn, a chunk is never played here: nobody sits before a clock for it, and turns must not wait for games.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from structlog.contextvars import bound_contextvars

from wargame.analysis import enqueue
from wargame.analysis.models import Chunk, Ensemble
from wargame.analysis.services import collecting
from wargame.analysis.services.ensembles import PATIENCE

logger = logging.getLogger(__name__)

AT_ONCE = 20
"""Chunks for which workers are woken in a round."""


@dataclass(frozen=True)
class Round:
    """What a round did: chunks for which a worker was woken, ensembles whose played chunks were merged."""

    hinted: int
    collected: int


def run_round(*, now: datetime) -> Round:
    """Wakes workers for chunks that wait, and merges what a process that died left unmerged."""
    due = [chunk for chunk in Chunk.objects.due(now).select_related("ensemble")[:AT_ONCE] if _is_next(chunk, now)]
    hinted = enqueue.hint_all(chunk_ids=[chunk.pk for chunk in due])
    return Round(hinted, sum(_collects(ensemble_id=key, now=now) for key in _unmerged()))


def _collects(*, ensemble_id: int, now: datetime) -> bool:
    """Whether it was merged; one that cannot be is tried again next round, and the others are merged."""
    with bound_contextvars(ensemble=ensemble_id):
        try:
            return collecting.collect(ensemble_id=ensemble_id, now=now)
        except Exception:
            logger.exception("Ensemble %s could not be merged", ensemble_id)
            return False


def _unmerged() -> list[int]:
    """Ensembles that may have to be merged: some of their chunks are played, and the sum is not there."""
    waiting = Ensemble.objects.filter(aggregate__isnull=True, chunks__aggregate__isnull=False)
    played = waiting.exclude(status=Ensemble.Status.RUNNING, chunks__is_played=False)
    return list(played.distinct().order_by("pk").values_list("pk", flat=True))


def _is_next(chunk: Chunk, now: datetime) -> bool:
    """Books the next attempt by compare-and-set, so that two turnkeepers do not make the same one."""
    due = Chunk.objects.filter(pk=chunk.pk, is_played=False, next_enqueue_at=chunk.next_enqueue_at)
    # As long again as it has waited: each pause doubles the last, and a worker's queue is not flooded.
    return due.update(next_enqueue_at=now + max(now - chunk.ensemble.asked_at, PATIENCE)) == 1
