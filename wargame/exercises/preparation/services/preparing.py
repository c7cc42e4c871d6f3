"""Holds an exercise and finds its seats, for every act of a preparation."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from wargame.exercises.control_log.services import control
from wargame.exercises.models import Exercise, Participant, Seat


class PreparationRefused(ValueError):
    """It cannot be kept; nothing has been changed."""


@contextmanager
def preparing(exercise: Exercise, by: Participant) -> Iterator[Exercise]:
    """Hold the row of an exercise that has not ended in a transaction, if `by` may steer it.

    Raises PreparationRefused and `control.NotWhiteCell`.
    """
    with control.leading(by=by, exercise=exercise) as held:
        if held.status == Exercise.Status.ENDED:
            raise PreparationRefused("The exercise has ended; nothing can be prepared any more.")
        yield held


def seats_named(exercise: Exercise, roles: Iterable[str]) -> list[Seat]:
    """Return seats of the exercise by role. Raises PreparationRefused for a role without a seat."""
    seats = {seat.role: seat for seat in exercise.seats.order_by("role")}
    wanted = sorted(set(roles))
    for role in wanted:
        if role not in seats:
            raise PreparationRefused(f"This exercise has no seat {role!r}; choose one of: {', '.join(seats)}.")
    return [seats[role] for role in wanted]
