"""Merges played chunks into one result: an ensemble ends once, and every game is counted once."""

from datetime import datetime

from django.db import transaction

from wargame import engine
from wargame.analysis import bridge
from wargame.analysis.models import Chunk, Ensemble
from wargame.exercises import notices

REGIONS = ("ensemble",)


def stop(*, ensemble_id: int, status: Ensemble.Status, now: datetime, error: str = "") -> bool:
    """End a running ensemble early; later commits of its chunks do not count. Returns False if it was not running."""
    with transaction.atomic():
        running = Ensemble.objects.filter(pk=ensemble_id, status=Ensemble.Status.RUNNING)
        if not running.update(status=status, finished_at=now, error=error):
            return False
        tell(ensemble_id=ensemble_id)
    return True


def collect(*, ensemble_id: int, now: datetime) -> bool:
    """Merge the played chunks once no more will be played. Returns whether this call did.

    It is safe to call this at any time. The played chunks of an ensemble that has ended, or has none left to play, do
    not change any more, so the sum is computed before the transaction and stored by compare-and-set.
    """
    chunks = Chunk.objects.filter(ensemble_id=ensemble_id)
    ended = Ensemble.objects.filter(pk=ensemble_id, aggregate__isnull=True)
    if ended.filter(status=Ensemble.Status.RUNNING).exists() and chunks.filter(is_played=False).exists():
        return False
    rows = chunks.filter(aggregate__isnull=False).values_list("ensemble__kind", "aggregate")
    parts = [bridge.decode(kind, row) for kind, row in rows if row is not None]
    if not parts:
        return False
    whole = bridge.encode(engine.merged(parts))
    with transaction.atomic():
        done = {"status": Ensemble.Status.DONE, "finished_at": now, "aggregate": whole}
        if not ended.filter(status=Ensemble.Status.RUNNING).update(**done) and not ended.update(aggregate=whole):
            return False
        chunks.update(aggregate=None)
        tell(ensemble_id=ensemble_id)
    return True


def tell(*, ensemble_id: int) -> None:
    """Tell pages, once the transaction has committed, that the ensemble has changed."""
    exercise_id = Ensemble.objects.values_list("exercise_id", flat=True).get(pk=ensemble_id)
    notices.publish(exercise_id=exercise_id, regions=REGIONS)
