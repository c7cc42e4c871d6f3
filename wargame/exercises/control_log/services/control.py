"""Steering an exercise: who may, and the account of who did."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction

from wargame.exercises import notices, record_chain
from wargame.exercises.models import ControlEntry, Exercise, Participant, Seat, Turn
from wargame.exercises.models.control import DETAIL_LENGTH, REASON_LENGTH

Act = ControlEntry.Act


class NotWhiteCell(ValueError):
    """The exercise cannot be steered, because only its white cell may."""


@contextmanager
def holding(*, exercise: Exercise) -> Iterator[Exercise]:
    """Lock the exercise's row in a transaction, for an act that nobody asked for. The exercise is read anew."""
    with transaction.atomic():
        yield Exercise.objects.select_for_update(no_key=True, of=("self",)).get(pk=exercise.pk)


@contextmanager
def leading(*, by: Participant, exercise: Exercise) -> Iterator[Exercise]:
    """Lock the exercise's row in a transaction, for a person who leads it now (`NotWhiteCell` for all others).

    Sending a leader away locks the same row, so what they had begun comes before that or is refused. The exercise is
    read anew.
    """
    with holding(exercise=exercise) as held:
        here = Participant.objects.filter(pk=by.pk, exercise=held, left_at=None)
        if not here.filter(part=Participant.Part.WHITE_CELL).exists():
            raise NotWhiteCell("Only the white cell of this exercise can do that.")
        yield held


def tell(*, exercise: Exercise) -> None:
    """Tells the white cell's pages that there is something new for it."""
    notices.publish_to_room(exercise_id=exercise.pk, regions=notices.ROOM)


class About(TypedDict, total=False):
    """The turn or seat that an act concerns, a detail ("+120 s"), and the reason in the actor's own words."""

    turn: Turn | None
    seat: Seat | None
    detail: str
    reason: str


def log(*, exercise: Exercise, act: Act, by: Participant | None, now: datetime, **about: Unpack[About]) -> ControlEntry:
    """Keep an act of the white cell, or of the clock where `by` is None, and tell the white cell's pages."""
    entry = ControlEntry(exercise=exercise, act=act, by=by, at=now, **about)
    entry.detail, entry.reason = entry.detail[:DETAIL_LENGTH], entry.reason.strip()[:REASON_LENGTH]
    entry.save()
    record_chain.add(exercise_id=exercise.pk, row=entry)
    tell(exercise=exercise)
    return entry
