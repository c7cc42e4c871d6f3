"""Who may have a turn computed again."""

from wargame.exercises.models import Exercise


def players_retry(exercise: Exercise) -> bool:
    """Whether players have a failed turn computed again; in a class the white cell does."""
    return exercise.mode != Exercise.Mode.CLASS
