"""Celery's tasks of this room: one call to a service each, safe to run twice."""

from celery import shared_task
from django.utils import timezone

from wargame.exercises import enqueue
from wargame.exercises.services import turns


@shared_task(name=enqueue.ADJUDICATE_TURN)
def adjudicate_turn(turn_id: int) -> None:
    """Gives a closed turn its results, unless somebody else does."""
    turns.resolve(turn_id=turn_id, now=timezone.now())
