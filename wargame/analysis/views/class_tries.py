"""Try a turn again with a whole class: opened by the facilitator, given on phones, revealed in the room."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from wargame import database_clock
from wargame.accounts import limits
from wargame.analysis import access
from wargame.analysis.domain import OrderRow
from wargame.analysis.forms import TryAgainForm
from wargame.analysis.models import ClassTry
from wargame.analysis.selectors.class_tries import class_try_page
from wargame.analysis.selectors.second_tries import turn_to_try
from wargame.analysis.services import class_tries, ensembles
from wargame.analysis.views.refusals import still_played
from wargame.analysis.views.second_tries import page, posted_orders, turn_and_seat_for
from wargame.exercises.access import MISSING, Reader
from wargame.exercises.models import Seat
from wargame.exercises.navigation import query, sandbox
from wargame.web.htmx import HtmxHttpRequest


@require_POST
def open_class_try(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Open a turn of one seat for the class to try again; for the white cell alone."""
    try:
        leader = access.leader_after_the_end(request.user, code)
        reader = sandbox.reader_for(request, code)
        line = access.open_line_for(reader, query.number(request, "b"))
    except access.LineStillPlayed as refusal:
        return still_played(request, code, refusal)
    turn, seat = turn_and_seat_for(reader, line, TryAgainForm(request.POST))
    try:
        opened = class_tries.begin(branch=line, turn=turn, role=seat.role, by=leader, now=database_clock.read())
    except ensembles.IllegalTerms as refusal:
        messages.warning(request, str(refusal))
        return redirect("try_again", code)
    return redirect("class_try", reader.seat.exercise.code, opened.number)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def class_try(request: HtmxHttpRequest, code: str, number: int) -> HttpResponse:
    """Show the question, then how many have answered, then the answers; on POST, take the sheet of a person."""
    reader = sandbox.reader_for(request, code)
    try:
        found = access.class_try_for(reader, number)
    except access.LineStillPlayed as refusal:
        return still_played(request, code, refusal)
    if request.method == "POST":
        return _give(request, reader, found)
    return _render(request, reader, found)


@require_POST
def reveal(request: HtmxHttpRequest, code: str, number: int) -> HttpResponse:
    """Show the answers to the class; for the white cell alone."""
    try:
        leader = access.leader_after_the_end(request.user, code)
        reader = sandbox.reader_for(request, code)
        found = access.class_try_for(reader, number)
    except access.LineStillPlayed as refusal:
        return still_played(request, code, refusal)
    class_tries.reveal(class_try=found, by=leader, now=database_clock.read())
    return redirect("class_try", reader.seat.exercise.code, number)


def _give(request: HtmxHttpRequest, reader: Reader, found: ClassTry) -> HttpResponse:
    orders, now = posted_orders(request.POST, found.turn, _seat(reader, found)), database_clock.read()
    limits.spend(limits.ENSEMBLE, limits.visitor_of(request), now=now)
    try:
        class_tries.give(class_try=found, orders=orders, by=access.person(request.user), now=now)
    except ensembles.IllegalTerms as refusal:
        return _render(request, reader, found, orders, str(refusal))
    except class_tries.NotTaken as refusal:
        messages.warning(request, str(refusal))
    return redirect("class_try", reader.seat.exercise.code, found.number)


def _render(
    request: HtmxHttpRequest,
    reader: Reader,
    found: ClassTry,
    orders: tuple[OrderRow, ...] = (),
    refusal: str = "",
) -> HttpResponse:
    """Render the page, or its region alone; a person who has not answered gets the turn and the form."""
    shown = class_try_page(found, access.person(request.user))
    context: dict[str, Any] = page(request, reader, found.branch) | {"shown": shown}
    if request.htmx and not refusal:
        return render(request, "analysis/class_try.html#ensemble", context)
    if not (shown.is_revealed or shown.has_given or context["leads"]):
        context |= {"to_try": turn_to_try(_seat(reader, found), found.branch, found.turn, orders), "refusal": refusal}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return render(request, "analysis/class_try.html", context, status=status)


def _seat(reader: Reader, found: ClassTry) -> Seat:
    seat = reader.seat.exercise.seats.filter(role=found.role).first()
    if seat is None:
        raise Http404(MISSING)
    seat.exercise = reader.seat.exercise
    return seat
