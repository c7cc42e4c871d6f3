"""People join by a name, come back by a link, and leave."""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from wargame.accounts.models import User
from wargame.accounts.services import create_guest
from wargame.exercises import notices
from wargame.exercises.control_log.services import control
from wargame.exercises.models import Exercise, Participant, Turn
from wargame.exercises.models.participant import NAME_LENGTH, name_key
from wargame.exercises.turns.services import turns

TOKEN_BYTES = 16
TAP_LENGTH = 16
"""Shortest valid tap. Somebody could choose a shorter one to be taken for another person, so it is ignored."""
ROSTER = (*notices.LOBBY, "roster")


class JoinRefused(ValueError):
    """The person cannot join. Nothing has been changed."""


class BadName(JoinRefused):
    """The person cannot join, because the name cannot be shown."""


class NameTaken(JoinRefused):
    """The person cannot join, because somebody in the exercise has this name. `suggestion` is a free name."""

    def __init__(self, name: str, suggestion: str) -> None:
        super().__init__(
            f"Somebody here is called {name!r} already. Call yourself {suggestion!r}, or come back by your own link."
        )
        self.suggestion = suggestion


class JoinLocked(JoinRefused):
    """The person cannot join, because the white cell has locked joining."""


class NoObservers(JoinRefused):
    """The person cannot observe, because the white cell allows no observers."""


class Barred(JoinRefused):
    """The person cannot come back, because the white cell has removed them."""


class LastOfWhiteCell(ValueError):
    """The person cannot leave, because nobody would lead the exercise any more."""


class ExerciseEnded(JoinRefused):
    """The person cannot join, because the exercise has ended."""


class BadToken(ValueError):
    """The person cannot come back, because the link is unknown or has been replaced."""


class HasAccount(ValueError):
    """The person gets no recovery link, because people with an account sign in with their password only."""


@dataclass(frozen=True)
class Joined:
    """The person who joined.

    `recovery` is a guest's secret to come back, shown once; "" if they were in the exercise already.
    """

    participant: Participant
    recovery: str
    is_new: bool


def join(
    *,
    exercise: Exercise,
    name: str,
    now: datetime,
    user: User | None = None,
    tap: str = "",
    part: Participant.Part = Participant.Part.PLAYER,
) -> Joined:
    """Add a person under a name, without a seat. A person without an account becomes a guest.

    `tap` is a random word of the form. A form sent twice adds one person and gets the same answer twice; so does the
    same `user`. Raises the refusals of this module.
    """
    with transaction.atomic():
        locked = Exercise.objects.select_for_update(no_key=True, of=("self",)).get(pk=exercise.pk)
        known = known_in(people=locked.participants.all(), user=user, tap=tap)
        if known is not None:
            return _welcomed_back(person=known, exercise=locked, now=now)
        _refuse_entry(locked)
        _refuse_part(locked, part)
        shown = clean_name(name)
        _refuse_taken(exercise=locked, name=shown)
        person = Participant(exercise=locked, name=shown, part=part, joined_at=now, seen_at=now, tap=_tapped(tap))
        return _welcomed(person=person, user=user or create_guest())


def _welcomed(*, person: Participant, user: User) -> Joined:
    """Save a new person. A guest gets a secret to come back."""
    # A person with an account signs in with the password: a link that opens accounts would be worth stealing.
    token = secrets.token_urlsafe(TOKEN_BYTES) if user.is_guest else ""
    person.user, person.recovery = user, _hashed(token)
    person.save()
    notices.publish(exercise_id=person.exercise_id, regions=ROSTER)
    return Joined(person, token, is_new=True)


def known_in(*, people: QuerySet[Participant], user: User | None, tap: str) -> Participant | None:
    """Return the participant that somebody is already, by their user or by the tap of a form that they sent before."""
    same = Q(tap=_tapped(tap), user__is_guest=True) if _tapped(tap) else Q(pk=None)
    if user is not None:
        same |= Q(user=user)
    return people.select_related("user", "seat").filter(same).order_by("pk").first()


def clean_name(name: str) -> str:
    """Return the name as it is shown: without spaces at the ends or repeated spaces. Raises BadName."""
    # Cut first, so that cleaning a very long text takes no time; no valid name is cut.
    text = " ".join(unicodedata.normalize("NFC", name[: 10 * NAME_LENGTH]).split())
    if not text:
        raise BadName("Write the name that the others will see.")
    if len(text) > NAME_LENGTH:
        raise BadName(f"This name is too long; use at most {NAME_LENGTH} characters.")
    if set(text) & set("<>"):
        raise BadName("A name cannot have < or > in it; leave them out.")
    if any(unicodedata.category(character)[0] == "C" for character in text):
        raise BadName("This name has characters that cannot be shown; use letters, digits and spaces.")
    if not name_key(text):
        raise BadName("This name cannot be seen; use letters and digits.")
    return text


def find(*, token: str) -> Participant | None:
    """Return the person of a recovery link. A guest who has made an account since is not found."""
    people = Participant.objects.select_related("exercise__scenario_version", "seat", "user")
    people = people.defer("exercise__scenario_version__content").filter(user__is_guest=True)
    return people.filter(recovery=_hashed(token)).exclude(recovery="").first()


def rejoin(*, token: str, now: datetime) -> Participant:
    """Bring a person back on any device. Raises BadToken and ExerciseEnded."""
    person = find(token=token)
    if person is None:
        raise BadToken("This link does not work any more. Join again by the code, or ask for a new link.")
    with transaction.atomic():
        locked = Exercise.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.exercise_id)
        _welcomed_back(person=person, exercise=locked, now=now)
    return person


def new_recovery(*, person: Participant, by: Participant, now: datetime) -> str:
    """Return a new secret with which a guest can come back, made by the white cell; the old one stops working.

    Raises HasAccount and `control.NotWhiteCell`.
    """
    if not person.user.is_guest:
        raise HasAccount(f"{person.name} has an account: they come back by signing in with its password.")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with control.leading(by=by, exercise=person.exercise):
        person.recovery = _hashed(token)
        person.save(update_fields=["recovery"])
        control.log(exercise=person.exercise, act=control.Act.NEW_LINK, by=by, now=now, detail=person.name)
    return token


def leave(*, person: Participant, now: datetime) -> None:
    """Remove a person from the exercise and from their seat.

    Their messages and orders remain theirs, and their link brings them back.

    If the turn waited for this person alone, it closes at once; a turn whose last writer is moved to another seat is
    closed by `phases.close_after_moves`. Raises LastOfWhiteCell.
    """
    _go(person=person, now=now, is_barred=False)


def remove(*, person: Participant, by: Participant, reason: str, now: datetime) -> None:
    """Remove a person for good, unless they are readmitted. Raises LastOfWhiteCell and `control.NotWhiteCell`."""
    with control.leading(by=by, exercise=person.exercise):
        _go(person=person, now=now, is_barred=True)
        control.log(exercise=person.exercise, act=control.Act.REMOVE, by=by, now=now, detail=person.name, reason=reason)


def send_away(*, person: Participant, now: datetime) -> None:
    """Take a person out of the exercise whom Parley forgets. The caller has checked that nobody needs their lead."""
    _go(person=person, now=now, is_barred=True, is_leader_needed=False)


def readmit(*, person: Participant, by: Participant, now: datetime) -> None:
    """Let a removed person come back. Raises `control.NotWhiteCell`."""
    with control.leading(by=by, exercise=person.exercise):
        if Participant.objects.filter(pk=person.pk, is_barred=True).update(is_barred=False):
            control.log(exercise=person.exercise, act=control.Act.READMIT, by=by, now=now, detail=person.name)
            notices.publish(exercise_id=person.exercise_id, regions=ROSTER)


def _welcomed_back(*, person: Participant, exercise: Exercise, now: datetime) -> Joined:
    """Let a person who left come back without a seat; a person who is here keeps their seat."""
    if person.is_barred:
        raise Barred("The white cell has removed you from this exercise. Ask to be let in again.")
    if person.left_at is not None:
        _refuse_entry(exercise)
        person.left_at = None
        notices.publish(exercise_id=exercise.pk, regions=ROSTER)
    person.seen_at = now
    person.save(update_fields=["left_at", "seen_at"])
    return Joined(person, "", is_new=False)


def _refuse_entry(exercise: Exercise) -> None:
    if exercise.status == Exercise.Status.ENDED:
        raise ExerciseEnded("This exercise has ended. Ask for the code of the next one.")
    if exercise.is_join_locked:
        raise JoinLocked("Nobody can join just now. Ask the white cell to unlock joining.")


def _refuse_part(exercise: Exercise, part: Participant.Part) -> None:
    if part == Participant.Part.OBSERVER and not exercise.allows_observers:
        raise NoObservers("This exercise takes no observers. Join as a player, or ask the white cell.")


def _refuse_taken(*, exercise: Exercise, name: str) -> None:
    taken = set(exercise.participants.values_list("name_key", flat=True))
    if name_key(name) not in taken:
        return
    tries = (f"{name[: NAME_LENGTH - 4]} {number}" for number in range(2, len(taken) + 3))
    raise NameTaken(name, next(each for each in tries if name_key(each) not in taken))


def _go(*, person: Participant, now: datetime, is_barred: bool, is_leader_needed: bool = True) -> None:
    with transaction.atomic():
        # The exercise's row is locked, so that two leaders who leave at the same moment cannot both go.
        exercise = Exercise.objects.select_for_update(no_key=True, of=("self",)).get(pk=person.exercise_id)
        here = Participant.objects.filter(exercise=person.exercise_id, left_at=None)
        is_last = person.is_white_cell and not here.filter(part=person.part).exclude(pk=person.pk).exists()
        if is_last and is_leader_needed:
            raise LastOfWhiteCell("Nobody else leads this exercise: end it, or have somebody else lead it first.")
        if is_barred:
            # This also bars a person who has just left by themselves: their link would bring them back.
            Participant.objects.filter(pk=person.pk).update(is_barred=True)
        had_seat = here.filter(pk=person.pk).exclude(seat=None).exists()
        if here.filter(pk=person.pk).update(left_at=now, seat=None):
            notices.publish(exercise_id=person.exercise_id, regions=ROSTER)
            notices.revoke(people=[person])
            if had_seat:
                _close_if_last_to_write(exercise=exercise, now=now)
    person.refresh_from_db(fields=["left_at", "seat", "is_barred"])


def _close_if_last_to_write(*, exercise: Exercise, now: datetime) -> None:
    """Close the open turn if all remaining seats are ready.

    If nobody remains, leave that to the clock and the white cell.
    """
    if not exercise.participants.exclude(seat=None).exists():
        return
    opened = Turn.objects.with_exercise().select_for_update(no_key=True, of=("self",))
    turn = opened.filter(branch=exercise.current_branch_id, status=Turn.Status.OPEN).last()
    if turn is not None:
        turns.close_if_all_ready(turn=turn, now=now)


def _hashed(secret: str) -> str:
    """Return the SHA-256 (hex) of a secret, "" for none. A secret has 128 random bits, so it needs no salt."""
    return hashlib.sha256(secret.encode()).hexdigest() if secret else ""


def _tapped(tap: str) -> str:
    """Return the hash of a form's tap, "" for one that is too short to be random."""
    return _hashed(tap) if len(tap) >= TAP_LENGTH else ""
