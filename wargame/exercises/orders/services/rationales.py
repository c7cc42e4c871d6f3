"""Rationales: what a person notes about their seat's orders, for themselves and for the white cell."""

from datetime import datetime

from wargame.exercises import record_chain
from wargame.exercises.models import Participant, Rationale, Seat, Turn
from wargame.exercises.models.rationale import TEXT_LENGTH
from wargame.exercises.orders.services import orders


class RationaleTooLong(ValueError):
    """The line cannot be kept, because it is too long."""


def write(*, by: Participant, seat: Seat, turn: Turn, text: str, now: datetime) -> Rationale | None:
    """Keep the person's one line on the orders of their seat, with the sheet's revision; "" takes it back.

    Nobody is told. Raises `RationaleTooLong`, and the `orders.OrdersRefused` of a sheet that takes no orders.
    """
    line = "".join(each for each in " ".join(text.split()) if each.isprintable()).strip()
    if len(line) > TEXT_LENGTH:
        raise RationaleTooLong(f"Shorten it to {TEXT_LENGTH} characters; it is a line for yourself, not a report.")
    with orders.locked(turn, seat, by):
        if not line:
            written = Rationale.objects.filter(turn=turn, seat=seat, by=by)
            record_chain.remove(exercise_id=seat.exercise_id, rows=written)
            return None
        kept, _ = Rationale.objects.update_or_create(
            turn=turn,
            seat=seat,
            by=by,
            defaults={"text": line, "revision": orders.sheet_of(seat=seat, turn=turn).revision, "at": now},
        )
        record_chain.add(exercise_id=seat.exercise_id, row=kept)
    return kept
