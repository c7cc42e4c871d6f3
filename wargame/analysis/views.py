"""How else it could have gone: asking, watching the games being played, reading what became of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from wargame import live
from wargame.analysis import access, bridge
from wargame.analysis.forms import AskForm
from wargame.analysis.selectors.outlooks import Shown, shown_of
from wargame.analysis.selectors.progress import progress_of
from wargame.analysis.services import ensembles as services
from wargame.exercises.access import channels_for, latest_turn_for, turn_for
from wargame.exercises.models import Branch, Seat
from wargame.exercises.selectors.frames import frame_of
from wargame.exercises.views import asking

UNCHANGED, REFUSED, UNPROCESSABLE = 204, 409, 422

Context = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ensembles(request: HttpRequest, code: str) -> HttpResponse:
    """What has been asked about a finished line, and asking more."""
    try:
        seat, line = access.open_line_for(request.user, code, asking.number(request, "b"))
    except access.StillPlayed as refusal:
        return _still_played(request, code, refusal)
    if request.method == "POST":
        return _ask(request, seat, line)
    return render(
        request, "analysis/ensembles.html", _page(request, seat, line, None, asking.number(request, "turn") or 1)
    )


@require_safe
@never_cache
def ensemble(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """One ensemble on its page, or its region alone; 204 when the reader has seen it as it is."""
    try:
        seat, found = access.ensemble_for(request.user, code, number)
    except access.StillPlayed as refusal:
        return _still_played(request, code, refusal)
    is_part = request.headers.get("HX-Request") == "true"
    if is_part and asking.word(request, "seen") == progress_of(found).seen:
        return HttpResponse(status=UNCHANGED)
    shown = shown_of(seat, found, asking.word(request, "figure"), may_cancel=found.asked_by_id == request.user.pk)
    if not is_part:
        return render(request, "analysis/ensembles.html", _page(request, seat, found.branch, shown, found.turn.number))
    part = render(request, "analysis/ensembles.html#ensemble", {"shown": shown, "frame": {"code": seat.exercise.code}})
    return trigger_client_event(part, "announce", {"value": shown.outlook.say}) if shown.outlook else part


@require_POST
def cancel(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Stops the games; what has been played is kept."""
    try:
        seat, found = access.ensemble_for(request.user, code, number)
    except access.StillPlayed as refusal:
        return _still_played(request, code, refusal)
    try:
        services.cancel(ensemble=found, by=access.person(request.user), now=timezone.now())
    except services.NotAsked as refusal:
        messages.warning(request, str(refusal))
    return redirect("ensemble", seat.exercise.code, number)


def _ask(request: HttpRequest, seat: Seat, line: Branch) -> HttpResponse:
    form = AskForm(request.POST, bridge.usual_policies(seat.exercise.scenario_version), bridge.POLICIES)
    if not form.is_valid():
        page = _page(request, seat, line, None, asking.number(request, "turn") or 1) | {"faults": form.errors}
        return render(request, "analysis/ensembles.html", page, status=UNPROCESSABLE)
    turn = turn_for(seat, form.cleaned_data["turn"], line)
    now = timezone.now()
    try:
        found, _ = services.request(branch=line, turn=turn, terms=form.terms(), by=access.person(request.user), now=now)
        number = found.number
    except services.AlreadyRunning as refusal:
        messages.warning(request, str(refusal))
        number = refusal.number
    return redirect("ensemble", seat.exercise.code, number)


def _page(request: HttpRequest, seat: Seat, line: Branch, shown: Shown | None, turn: int) -> Context:
    """Everything on the page of a line; `turn` is the one that the form names first."""
    return {
        "frame": frame_of(seat, line, latest_turn_for(seat, line)),
        "shown": shown,
        "asked_turn": turn,
        "earlier": [progress_of(one) for one in access.ensembles_of(seat)],
        "usual": bridge.usual_policies(seat.exercise.scenario_version),
        "policies": bridge.POLICIES,
        "live_url": live.address_of(*channels_for(request.user, seat.exercise)),
        "live_regions": "ensemble",
    }


def _still_played(request: HttpRequest, code: str, refusal: access.StillPlayed) -> HttpResponse:
    """Away where a page waited for the games, a refusal in words for who asks."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponseClientRedirect(reverse("exercise", args=[code]))
    return render(request, "analysis/still_played.html", {"message": str(refusal), "code": code}, status=REFUSED)
