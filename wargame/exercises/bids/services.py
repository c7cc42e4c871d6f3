"""Bidding: a seat says how likely a claim is, as often as it likes while a turn takes orders."""

from datetime import datetime

from wargame.exercises import notices
from wargame.exercises.bids.domain import asked_in
from wargame.exercises.models import Bid, Participant, Seat, Turn
from wargame.exercises.models.bid import CERTAIN
from wargame.exercises.orders.services import orders


class BidRefused(ValueError):
    """The bid cannot be taken."""


def place(*, by: Participant, seat: Seat, turn: Turn, key: str, in_100: int, now: datetime) -> Bid:
    """Keep the seat's bid on a claim in the turn; one that stood there gives way. The white cell's pages hear of it.

    Raises `BidRefused`, and the `orders.OrdersRefused` of a turn that takes no orders from this person.
    """
    if key not in {claim.key for claim in asked_in(turn)}:
        raise BidRefused(f"Turn {turn.number} asks for no such bid. Reload the page to see what it asks.")
    if not 0 <= in_100 <= CERTAIN:
        raise BidRefused(f"Bid from 0 to {CERTAIN}, not {in_100}.")
    with orders.locked(turn, seat, by):
        bid, _ = Bid.objects.update_or_create(
            turn=turn, seat=seat, key=key, defaults={"in_100": in_100, "by": by, "at": now}
        )
        notices.publish_to_room(exercise_id=seat.exercise_id, regions=("control",))
    return bid
