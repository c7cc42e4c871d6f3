"""Forgets people: in one exercise, or wherever they took part and with their account."""

import logging
from datetime import datetime
from itertools import count

from django.db import transaction
from django.db.models import QuerySet

from scenarios.services import sharing
from wargame.accounts import services as accounts
from wargame.accounts.models import User
from wargame.exercises.codes import dashed_code
from wargame.exercises.control_log.services import control
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Exercise, Participant
from wargame.exercises.models.participant import name_key
from wargame.exercises.rights.services import words

logger = logging.getLogger(__name__)


class StillLeads(ValueError):
    """The person cannot be forgotten yet, because nobody else leads an exercise in which others play."""


class NotAGuest(ValueError):
    """The white cell cannot forget this person, because people with an account do so themselves."""


class Forgotten(ValueError):
    """There is nothing to forget, because Parley has forgotten this person before."""


def forget_user(*, user: User, now: datetime, is_by_operator: bool = False) -> int:
    """Forget a person wherever they took part, delete their scenarios, and close their account.

    Return the number of exercises. Everything or nothing. Raises `StillLeads`.
    """
    with transaction.atomic():
        held = accounts.hold(user)
        if held is None:
            return 0
        people = list(_participations(held).order_by("exercise_id"))
        for person in people:
            _forget(person, by=None if is_by_operator else person, now=now)
        sharing.forget(user=held)
        accounts.blank(held)
    logger.info("Forgot account %s in %s exercises%s", user.pk, len(people), " (operator)" if is_by_operator else "")
    return len(people)


def forget_guest(*, person: Participant, by: Participant, now: datetime) -> str:
    """Forget a guest in one exercise, by its white cell; return the name that stands there now.

    The guest may play elsewhere under the same user: that is left alone. Raises `NotAGuest`, `Forgotten`, `StillLeads`
    and `control.NotWhiteCell`.
    """
    with transaction.atomic():
        held = _held(person)
        with control.leading(by=by, exercise=person.exercise):
            if not held.user.is_guest:
                raise NotAGuest(f"{held.name} has an account, and can have it forgotten on the account page.")
            _forget_here(held, by=by, now=now)
    logger.info("Forgot a guest in %s", dashed_code(held.exercise.code))
    return held.name


def forget_in(*, person: Participant, now: datetime) -> None:
    """Forget one person of an exercise, account or guest, by the operator. Their account stays.

    Raises `Forgotten` and `StillLeads`.
    """
    with transaction.atomic():
        held = _held(person)
        _forget_here(held, by=None, now=now)
    logger.info("Forgot a person in %s (operator)", dashed_code(held.exercise.code))


def _held(person: Participant) -> Participant:
    """Return a person as they are now, with the user's row held, before any exercise: `forget_user` holds it first too.

    Raises `Forgotten`, also where somebody else forgets the person at the same time.
    """
    accounts.hold(person.user)
    found = _participations(person.user).filter(pk=person.pk).first()
    if found is None or not found.user.is_active:
        raise Forgotten(f"Parley has forgotten {person.name} already.")
    return found


def _participations(user: User) -> QuerySet[Participant]:
    return Participant.objects.select_related("exercise", "seat", "user").filter(user=user)


def _forget_here(person: Participant, *, by: Participant | None, now: datetime) -> None:
    """Forget a person in one exercise alone: a blank user takes the place of theirs."""
    _forget(person, by=by, now=now)
    user, person.user = person.user, accounts.create_blank()
    person.save(update_fields=["user"])
    accounts.drop_unused(user)


def _forget(person: Participant, *, by: Participant | None, now: datetime) -> None:
    exercise = Exercise.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.exercise_id)
    if _is_needed(person):
        raise StillLeads(
            f"Others play in {dashed_code(exercise.code)}, and nobody else leads it. End it or delete it first; "
            "nothing has been changed."
        )
    participants.send_away(person=person, now=now)
    new = _free_name(exercise)
    words.remove(person=person, new=new)
    person.name, person.recovery, person.tap = new, "", ""
    person.save(update_fields=["name", "name_key", "recovery", "tap"])
    detail = new if by else f"{new} (on the command line)"
    control.log(exercise=exercise, act=control.Act.FORGET, by=by, now=now, detail=detail)


def _is_needed(person: Participant) -> bool:
    """Return whether the person leads an exercise alone in which others are."""
    here = Participant.objects.filter(exercise=person.exercise_id, left_at=None).exclude(pk=person.pk)
    leads = person.is_white_cell and person.left_at is None and person.exercise.status != Exercise.Status.ENDED
    return leads and here.exists() and not here.filter(part=Participant.Part.WHITE_CELL).exists()


def _free_name(exercise: Exercise) -> str:
    taken = set(exercise.participants.values_list("name_key", flat=True))
    names = (f"Forgotten {number}" for number in count(1))
    return next(name for name in names if name_key(name) not in taken)
