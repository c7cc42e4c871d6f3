"""Acts of a reader on a turn: retry it, play it differently, go to another line."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wargame.accounts.services import user_or_guest
from wargame.exercises import access
from wargame.exercises.navigation import addresses, query, sandbox
from wargame.exercises.navigation.sandbox import turn_for
from wargame.exercises.turns.domain import players_retry
from wargame.exercises.turns.forms import LineForm
from wargame.exercises.turns.services import branches, turns


@require_POST
def retry(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Has a failed turn adjudicated again, with the same orders and dice; in a class that is the white cell's."""
    seat, _, turn = turn_for(request, code, number)
    if not players_retry(seat.exercise):
        messages.warning(request, "Only the white cell can ask for a new adjudication of this turn.")
        return redirect(addresses.now(seat))
    try:
        turns.retry(turn=turn)
    except turns.NotFailed:
        return redirect(addresses.now(seat))
    return redirect("results", seat.exercise.code, number)


@require_POST
def try_differently(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Open a line that plays a past turn again; the line played before is kept."""
    seat = sandbox.seat_for(request, code)
    line = access.branch_for(seat, query.number(request, "b"))
    turn = access.turn_for(seat, number, line)
    try:
        branches.fork(turn=turn, by=user_or_guest(request), now=timezone.now())
    except (branches.NotPast, branches.NotYours) as refusal:
        messages.warning(request, str(refusal))
        return redirect(addresses.now(seat))
    messages.info(request, f"Turn {number} stands as you ordered it. Change one order, then submit.")
    return redirect("play", seat.exercise.code)


@require_POST
def go_to_line(request: HttpRequest, code: str) -> HttpResponse:
    """Make another line the current one and go to where it stands."""
    seat = sandbox.seat_for(request, code)
    form = LineForm(request.POST)
    if not form.is_valid():
        raise Http404("There is no such line.")
    line = access.branch_for(seat, form.cleaned_data["line"])
    try:
        branches.go_to(branch=line, by=user_or_guest(request))
    except branches.NotYours as refusal:
        messages.warning(request, str(refusal))
    return redirect(reverse("exercise", args=[seat.exercise.code]))
