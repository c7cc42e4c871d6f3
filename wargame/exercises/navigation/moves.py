"""Says on a person's next page that the white cell has moved them; the session keeps in which seat they were before."""

from django.contrib import messages
from django.http import HttpRequest

from wargame.exercises import access
from wargame.exercises.models import Exercise, OrderSheet, Participant, Seat, SheetChange

_KEPT = "seats_sat_in"


def tell_move(request: HttpRequest, person: Participant) -> None:
    """Add a message to the page if the person's seat in a class is another one than on their last page."""
    exercise = person.exercise
    if exercise.mode != Exercise.Mode.CLASS or person.part != Participant.Part.PLAYER:
        return
    role = person.seat.role if person.seat else ""
    kept: dict[str, str] = request.session.get(_KEPT, {})
    if kept.get(exercise.code) == role:
        return
    request.session[_KEPT] = kept | {exercise.code: role}
    # Until the start people change seats by themselves.
    if exercise.code in kept and exercise.status == Exercise.Status.RUNNING:
        messages.info(request, _words(person.seat, kept[exercise.code]))


def _words(seat: Seat | None, before: str) -> str:
    if seat is None:
        return f"The white cell took you out of {before}. You wait for another seat."
    if before:
        return f"The white cell moved you from {before} to {seat.role}."
    taken = " The AI played it until now; its orders are your draft." if _has_orders_of_ai(seat) else ""
    return f"The white cell gave you {seat.role}.{taken}"


def _has_orders_of_ai(seat: Seat) -> bool:
    """Return whether the seat's draft was begun by a policy in the turn that is under way."""
    turn = access.latest_turn_or_none(seat.exercise)
    if turn is None or not turn.is_under_way:
        return False
    sheets = OrderSheet.objects.filter(turn=turn, seat=seat, policy="")
    return SheetChange.objects.filter(sheet__in=sheets).exclude(policy="").exists()
