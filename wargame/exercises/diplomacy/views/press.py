"""The press: a feed for everybody, public statements of seats, and what the white cell lets outlets print."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from wargame import live
from wargame.exercises import access
from wargame.exercises.diplomacy.forms import PressForm
from wargame.exercises.diplomacy.selectors.press import press_of, watched_press_of
from wargame.exercises.diplomacy.services import messages as messages_service
from wargame.exercises.models import Participant, Seat
from wargame.exercises.situation.context import frame_context
from wargame.exercises.situation.selectors.seat_view import seat_view_of
from wargame.web.htmx import HtmxHttpRequest


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def press(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Show the feed, as a page or alone; a POST says something in public."""
    person = access.participant_for(request.user, code)
    watches = person.part == Participant.Part.OBSERVER
    if watches:
        access.observer_of(person)
    seat = None if person.is_white_cell or watches else access.seat_decided_by(person)
    if request.method == "POST":
        return _print(request, person, seat)
    return _answer(request, person, seat, part="feed")


def _print(request: HtmxHttpRequest, person: Participant, seat: Seat | None) -> HttpResponse:
    form = PressForm(request.POST)
    if not form.is_valid():
        return _answer(request, person, seat, fault="The form was not complete. Reload the page and try again.")
    data = form.cleaned_data
    try:
        messages_service.send(
            by=person,
            recipients=(),
            text=data["text"],
            is_statement=True,
            outlet=data["outlet"],
            now=timezone.now(),
        )
    except messages_service.MessageRefused as refusal:
        return _answer(request, person, seat, fault=str(refusal))
    if not request.htmx:
        return redirect("press", person.exercise.code)
    response = trigger_client_event(_answer(request, person, seat), "printed")
    return trigger_client_event(response, "announce", {"value": "Published."})


def _answer(
    request: HtmxHttpRequest, person: Participant, seat: Seat | None, *, fault: str = "", part: str = "form"
) -> HttpResponse:
    """Answer with the page, or a part of it: with what was entered when it was refused."""
    is_part = request.htmx
    watches = person.part == Participant.Part.OBSERVER
    press = watched_press_of(person) if watches else press_of(person.exercise, access.line_of(person.exercise), seat)
    if fault:
        entered = request.POST
        press = replace(press, fault=fault, outlet=entered.get("outlet", ""), text=entered.get("text", ""))
    context: dict[str, Any] = {"press": press}
    if is_part:
        template = f"exercises/diplomacy/parts/press_{part}.html"
    else:
        template = (
            "exercises/diplomacy/press.html"
            if seat
            else f"exercises/diplomacy/{'watch' if watches else 'room'}_press.html"
        )
        context |= _around(request, person, seat)
    return render(request, template, context, status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK)


def _around(request: HttpRequest, person: Participant, seat: Seat | None) -> dict[str, Any]:
    """Return the context around the feed on a page of its own."""
    if seat is None:
        address = live.address_of(*access.channels_of(person))
        return {"exercise": person.exercise, "live_url": address, "live_regions": "press"}
    line = access.branch_for(seat)
    at = seat_view_of(seat, line, access.latest_turn_for(seat, line))
    return frame_context(request, at, person) | {"hints": {}, "live_regions": "press"}
