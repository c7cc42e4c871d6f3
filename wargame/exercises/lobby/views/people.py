"""The white cell's page of people: who holds which seat, who may come back, and by which link."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wargame import live
from wargame.accounts.addresses import site
from wargame.exercises import access, presence
from wargame.exercises.codes import dashed_code
from wargame.exercises.lobby.selectors.people import people_of
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Participant
from wargame.web.htmx import HtmxHttpRequest
from wargame.web.qr import qr_svg


@require_safe
@never_cache
def people(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Show everybody, with the actions for each."""
    by = access.require_white_cell(request.user, code)
    now = timezone.now()
    presence.note(request, by, now=now)
    context = {
        "people": people_of(by.exercise, now),
        "me": by,
        "live_url": live.address_of(*access.channels_of(by)),
        "live_regions": "lobby roster",
    }
    part = "#people" if request.htmx else ""
    return render(request, f"exercises/lobby/people.html{part}", context)


@require_POST
def readmit(request: HttpRequest, code: str, person: int) -> HttpResponse:
    """Let a removed person come back by their link or by the code."""
    by = access.require_white_cell(request.user, code)
    participants.readmit(person=_person(by, person), by=by, now=timezone.now())
    return redirect("people", by.exercise.code)


@require_POST
@never_cache
def new_link(request: HttpRequest, code: str, person: int) -> HttpResponse:
    """Make a new recovery link for a person and show it once; the old link stops working."""
    by = access.require_white_cell(request.user, code)
    found = _person(by, person)
    try:
        token = participants.new_recovery(person=found, by=by, now=timezone.now())
    except participants.HasAccount as refusal:
        messages.warning(request, str(refusal))
        return redirect("people", by.exercise.code)
    address = f"{site(request)}{reverse('back', args=[by.exercise.code, token])}"
    context = {"person": found, "address": address, "qr": qr_svg(address), "code": dashed_code(by.exercise.code)}
    return render(request, "exercises/lobby/new_link.html", context)


def _person(by: Participant, person: int) -> Participant:
    found = by.exercise.participants.select_related("exercise", "seat", "user").filter(pk=person).first()
    if found is None:
        raise Http404("There is no such person in this exercise.")
    return found
