"""The turnkeeper's round for ensembles and appraisals: it wakes workers for what waits because its message was lost,
and for finished lines whose review is not ready.

Unlike a turn, none of it is computed here: nobody waits for it, and turns must not wait for its games.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from structlog.contextvars import bound_contextvars

from wargame import leases
from wargame.analysis import enqueue
from wargame.analysis.models import Appraisal, Chunk, Ensemble
from wargame.analysis.services import collecting, readying, stored_appraisals
from wargame.analysis.services.ensembles import PATIENCE

logger = logging.getLogger(__name__)

AT_ONCE = 20
"""The most chunks for which a round wakes workers."""


@dataclass(frozen=True)
class Round:
    """The work of one round: the chunks, appraisals and finished lines for which a worker was woken, and the ensembles
    that were merged."""

    hinted: int
    collected: int
    appraised: int = 0
    readied: int = 0


def run_round(*, now: datetime) -> Round:
    """Wake workers for chunks that wait, and merge what a process left unmerged when it died."""
    # The pause is as long as the chunk has waited, so it doubles each time and does not flood a worker's queue.
    due = [
        chunk for chunk in Chunk.objects.due()[:AT_ONCE] if leases.book(row=chunk, pause=max(chunk.waited, PATIENCE))
    ]
    hinted = enqueue.hint_all(chunk_ids=[chunk.pk for chunk in due])
    collected = sum(_collects(ensemble_id=key, now=now) for key in _unmerged())
    appraised = sum(map(_wakes, Appraisal.objects.due()))
    readied = sum(enqueue.hint_ready(branch_id=branch_id) for branch_id in readying.lines_due(now=now)[:AT_ONCE])
    return Round(hinted, collected, appraised, readied)


def _wakes(appraisal: Appraisal) -> bool:
    """Wake a worker for the next part of an appraisal, unless another turnkeeper does."""
    return leases.book(row=appraisal, pause=stored_appraisals.PATIENCE) and enqueue.hint_appraisal(
        appraisal_id=appraisal.pk
    )


def _collects(*, ensemble_id: int, now: datetime) -> bool:
    """Return whether it was merged. After an exception it is tried again in the next round, and the others go on."""
    with bound_contextvars(ensemble=ensemble_id):
        try:
            return collecting.collect(ensemble_id=ensemble_id, now=now)
        except Exception:
            logger.exception("Ensemble %s could not be merged", ensemble_id)
            return False


def _unmerged() -> list[int]:
    """Return ensembles that may have to be merged: some chunks are played, and there is no sum yet."""
    waiting = Ensemble.objects.filter(aggregate__isnull=True, chunks__aggregate__isnull=False)
    played = waiting.exclude(status=Ensemble.Status.RUNNING, chunks__is_played=False)
    return list(played.distinct().order_by("pk").values_list("pk", flat=True))
