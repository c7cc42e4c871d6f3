"""Changes the seat of a solo exercise."""

from datetime import datetime

from django.db import transaction

from wargame.accounts.models import User
from wargame.exercises import bridge, dice_commitments, notices
from wargame.exercises.diplomacy.services import messages
from wargame.exercises.models import (
    DebriefAnswer,
    Exercise,
    Message,
    OrderSheet,
    Participant,
    Proposal,
    Seat,
    Speech,
    Turn,
)
from wargame.exercises.turns.services import openings


class SeatFixed(ValueError):
    """The seat cannot be changed, because orders have been submitted or the white cell moves people (in a class)."""


class NoSuchSeat(ValueError):
    """The seat cannot be taken, because the exercise has none of that role."""


def change(*, exercise: Exercise, role: str, user: User, now: datetime) -> Seat:
    """Move the user to another seat of a solo exercise before the first submit; a policy takes over the old seat.

    Hidden truths and all dice are drawn again under a new commitment, so that the user cannot use what the old seat
    knew. The policies decide again, and the user's draft and bids are deleted. Raises SeatFixed and NoSuchSeat.
    """
    with transaction.atomic():
        exercise = Exercise.objects.select_for_update(no_key=True, of=("self",)).get(pk=exercise.pk)
        if exercise.is_led:
            raise SeatFixed("In a class the white cell moves people. Ask for another seat.")
        seats = {seat.role: seat for seat in exercise.seats.all()}
        person = exercise.participants.get(user=user)
        old = next(seat for seat in seats.values() if seat.pk == person.seat_id)
        new = seats.get(role)
        if new is None:
            raise NoSuchSeat(f"There is no seat {role!r}; choose one of: {', '.join(seats)}.")
        if new == old:
            return old
        turn = _first_turn(exercise)
        _hand_over(old=old, new=new, person=person)
        _begin_again(exercise=exercise, turn=turn, now=now)
        notices.publish(exercise_id=exercise.pk, regions=notices.TURN_OPENED)
    return new


def _first_turn(exercise: Exercise) -> Turn:
    turns = Turn.objects.with_exercise().select_for_update(no_key=True, of=("self",))
    turn = turns.filter(branch__exercise=exercise).order_by("pk").first()
    if turn is None or not turn.is_open:
        raise SeatFixed("The seat is fixed once the first orders are submitted; start another exercise to try it.")
    return turn


def _hand_over(*, old: Seat, new: Seat, person: Participant) -> None:
    old.policy, new.policy, person.seat = old.standby, "", new
    for row, field in ((old, "policy"), (new, "policy"), (person, "seat")):
        row.save(update_fields=[field])


def _begin_again(*, exercise: Exercise, turn: Turn, now: datetime) -> None:
    OrderSheet.objects.filter(turn=turn).delete()
    Proposal.objects.filter(turn=turn).delete()
    Message.objects.filter(turn=turn).delete()
    DebriefAnswer.objects.filter(question__exercise=exercise).delete()
    exercise.debrief_questions.all().delete()
    Speech.objects.filter(turn=turn).delete()
    dice = dice_commitments.sealed()
    exercise.secret, exercise.commitment = dice["secret"], dice["commitment"]
    exercise.save(update_fields=["secret", "commitment"])
    prepared = openings.prepare_for(exercise=exercise, world=openings.world_for(exercise=exercise))
    Turn.objects.filter(pk=turn.pk).update(interventions={}, opened_at=now, **bridge.snapshot(prepared.world))
    openings.file_decisions(turn=turn, prepared=prepared, now=now)
    messages.deliver(turn=turn, drafts=prepared.messages)
