"""Asking the staff about an order, the whole sheet or an offer; the forms work without JavaScript."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wargame.exercises import access
from wargame.exercises.models import Participant, StaffQuestion
from wargame.exercises.navigation import sandbox
from wargame.exercises.orders.domain import NO_SUCH_OFFER, NOTHING_TO_ASK
from wargame.exercises.orders.forms import StaffForm
from wargame.exercises.orders.selectors.orders import draft_of, offered_beside
from wargame.exercises.orders.selectors.staff import answer_to, question_about_offer, question_of
from wargame.exercises.orders.services import orders
from wargame.exercises.orders.services import staff as staff_service
from wargame.exercises.orders.views import page
from wargame.exercises.situation.selectors.seat_view import SeatView, seat_view_of
from wargame.web.htmx import HtmxHttpRequest
from wargame.web.request_queue import forecasts


@forecasts
@require_POST
def ask(request: HtmxHttpRequest, code: str, number: int) -> HttpResponse:
    """Ask about the order or the agreement that the form names, and answer with the order region."""
    seat, person = sandbox.seat_and_person(request, code)
    line = access.branch_for(seat)
    at = seat_view_of(seat, line, access.turn_for(seat, number, line))
    form = StaffForm(request.POST)
    if not form.is_valid():
        return page.refusal(request, at, conflict="Choose what the staff is to look at, then ask again.")
    try:
        ask_staff(at, person, form.cleaned_data["slot"])
    except orders.OrdersRefused as refusal:
        return page.refusal(request, at, conflict=str(refusal))
    if request.htmx:
        return page.answer(request, at, focus="staff")
    return redirect(f"{reverse('play', args=[seat.exercise.code])}#staff")


def ask_staff(at: SeatView, by: Participant, about: int | str) -> StaffQuestion:
    """Ask about an order of the sheet as it stands (from 1; 0 for all), or about an agreement by its key.

    Raises `StaffRefused` and `OrdersRefused`.
    """
    rows = draft_of(at.seat, at.turn).orders
    question = question_of(at, rows, about) if isinstance(about, int) else question_about_offer(at, rows, about)
    if question is None:
        raise staff_service.StaffRefused(NOTHING_TO_ASK if isinstance(about, int) else NO_SUCH_OFFER)
    return staff_service.ask(
        seat=at.seat,
        turn=at.turn,
        by=by,
        question=question,
        answer=lambda: answer_to(at, question, offered_beside(at, rows)),
        now=timezone.now(),
    )
