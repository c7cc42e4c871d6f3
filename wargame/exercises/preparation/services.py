"""Keeps the things that a white cell prepares for one exercise alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from wargame.exercises.control_log.services import control
from wargame.exercises.models import Exercise, OwnWords, Participant, Seat
from wargame.exercises.models.preparation import OWN_WORDS_LENGTH
from wargame.exercises.text import printable


class PreparationRefused(ValueError):
    """It cannot be kept; nothing has been changed."""


def keep_words(*, exercise: Exercise, role: str, text: str, by: Participant, now: datetime) -> None:
    """Keep own words for the briefing of a seat; empty words take them back.

    Raises PreparationRefused and `control.NotWhiteCell`.
    """
    words = printable(text)
    if len(words) > OWN_WORDS_LENGTH:
        raise PreparationRefused(f"Shorten your words for {role} to {OWN_WORDS_LENGTH:,} characters.")
    with _preparing(exercise, by) as held:
        seat = Seat.objects.filter(exercise=held, role=role).first()
        if seat is None:
            roles = ", ".join(held.seats.order_by("role").values_list("role", flat=True))
            raise PreparationRefused(f"This exercise has no seat {role!r}; choose one of: {roles}.")
        before = OwnWords.objects.filter(seat=seat)
        if words == "".join(before.values_list("text", flat=True)):
            return
        if words:
            OwnWords.objects.update_or_create(seat=seat, defaults={"text": words})
        else:
            before.delete()
        done = "Wrote own words for" if words else "Took back the own words for"
        detail = f"{done} the briefing of {role}"
        control.log(exercise=held, act=control.Act.CHANGE, by=by, now=now, detail=detail)


@contextmanager
def _preparing(exercise: Exercise, by: Participant) -> Iterator[Exercise]:
    """Hold the row of an exercise that has not ended in a transaction, if `by` may steer it."""
    with control.leading(by=by, exercise=exercise) as held:
        if held.status == Exercise.Status.ENDED:
            raise PreparationRefused("The exercise has ended; nothing can be prepared any more.")
        yield held
