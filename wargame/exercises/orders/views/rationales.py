"""Rationales: a person's line on their seat's orders, and the white cell's reading of all of them."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wargame.exercises import access
from wargame.exercises.navigation import addresses, sandbox
from wargame.exercises.orders.selectors import rationales
from wargame.exercises.orders.services import orders
from wargame.exercises.orders.services import rationales as rationales_service
from wargame.web.htmx import HtmxHttpRequest


@require_POST
def write(request: HtmxHttpRequest, code: str, number: int) -> HttpResponse:
    """Keep the line, and say so beside the field."""
    seat, person = sandbox.seat_and_person(request, code)
    turn = access.turn_for(seat, number)
    text, fault = request.POST.get("text", ""), ""
    try:
        rationales_service.write(by=person, seat=seat, turn=turn, text=text, now=timezone.now())
    except (rationales_service.RationaleTooLong, orders.OrdersRefused) as refusal:
        fault = str(refusal)
    if not request.htmx and not fault:
        return redirect(f"{reverse('play', args=[seat.exercise.code])}#pane-orders")
    mine = rationales.own(person, turn, text=text if fault else None, fault=fault)
    if mine is None:
        return redirect(addresses.now(seat))
    context = {"code": seat.exercise.code, "rationale": mine, "is_kept": not fault}
    part = "orders/parts/rationale_said" if request.htmx else "orders/rationale"
    return render(
        request, f"exercises/{part}.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    )


@require_safe
@never_cache
def read(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Answer with what everybody noted about the last turn whose orders are closed, for the white cell."""
    person = access.require_white_cell(request.user, code)
    context = {"code": person.exercise.code, "rationales": rationales.of_room(person)}
    part = "control/parts/room_rationales" if request.htmx else "control/room_rationales"
    return render(request, f"exercises/{part}.html", context)
