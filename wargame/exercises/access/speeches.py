"""Decides who may read what advisers said: the seat to which they said it."""

from wargame.exercises.access.turns import may_know_all
from wargame.exercises.models import Branch, Exercise, Seat, Speech


def speeches_for(seat: Seat, line: Branch) -> list[Speech]:
    """Return the speeches that the advisers of the seat made in a line."""
    return list(Speech.objects.in_line(line).filter(seat=seat))


def shows_who_was_right(seat: Seat, line: Branch) -> bool:
    """Return whether the seat reads which advisers were right: alone at once, in a class when the exercise is over."""
    return seat.exercise.mode != Exercise.Mode.CLASS or may_know_all(seat, line)
