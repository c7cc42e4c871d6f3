"""Celery's tasks of this room: one call to a service each, safe to run twice."""

from datetime import timedelta

from celery import shared_task
from django.db.models import QuerySet
from structlog.contextvars import bind_contextvars

from wargame import database_clock
from wargame.exercises import bridge, compiled_rules, enqueue, heartbeats
from wargame.exercises.control.services import turnkeeper
from wargame.exercises.models import Exercise, Heartbeat, Turn
from wargame.exercises.turns.services import stored_forecasts, turns

LATELY = timedelta(hours=1)
"""A turn that was opened before is hardly played any more; a worker that starts beside it loads nothing for it."""


@shared_task(name=enqueue.ADJUDICATE_TURN)
def adjudicate_turn(turn_id: int) -> None:
    """Give a closed turn its results, unless somebody else does."""
    bind_contextvars(turn=turn_id)
    turns.resolve(turn_id=turn_id, now=database_clock.read())
    # Only compiled rules compute the forecasts that people did not ask for: the next turn finds them ready.
    compiled_rules.warm()


@shared_task(name=enqueue.KEEP_FORECASTS)
def keep_forecasts(turn_id: int) -> None:
    """Keep the forecasts of orders about which the people of a class did not ask."""
    bind_contextvars(turn=turn_id)
    # A few seconds have passed: the exercise may be deleted.
    if turn := Turn.objects.with_exercise().filter(pk=turn_id).first():
        stored_forecasts.keep_missing(turn=turn)


@shared_task(name=enqueue.BEAT)
def beat() -> None:
    """Show that hints are consumed, and keep deadlines while the turnkeeper does not."""
    now = database_clock.read()
    heartbeats.beat(Heartbeat.WORKER)
    turnkeeper.stand_in(now=now)
    _load(Turn.objects.filter(status=Turn.Status.OPEN, opened_at__gt=now - LATELY))


def _load(turns: QuerySet[Turn]) -> None:
    """Load the compiled rules and the settings of open turns, because at the deadline people wait for the worker."""
    if not compiled_rules.are_ready() and turns.exists():
        compiled_rules.warm()
    for exercise in Exercise.objects.filter(pk__in=turns.values("branch__exercise")):
        bridge.setting_of(exercise)
