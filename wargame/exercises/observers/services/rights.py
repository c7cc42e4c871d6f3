"""Gives observers rights, and takes them back."""

from datetime import datetime

from wargame.exercises import notices
from wargame.exercises.control_log.services import control
from wargame.exercises.models import Participant, Seat

Sight = Participant.Sight


class NotAnObserver(ValueError):
    """The right cannot be given, because the person does not observe this exercise."""


class NoSuchSight(ValueError):
    """The right cannot be given, because it needs a seat of the exercise and has none, or has one and needs none."""


def grant(
    *, person: Participant, sight: str, watched: Seat | None, may_note: bool, by: Participant, now: datetime
) -> None:
    """Let an observer see what everybody knows, what a seat knows (`watched`) or everything, and note observations or
    not.

    Raises NotAnObserver, NoSuchSight and `control.NotWhiteCell`.
    """
    is_of_seat = sight == Sight.SEAT
    if sight not in Sight.values or is_of_seat != (watched is not None):
        raise NoSuchSight("Choose what is public, one seat, or everything.")
    if watched is not None and watched.exercise_id != person.exercise_id:
        raise NoSuchSight("Choose a seat of this exercise.")
    with control.leading(by=by, exercise=person.exercise):
        # The filter and the update are one query, so a person who leaves at the same moment cannot get the right later.
        here = Participant.objects.filter(pk=person.pk, part=Participant.Part.OBSERVER, left_at=None)
        if not here.update(sight=sight, watched=watched, may_note=may_note):
            raise NotAnObserver("Only an observer of this exercise who is here can be given this.")
        sight_label = watched.role if watched else Sight(sight).label
        detail = f"{person.name}: {sight_label}{', notes' if may_note else ''}"
        control.log(exercise=person.exercise, act=control.Act.SIGHT, by=by, now=now, seat=watched, detail=detail)
        notices.publish_to_person(person=person, regions=("board",))


def let_mark(*, person: Participant, may_mark: bool, by: Participant, now: datetime) -> None:
    """Let an observer mark as a second marker, or no longer. Raises NotAnObserver and `control.NotWhiteCell`."""
    with control.leading(by=by, exercise=person.exercise):
        here = Participant.objects.filter(pk=person.pk, part=Participant.Part.OBSERVER, left_at=None)
        if not here.exists():
            raise NotAnObserver("Only an observer of this exercise who is here can be given this.")
        if here.exclude(may_mark=may_mark).update(may_mark=may_mark):
            detail = f"{person.name}: {'may mark' if may_mark else 'may no longer mark'}"
            control.log(exercise=person.exercise, act=control.Act.SIGHT, by=by, now=now, detail=detail)
            notices.publish_to_person(person=person, regions=("board",))
