"""Decides who may read what advisers said: the seat to which they said it."""

from wargame.exercises.access.readers import LogReader
from wargame.exercises.access.turns import may_know_all
from wargame.exercises.models import Branch, Exercise, Seat, Speech


def speeches_for(seat: Seat, line: Branch) -> list[Speech]:
    """Return the speeches that the advisers of the seat made in a line."""
    return list(Speech.objects.in_line(line).filter(seat=seat))


def speeches_read(reader: LogReader) -> list[Speech]:
    """Return the speeches of a line that somebody reads: all with full truth, otherwise those of the seat."""
    made = Speech.objects.in_line(reader.line).select_related("seat")
    made = made.defer("turn__world", "turn__next_world", "turn__outcomes").order_by(
        "turn__number", "seat__role", "place"
    )
    return list(made if reader.knows_all else made.filter(seat=reader.seat))


def shows_who_was_right(seat: Seat, line: Branch) -> bool:
    """Return whether the seat reads which advisers were right: alone at once, in a class when the exercise is over."""
    return seat.exercise.mode != Exercise.Mode.CLASS or may_know_all(seat, line)
