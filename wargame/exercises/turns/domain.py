"""The people who may have a turn computed again, and the times of its phases."""

from wargame.exercises.models import Exercise, Turn

TIMERS = ("brief", "orders", "grace", "review", "reveal", "discuss")
"""The parts that have a time of their own, by the word that stands in `Turn.timers` and in the columns of
`Exercise`."""


def players_retry(exercise: Exercise) -> bool:
    """Return whether players have a failed turn computed again; in a class the white cell does."""
    return exercise.mode != Exercise.Mode.CLASS


def is_followed(turn: Turn) -> bool:
    """Return whether the next turn of its line has been opened."""
    return Turn.objects.filter(branch=turn.branch_id, number__gt=turn.number).exists()


def seconds_for(turn: Turn, timer: str) -> int:
    """Return the seconds of a part of this turn, one of `TIMERS`: as set for this turn alone, or as in all turns."""
    return int(turn.timers.get(timer, getattr(turn.branch.exercise, f"{timer}_seconds")))
