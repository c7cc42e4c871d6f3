"""Bidding: a person says how likely a claim is, as often as they like while a turn takes orders."""

from django.db import transaction

from scenarios.schema.pack_bids import BidText
from wargame.exercises import notices
from wargame.exercises.bids.domain import key_of, open_claims_in, question_of
from wargame.exercises.control_log.services.control import holding
from wargame.exercises.models import DebriefAnswer, DebriefQuestion, Participant, Seat, Turn
from wargame.exercises.models.debrief import CERTAIN
from wargame.exercises.orders.services import orders
from wargame.exercises.room_questions import add_new, keep_answer


class BidRefused(ValueError):
    """The bid cannot be taken."""


def place(*, by: Participant, seat: Seat, turn: Turn, key: str, in_100: int) -> DebriefAnswer:
    """Keep a person's bid on a claim, without their name; one that stood there gives way.

    The white cell's pages hear that somebody has answered. Raises `BidRefused`, and the `orders.OrdersRefused` of a
    turn that takes no orders from this person.
    """
    claim = next((one for one in open_claims_in(turn) if one.key == key), None)
    if claim is None:
        raise BidRefused(f"Turn {turn.number} asks for no such bid. Reload the page to see what it asks.")
    if not 0 <= in_100 <= CERTAIN:
        raise BidRefused(f"Bid from 0 to {CERTAIN}, not {in_100}.")
    # The row of the exercise comes before that of the turn, as everywhere: two who lock in a circle would both fail.
    with transaction.atomic():
        question = _question(turn, claim)
        with orders.locked(turn, seat, by):
            kept = keep_answer(question, by, in_100=in_100)
        notices.publish_to_room(exercise_id=seat.exercise_id, regions=("control",))
    return kept


def _question(turn: Turn, claim: BidText) -> DebriefQuestion:
    """Return the question of a claim, which the first bid keeps."""
    exercise = turn.branch.exercise
    kept = DebriefQuestion.objects.filter(exercise=exercise, key=key_of(claim))
    if not kept.exists():
        with holding(exercise=exercise) as held:
            add_new(held, [question_of(held, claim)])
    return kept.get()
