"""Who may write and propose in an exercise now, and what outlets may print of what happened."""

from wargame.exercises.bridge import Outcome, Setting
from wargame.exercises.models import Exercise, Turn


def people_write_in(exercise: Exercise) -> bool:
    """Whether people write messages now: in a class that runs. Seats can always write to the white cell then."""
    return exercise.mode == Exercise.Mode.CLASS and exercise.status == Exercise.Status.RUNNING


def seats_write_in(exercise: Exercise) -> bool:
    """Whether seats may write to each other and in public, as the exercise is set."""
    return exercise.messages != Exercise.Messages.OFF


def agreements_are_made_in(exercise: Exercise, turn: Turn) -> bool:
    """Whether seats make agreements now: they may write to each other, and the turn is read or open for orders."""
    return people_write_in(exercise) and seats_write_in(exercise) and turn.is_under_way


def is_seen_by_all(setting: Setting, outcome: Outcome) -> bool:
    """Whether all seats could see what happened: only that is printed."""
    return set(setting.seats) <= set(outcome.audience)
