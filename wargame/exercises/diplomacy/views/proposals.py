"""Proposals: a region and a page of their own, and what a seat does with them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import trigger_client_event

from wargame import live
from wargame.exercises import access
from wargame.exercises.diplomacy.forms import ProposalAnswerForm, ProposalForm
from wargame.exercises.diplomacy.selectors.proposals import Proposals, proposals_of, room_proposals_of
from wargame.exercises.diplomacy.services import proposals as proposals_service
from wargame.exercises.models import Participant
from wargame.exercises.situation.context import frame_context
from wargame.exercises.situation.selectors.seat_view import seat_view_of
from wargame.web.htmx import HtmxHttpRequest

INCOMPLETE = "The form was not complete. Reload the page and try again."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def proposals(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Answer with what the reader may know of proposals, as a page or as its list alone; a POST proposes."""
    person = access.participant_for(request.user, code)
    if request.method != "POST":
        return _answer(request, person, part="list")
    if person.is_white_cell:
        return _answer(request, person, fault="The white cell proposes nothing; seats do.")
    access.seat_decided_by(person)
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return _answer(request, person, fault=INCOMPLETE)
    asked = form.cleaned_data

    def propose(now: datetime) -> object:
        return proposals_service.propose(
            by=person,
            agreement=asked["agreement"],
            terms=asked["terms"],
            lapses_after=asked["lapses_after"],
            now=now,
        )

    return _do(request, person, propose, "Proposed.")


@require_POST
def answer(request: HtmxHttpRequest, code: str, key: str) -> HttpResponse:
    """Accept or reject a proposal."""
    person = _player(request, code)
    form = ProposalAnswerForm(request.POST)
    if not form.is_valid():
        return _answer(request, person, fault=INCOMPLETE, part="list")
    is_yes = form.cleaned_data["say"] == "yes"
    announcement = "Accepted." if is_yes else "Rejected."
    return _do(
        request,
        person,
        lambda now: proposals_service.answer(by=person, key=key, is_yes=is_yes, now=now),
        announcement,
        part="list",
    )


@require_POST
def withdraw(request: HtmxHttpRequest, code: str, key: str) -> HttpResponse:
    """Take a proposal back."""
    person = _player(request, code)
    return _do(
        request, person, lambda now: proposals_service.withdraw(by=person, key=key, now=now), "Withdrawn.", part="list"
    )


def _player(request: HttpRequest, code: str) -> Participant:
    """Return the user as a person in a seat; 404 for everybody else."""
    _, person = access.seat_and_person(request.user, code)
    return person


def _do(
    request: HtmxHttpRequest,
    person: Participant,
    act: Callable[[datetime], object],
    announcement: str,
    *,
    part: str = "form",
) -> HttpResponse:
    """Call the service and show the part of the page that asked, with the reason if it was refused."""
    try:
        act(timezone.now())
    except proposals_service.ProposalRefused as refusal:
        return _answer(request, person, fault=str(refusal), part=part)
    if not request.htmx:
        return redirect("proposals", person.exercise.code)
    # A seat that a policy plays answers by letter.
    response = trigger_client_event(_answer(request, person, part=part), "sent")
    response = trigger_client_event(response, "proposed")
    return trigger_client_event(response, "announce", {"value": announcement})


def _answer(request: HtmxHttpRequest, person: Participant, *, fault: str = "", part: str = "form") -> HttpResponse:
    """Answer with the page, or one part of it: with what was entered when it was refused."""
    table, template, page_context = _page(request, person)
    if fault:
        entered = request.POST
        table = replace(table, fault=fault, agreement=entered.get("agreement", ""), terms=entered.get("terms", ""))
    if request.htmx:
        is_card = part == "list" and request.GET.get("brief") == "offers"
        template = f"exercises/diplomacy/parts/{'offers' if is_card else f'proposal_{part}'}.html"
    context = page_context | {"proposals": table, "fault_in": part if fault else "", "is_brief": "brief" in request.GET}
    return render(request, template, context, status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK)


def _page(request: HttpRequest, person: Participant) -> tuple[Proposals, str, dict[str, Any]]:
    """Return the proposals that the person may know now, with template and context of the page.

    404 for who sits nowhere, and before the first turn.
    """
    exercise = person.exercise
    page_context: dict[str, Any] = {
        "exercise": exercise,
        "live_url": live.address_of(*access.channels_of(person)),
        "live_regions": "proposals",
    }
    if person.is_white_cell:
        table = room_proposals_of(person, access.line_of(exercise), access.latest_turn(exercise))
        return table, "exercises/diplomacy/room_proposals.html", page_context
    seat = access.seat_decided_by(person)
    line = access.branch_for(seat)
    at = seat_view_of(seat, line, access.latest_turn_for(seat, line))
    context = frame_context(request, at, person) | {"hints": {}} | page_context
    return proposals_of(at), "exercises/diplomacy/proposals.html", context
