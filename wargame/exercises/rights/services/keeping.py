"""Times for which exercises are kept, and the round that deletes those whose time is over."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q

from wargame.exercises.control_log.services import control
from wargame.exercises.models import Exercise, Participant, Turn
from wargame.exercises.rights.services import deleting

LONGEST_DAYS = 3_650
LOOKED_EVERY = timedelta(hours=1)


class BadDays(ValueError):
    """The time cannot be set, because it is not from a day to ten years, or over already; nothing has been changed."""


def keep_for(*, exercise: Exercise, days: int | None, by: Participant, now: datetime) -> None:
    """Set how many days after its end an exercise is deleted; None: when the installation says.

    Raises `BadDays`. The caller has checked that the exercise is theirs.
    """
    if days is not None and not 1 <= days <= LONGEST_DAYS:
        raise BadDays(f"Write a whole number of days from 1 to {LONGEST_DAYS:,}, or leave the field empty.")
    with transaction.atomic():
        held = Exercise.objects.select_for_update(no_key=True, of=("self",)).get(pk=exercise.pk)
        if held.keep_days == days:
            return
        _require_time_left(held, days, now)
        held.keep_days = days
        held.save(update_fields=["keep_days"])
        detail = f"{days} days after its end" if days else "as long as the installation says"
        control.log(exercise=held, act=control.Act.KEEP, by=by, now=now, detail=detail)


def _require_time_left(exercise: Exercise, days: int | None, now: datetime) -> None:
    passed = (now - retention_start(exercise)).days
    if days is not None and days <= passed:
        raise BadDays(
            f"{passed} days have passed already, so Parley would delete this exercise at once. "
            f"Write at least {passed + 1} days, or delete it below."
        )


def days_of(exercise: Exercise) -> int | None:
    """Return the days after which Parley deletes an exercise, the shorter of both limits; None for never."""
    limits = [days for days in (exercise.keep_days, settings.KEEP_DAYS) if days]
    return min(limits, default=None)


def over(*, now: datetime) -> Iterator[Exercise]:
    """Yield the exercises whose time is over, oldest first."""
    limited = Q(keep_days__isnull=False)
    if settings.KEEP_DAYS:
        limited |= Q(created_at__lte=now - timedelta(days=settings.KEEP_DAYS))
    for exercise in Exercise.objects.filter(limited).order_by("created_at", "pk").iterator():
        if is_over(exercise, now=now):
            yield exercise


def is_over(exercise: Exercise, *, now: datetime) -> bool:
    """Return whether the time of an exercise is over, so that the next round deletes it."""
    days = days_of(exercise)
    return days is not None and retention_start(exercise) <= now - timedelta(days=days)


def retention_start(exercise: Exercise) -> datetime:
    """Return when an exercise ended; for one that never ended, the last sign of life in it, or its latest deadline."""
    if exercise.status == Exercise.Status.ENDED and exercise.ended_at:
        return exercise.ended_at
    seen = exercise.participants.aggregate(last=Max("seen_at"))
    turns = Turn.objects.filter(branch__exercise=exercise)
    acts = turns.aggregate(opened=Max("opened_at"), closed=Max("closed_at"), deadline=Max("deadline"))
    signs: list[datetime | None] = [exercise.created_at, *seen.values(), *acts.values()]
    return max(at for at in signs if at)


class Keeper:
    """Deletes exercises whose time is over, one a round: deadlines of classes come first.

    Once none is left, it looks again after `LOOKED_EVERY`.
    """

    def __init__(self) -> None:
        self._next: datetime | None = None

    def delete(self, *, now: datetime) -> bool:
        """Delete one exercise if it is time to look and one is over; return whether it did."""
        if self._next is not None and now < self._next:
            return False
        exercise = next(over(now=now), None)
        if exercise is None:
            self._next = now + LOOKED_EVERY
            return False
        try:
            return _delete(exercise, now)
        except deleting.Interrupted:
            return False


def _delete(exercise: Exercise, now: datetime) -> bool:
    """Delete an exercise whose time is still over when it is held: somebody may have come back, or set more days."""
    with deleting.all_or_nothing():
        held = Exercise.objects.select_for_update(of=("self",)).filter(pk=exercise.pk).first()
        if held is None or not is_over(held, now=now):
            return False
        deleting.delete(exercise=held, who=f"kept for {days_of(held)} days", may_be_played=True)
    return True
