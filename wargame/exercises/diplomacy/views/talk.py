"""The line with which a seat speaks to another: each way of speaking answers with the line, ready for the next."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from wargame.exercises import access
from wargame.exercises.diplomacy.forms import TalkForm
from wargame.exercises.diplomacy.selectors.talk import PROPOSE, talk_line_of
from wargame.exercises.diplomacy.services import chance_seals, likelihoods
from wargame.exercises.diplomacy.services import messages as messages_service
from wargame.exercises.diplomacy.services import proposals as proposals_service
from wargame.exercises.diplomacy.services import talk as talk_service
from wargame.exercises.diplomacy.views import messages as messages_views
from wargame.exercises.models import Participant
from wargame.exercises.situation.selectors.seat_view import SeatView, seat_view_of
from wargame.web.htmx import HtmxHttpRequest

INCOMPLETE = "Choose to whom you speak and what you say, and send it again."
SENT = "Sent. An answer stands in the messages."


@require_POST
@never_cache
def talk(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Says one of the sentences to a seat, or proposes an agreement."""
    person = access.participant_for(request.user, code)
    access.seat_decided_by(person)
    form = TalkForm(request.POST)
    if not form.is_valid():
        return _answer(request, person, fault=INCOMPLETE)
    try:
        _say(person, form)
    except (messages_service.MessageRefused, proposals_service.ProposalRefused) as refusal:
        return _answer(request, person, fault=str(refusal))
    if not request.htmx:
        return redirect("exercise", person.exercise.code)
    response = _answer(request, person)
    for event in ("sent", "proposed"):
        trigger_client_event(response, event)
    return trigger_client_event(response, "announce", {"value": SENT})


@require_safe
@never_cache
def likely(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Answer with the chance that the others say yes to what is chosen; 204 if that cannot be said."""
    person = access.participant_for(request.user, code)
    seat = access.seat_decided_by(person)
    line = access.branch_for(seat)
    at = seat_view_of(seat, line, access.latest_turn_for(seat, line))
    form = TalkForm(request.GET)
    chosen = _likelihood(at, form) if form.is_valid() and talk_line_of(at) else None
    if chosen is None:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "exercises/diplomacy/parts/talk_likely.html", {"likely": chosen})


def _likelihood(at: SeatView, form: TalkForm) -> likelihoods.Likelihood | None:
    said = form.cleaned_data
    if said["manner"] == PROPOSE:
        return likelihoods.of_proposal(at, said["propose"])
    return likelihoods.of_sentence(at, said["to"], said[said["manner"]])


def _say(person: Participant, form: TalkForm) -> None:
    said, now = form.cleaned_data, timezone.now()
    if said["manner"] == PROPOSE:
        has_restraint = said["has_restraint"]
        agreement = said["propose"]
        made = proposals_service.propose(by=person, agreement=agreement, has_restraint=has_restraint, now=now)
        chance_seals.keep(proposal=made, seal=said["told"])
    else:
        talk_service.speak(by=person, to=said["to"], sentence=said[said["manner"]], now=now, told=said["told"])


def _answer(request: HtmxHttpRequest, person: Participant, *, fault: str = "") -> HttpResponse:
    """Answer with the line, or the page of messages with it; after a refusal with what was entered."""
    template, context = messages_views.page(request, person)
    line, entered = context["talk"], request.POST
    if line:
        manner = entered.get("manner", "")
        chosen = entered.get(manner, "") if fault else ""
        context["talk"] = line.filled(to=entered.get("to", ""), manner=manner, chosen=chosen, fault=fault)
    if request.htmx:
        template = "exercises/diplomacy/parts/talk_line.html"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    return render(request, template, context | {"fault": "" if line else fault}, status=status)
