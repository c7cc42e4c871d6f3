"""Seats and their holders in a class: taking a seat, being moved, assigning everybody, locking seats."""

from datetime import datetime

from django.db import transaction
from django.db.models import Count

from wargame.exercises import notices
from wargame.exercises.control.services import takeovers
from wargame.exercises.control.services.lifecycle import refuse_ended
from wargame.exercises.control_log.services import control
from wargame.exercises.lobby.services.participants import ROSTER
from wargame.exercises.models import Exercise, Participant, Seat

AI_PLAYS = "The AI plays this seat. Ask the white cell to hand it to you."
LEFT_OUT = "Nobody plays this seat in this exercise. Choose another."


class SeatRefused(ValueError):
    """The seat cannot be taken. Nothing has been changed."""


class UnknownSeat(SeatRefused):
    """The seat cannot be taken, because the exercise has none of that role."""


class SeatFull(SeatRefused):
    """The seat cannot be taken, because it is full."""


class SeatLocked(SeatRefused):
    """The seat cannot be taken, because the white cell has locked it or the person's present seat."""


class SeatPlayed(SeatRefused):
    """The seat cannot be taken, because a policy plays it."""


class SeatBriefed(SeatRefused):
    """The seat cannot be taken, because the person has read what another seat alone may know."""


class NotTheirSeat(SeatRefused):
    """The briefing cannot be opened, because the person does not sit in that seat."""


class NotAPlayer(SeatRefused):
    """The seat cannot be taken, because the person is no player of the exercise or has left."""


def take(*, person: Participant, role: str, now: datetime) -> Seat:
    """Let a person take a seat or change seats, in the lobby only. Raises the refusals of this module.

    Once the exercise runs, a seat knows secrets: anybody with the code could look into every seat under a second name.
    So does a seat's whole briefing in the lobby, see `may_change_to`.
    """
    with transaction.atomic():
        exercise = _locked(person.exercise_id)
        person.refresh_from_db()
        seat = exercise.seats.filter(role=role).first()
        if seat is None:
            raise UnknownSeat(f"This exercise has no seat {role!r}; choose one of those shown.")
        if seat.pk == person.seat_id:
            return seat
        if exercise.status == Exercise.Status.ENDED:
            raise SeatLocked("This exercise has ended; its seats stay as they were.")
        if exercise.status == Exercise.Status.RUNNING:
            raise SeatLocked("The exercise runs: ask the white cell to give you a seat.")
        if seat.is_locked or (person.seat and person.seat.is_locked):
            raise SeatLocked("This seat is locked. Ask the white cell to move you.")
        if not may_change_to(person, role):
            read = person.briefed_role
            raise SeatBriefed(f"You have read the briefing of {read}. Ask the white cell to give you another seat.")
        if seat.policy:
            raise SeatPlayed(LEFT_OUT if seat.is_left_out else AI_PLAYS)
        _sit(person=person, seat=seat, exercise=exercise)
    return seat


def may_change_to(person: Participant, role: str) -> bool:
    """Return whether what a person has read lets them take a seat by themselves.

    A person who has opened a seat's whole briefing stays where they sit; after leaving they come back to that seat
    alone.
    """
    read = person.briefed_role
    return not read or (person.seat_id is None and read == role)


def open_briefing(*, person: Participant, role: str) -> None:
    """Let a person open the whole briefing of the seat in which they sit; from then on they stay, see `may_change_to`.

    Raises NotTheirSeat.
    """
    with transaction.atomic():
        exercise = _locked(person.exercise_id)
        person.refresh_from_db()
        if person.seat is None or person.seat.role != role:
            raise NotTheirSeat(f"You do not sit in {role}. Open the briefing of the seat that is yours now.")
        if person.briefed_seat_id != person.seat_id:
            person.briefed_seat = person.seat
            person.save(update_fields=["briefed_seat"])
            notices.publish(exercise_id=exercise.pk, regions=notices.LOBBY)


def assign(*, person: Participant, seat: Seat | None, by: Participant, now: datetime) -> None:
    """Move a person into a seat, or let them wait without one (None), by the white cell. Locks do not stop it.

    A seat that a policy plays is handed to the person at once, with the policy's orders as a draft. Raises SeatFull,
    NotAPlayer, AlreadyEnded and `control.NotWhiteCell`.
    """
    with control.leading(by=by, exercise=person.exercise) as exercise:
        refuse_ended(exercise)
        person.refresh_from_db()
        if (seat and seat.pk) == person.seat_id:
            return
        _sit(person=person, seat=seat, exercise=exercise)
        where = seat.role if seat else "waits"
        control.log(
            exercise=exercise, act=control.Act.ASSIGN, by=by, now=now, seat=seat, detail=f"{person.name}: {where}"
        )
        if seat is not None:
            takeovers.hand_back(seat=seat, by=by, now=now)


def assign_all(*, exercise: Exercise, by: Participant, now: datetime) -> int:
    """Give seats to all who wait, in the order in which they joined, each time the emptiest seat. Returns the number of
    people who got one.

    Locked seats, full seats and seats that a policy plays are left out. A person who has opened a seat's whole briefing
    gets that seat back or waits on. Raises AlreadyEnded and `control.NotWhiteCell`.
    """
    with control.leading(by=by, exercise=exercise) as locked:
        refuse_ended(locked)
        seats = list(locked.seats.filter(policy="", is_locked=False).annotate(count=Count("people")).order_by("role"))
        filled = {seat.pk: seat.count for seat in seats}
        waiting = locked.participants.filter(part=Participant.Part.PLAYER, seat=None, left_at=None)
        moved = 0
        for person in waiting.order_by("joined_at", "pk"):
            theirs = [each for each in seats if person.briefed_seat_id in (None, each.pk)]
            seat = min(theirs, key=lambda each: filled[each.pk], default=None)
            if seat is None or filled[seat.pk] >= locked.seat_size:
                continue
            filled[seat.pk] += 1
            moved += 1
            _sit(person=person, seat=seat, exercise=locked)
        if moved:
            control.log(exercise=locked, act=control.Act.ASSIGN, by=by, now=now, detail=f"everybody: {moved}")
    return moved


def lock(*, seat: Seat, is_locked: bool, by: Participant, now: datetime) -> None:
    """Stop people from entering and leaving a seat by themselves, or allow it. Raises `control.NotWhiteCell`."""
    with control.leading(by=by, exercise=seat.exercise):
        if Seat.objects.filter(pk=seat.pk).exclude(is_locked=is_locked).update(is_locked=is_locked):
            act = control.Act.LOCK if is_locked else control.Act.UNLOCK
            control.log(exercise=seat.exercise, act=act, by=by, now=now, seat=seat)
            notices.publish(exercise_id=seat.exercise_id, regions=notices.LOBBY)


def _locked(exercise_id: int) -> Exercise:
    """Lock and return the exercise, so that two people who want the last place come one after the other."""
    return Exercise.objects.select_for_update(no_key=True, of=("self",)).get(pk=exercise_id)


def _sit(*, person: Participant, seat: Seat | None, exercise: Exercise) -> None:
    if seat is not None:
        if person.part != Participant.Part.PLAYER or person.left_at or seat.exercise_id != person.exercise_id:
            raise NotAPlayer("Only a player of this exercise who is here can sit in a seat.")
        if seat.people.count() >= exercise.seat_size:
            raise SeatFull(f"This seat is full: {exercise.seat_size} people sit in it. Choose another.")
    had_seat = person.seat_id is not None
    person.seat = seat
    person.save(update_fields=["seat"])
    notices.publish(exercise_id=exercise.pk, regions=ROSTER)
    notices.publish_to_person(person=person, regions=("seat",))
    if had_seat:
        # The open page still listens to the old seat's channel; the page that it loads next has the new one's.
        notices.revoke(people=[person])
