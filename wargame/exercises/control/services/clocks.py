"""The clock of a turn: set, read and told. The database's time counts, because hosts disagree about it."""

from datetime import timedelta

from django.db.models import F

from wargame import database_clock
from wargame.exercises import notices
from wargame.exercises.models import Turn

LONGEST_SECONDS = 14 * 24 * 60 * 60


class DeadlinePast(ValueError):
    """The deadline cannot be moved like this, because it would have passed already or lie too far away."""


def refuse_past(seconds: float) -> None:
    """Raise `DeadlinePast` for a time that does not lie ahead, or more than 14 days."""
    if not 0 < seconds <= LONGEST_SECONDS:
        raise DeadlinePast("The new deadline must lie ahead, by 14 days at most. To end the phase now, close it.")


def set_clock(turn: Turn, seconds: float | None) -> None:
    """Lets the clock run for so long from now; 0 and None are no timer."""
    deadline = database_clock.now() + timedelta(seconds=seconds) if seconds else None
    Turn.objects.filter(pk=turn.pk).update(deadline=deadline, paused_at=None, left_seconds=None)
    turn.refresh_from_db(fields=["status", "deadline", "paused_at", "left_seconds"])


def left_seconds(turn: Turn) -> float | None:
    """Return the seconds that the phase still runs; None without a timer."""
    timed = Turn.objects.filter(pk=turn.pk, deadline__isnull=False)
    left = timed.values_list(F("deadline") - database_clock.now(), flat=True).first()
    return None if left is None else left.total_seconds()


def tell_clock(turn: Turn) -> None:
    """Tells the pages of an exercise that the clock of its turn has changed."""
    notices.publish(exercise_id=turn.branch.exercise_id, regions=("clock", "roster"))
