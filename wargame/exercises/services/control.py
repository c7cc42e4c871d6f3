"""Steering an exercise: who may, and the account of who did."""

from datetime import datetime
from typing import TypedDict, Unpack

from wargame.exercises.models import ControlEntry, Exercise, Participant, Seat, Turn
from wargame.exercises.models.control import DETAIL_LENGTH, REASON_LENGTH
from wargame.exercises.services import notices

Act = ControlEntry.Act


class NotWhiteCell(ValueError):
    """The exercise cannot be steered, because only its white cell may."""


def require(*, by: Participant, exercise: Exercise) -> None:
    """Refuses everybody but the members of the exercise's white cell (`NotWhiteCell`)."""
    if not by.is_white_cell or by.left_at is not None or by.exercise_id != exercise.pk:
        raise NotWhiteCell("Only the white cell of this exercise can do that.")


def tell(*, exercise: Exercise) -> None:
    """Tells the white cell's pages that there is something new for it."""
    notices.publish_to_room(exercise_id=exercise.pk, regions=notices.ROOM)


class About(TypedDict, total=False):
    """What an act concerns, with what detail ("+120 s"), and why in the actor's own words."""

    turn: Turn | None
    seat: Seat | None
    detail: str
    reason: str


def log(*, exercise: Exercise, act: Act, by: Participant | None, now: datetime, **about: Unpack[About]) -> ControlEntry:
    """Keeps an act of the white cell, or of the clock where `by` is None, and tells the white cell's pages."""
    entry = ControlEntry(exercise=exercise, act=act, by=by, at=now, **about)
    entry.detail, entry.reason = entry.detail[:DETAIL_LENGTH], entry.reason.strip()[:REASON_LENGTH]
    entry.save()
    tell(exercise=exercise)
    return entry
