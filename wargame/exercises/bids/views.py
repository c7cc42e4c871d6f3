"""A person's bid, posted from the play page."""

from dataclasses import replace
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from wargame.exercises import access
from wargame.exercises.bids import selectors, services
from wargame.exercises.bids.forms import BidForm
from wargame.exercises.models import Participant, Seat, Turn
from wargame.exercises.navigation import addresses, sandbox
from wargame.exercises.orders.services import orders
from wargame.web.htmx import HtmxHttpRequest


@require_POST
def bid(request: HtmxHttpRequest, code: str, number: int) -> HttpResponse:
    """Keep the bid, and answer with its form as it stands then."""
    seat, person = sandbox.seat_and_person(request, code)
    turn = access.turn_for(seat, number, access.branch_for(seat))
    form = BidForm(request.POST)
    fault = _placed(form, person, seat, turn)
    if not request.htmx:
        if fault:
            messages.warning(request, fault)
        return redirect(addresses.now(seat))
    asked = {one.key: one for one in selectors.open_bids_of(person, turn)}.get(form.data.get("key", ""))
    if asked is None:
        return addresses.go(request, addresses.now(seat))
    context = {"code": seat.exercise.code, "bid": replace(asked, fault=fault), "is_kept": not fault}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return render(request, "exercises/bids/parts/bid.html", context, status=status)


def _placed(form: BidForm, person: Participant, seat: Seat, turn: Turn) -> str:
    """Place the bid; return the reason if it was refused, else ""."""
    if not form.is_valid():
        return " ".join(str(fault) for name in form.errors for fault in form.errors[name])
    try:
        services.place(by=person, seat=seat, turn=turn, **form.cleaned_data)
    except (services.BidRefused, orders.OrdersRefused) as refusal:
        return str(refusal)
    return ""
