"""Messages: a page of their own in every phase of a turn, and the composer that all pages share."""

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
from wargame.exercises.diplomacy.forms import MessageForm
from wargame.exercises.diplomacy.selectors.inbox import inbox_of, room_inbox_of
from wargame.exercises.diplomacy.selectors.proposals import proposals_of
from wargame.exercises.diplomacy.selectors.talk import talk_line_of
from wargame.exercises.diplomacy.services import messages as messages_service
from wargame.exercises.diplomacy.services import receipts
from wargame.exercises.models import Participant
from wargame.exercises.navigation import query, sandbox
from wargame.exercises.situation.context import frame_context
from wargame.exercises.situation.selectors.seat_view import seat_view_of
from wargame.web.htmx import HtmxHttpRequest
from wargame.web.seats import WHITE_CELL


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def messages(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Show the messages that the reader may read, as a page; a POST sends one."""
    person = access.participant_for(request.user, code)
    if request.method == "POST":
        return _send(request, person)
    template, context = page(request, person)
    role = WHITE_CELL if person.is_white_cell else person.seat and person.seat.role
    receipts.note(person=person, role=role or "", shown=context["inbox"].shown, now=timezone.now())
    return render(request, template, context)


def _send(request: HtmxHttpRequest, person: Participant) -> HttpResponse:
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _answer(request, person, fault="The form was not complete. Reload the page and try again.")
    wanted = form.cleaned_data
    try:
        messages_service.send(
            by=person,
            recipients=wanted["to"],
            text=wanted["text"],
            is_statement=wanted["is_statement"],
            now=timezone.now(),
        )
    except messages_service.MessageRefused as refusal:
        return _answer(request, person, fault=str(refusal))
    if not request.htmx:
        return redirect("messages", person.exercise.code)
    # The page's own list of messages hears of it and fetches itself.
    response = trigger_client_event(_answer(request, person), "sent")
    return trigger_client_event(response, "announce", {"value": "Message sent."})


def _answer(request: HtmxHttpRequest, person: Participant, *, fault: str = "") -> HttpResponse:
    """Answer with the composer: after a refusal with what was entered, else empty with the same recipients."""
    template, context = page(request, person)
    text, states = (request.POST.get("text", ""), "is_statement" in request.POST) if fault else ("", False)
    inbox = context["inbox"]
    if inbox.composer:
        composer = inbox.composer.filled(chosen=request.POST.getlist("to"), is_statement=states, text=text, fault=fault)
        context |= {"inbox": replace(inbox, composer=composer), "composer": composer}
    if request.htmx:
        template = "exercises/diplomacy/parts/message_form.html"
    return render(
        request,
        template,
        context | {"fault": fault},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK,
    )


def page(request: HttpRequest, person: Participant) -> tuple[str, dict[str, Any]]:
    """Return the page of messages for the reader's part in the exercise: template and context."""
    exercise, sender = person.exercise, query.word(request, "from").upper()
    if person.is_white_cell:
        inbox = room_inbox_of(person, access.line_of(exercise), sender)
        channels = access.channels_of(person)
        context = {"inbox": inbox, "exercise": exercise, "live_url": live.address_of(*channels)}
        return "exercises/diplomacy/room_messages.html", context | {"code": exercise.code, "live_regions": "inbox"}
    seat = sandbox.seat_decided_by(request, person)
    line = access.branch_for(seat)
    at = seat_view_of(seat, line, access.latest_turn_for(seat, line))
    context = frame_context(request, at, person) | {"inbox": inbox_of(at, sender), "code": exercise.code}
    table = proposals_of(at)
    context |= {"proposals": table, "talk": talk_line_of(at, table), "hints": {}, "live_regions": "inbox proposals"}
    return "exercises/diplomacy/messages.html", context
