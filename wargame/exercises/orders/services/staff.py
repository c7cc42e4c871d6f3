"""Asking the staff: the people of a seat get figures for orders and offers, three times a turn at most."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from wargame.exercises import notices
from wargame.exercises.models import OrderSheet, Participant, Seat, StaffQuestion, Turn
from wargame.exercises.models.staff_question import MOST_A_TURN
from wargame.exercises.orders.domain import NONE_LEFT, Inquiry, why_no_staff
from wargame.exercises.orders.services import orders
from wargame.exercises.turns.services import sheets


class StaffRefused(orders.OrdersRefused):
    """The staff does not answer; the sentence says why."""


def ask(
    *,
    seat: Seat,
    turn: Turn,
    by: Participant,
    question: Inquiry,
    answer: Callable[[], dict[str, Any]],
    now: datetime,
) -> StaffQuestion:
    """Keep a question with its answer, which is worked out while the turn is not locked, and return both.

    The same question again is answered as before and costs nothing. Raises `StaffRefused`, and the `orders` refusals
    of a turn that takes no orders from this person.
    """
    if why_not := why_no_staff(seat.exercise):
        raise StaffRefused(why_not)
    sheet = orders.sheet_of(seat=seat, turn=turn)
    if found := _found(sheet, question):
        return found
    _refuse_fourth(sheet)
    # The answer takes long: a turn that takes no orders from this person refuses before it is worked out.
    with orders.locked(turn, seat, by):
        pass
    said = answer()
    with orders.locked(turn, seat, by):
        # A colleague may have asked meanwhile.
        if found := _found(sheet, question):
            return found
        sheet = orders.sheet_of(seat=seat, turn=turn)
        if not sheet.revision:
            # An offer can be asked about before there are orders: the answer stands on an empty sheet.
            sheets.write(sheet=sheet, orders=[], now=now, by=by)
        kept = _keep(sheet, question, said, by=by, now=now)
        notices.publish_to_seat(seat=seat, regions=("orders",))
    return kept


def _found(sheet: OrderSheet, question: Inquiry) -> StaffQuestion | None:
    return StaffQuestion.objects.filter(sheet=sheet.pk, key=question.key).first()


def _keep(
    sheet: OrderSheet, question: Inquiry, said: dict[str, Any], *, by: Participant, now: datetime
) -> StaffQuestion:
    """Store a question with its answer. Raises `StaffRefused` where none is left."""
    return StaffQuestion.objects.create(
        sheet=sheet,
        number=_refuse_fourth(sheet) + 1,
        key=question.key,
        order=question.order and dict(question.order),
        orders=[dict(row) for row in question.orders],
        answer=said,
        by=by,
        at=now,
    )


def _refuse_fourth(sheet: OrderSheet) -> int:
    """Return the number of questions that people asked about the sheet. Raises `StaffRefused` where none is left."""
    asked = StaffQuestion.objects.filter(sheet=sheet.pk).count()
    if asked >= MOST_A_TURN:
        raise StaffRefused(NONE_LEFT)
    return asked
