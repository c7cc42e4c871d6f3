"""The Celery tasks of this room. Each calls one service and is safe to run twice."""

from celery import shared_task
from structlog.contextvars import bind_contextvars

from wargame import database_clock
from wargame.analysis import enqueue
from wargame.analysis.services import chunks, measuring, readying


@shared_task(name=enqueue.PLAY_CHUNK)
def play_chunk(chunk_id: int) -> None:
    """Play the games of a chunk, unless another worker does."""
    bind_contextvars(chunk=chunk_id)
    chunks.play(chunk_id=chunk_id, clock=database_clock.read)


PART_SECONDS = 15 * 60
"""A part takes up to half a minute of a core of its own, and many times as long on a machine that is busy."""


@shared_task(name=enqueue.MEASURE, time_limit=PART_SECONDS)
def measure(appraisal_id: int) -> None:
    """Measure the next part of an appraisal, unless another worker does."""
    bind_contextvars(appraisal=appraisal_id)
    measuring.measure(appraisal_id=appraisal_id, clock=database_clock.read)


@shared_task(name=enqueue.READY)
def ready(branch_id: int) -> None:
    """Ask for the next thing that the review of a finished line reads, unless somebody has."""
    bind_contextvars(branch=branch_id)
    readying.go_on(branch_id=branch_id, now=database_clock.read())
