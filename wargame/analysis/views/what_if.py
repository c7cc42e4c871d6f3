"""The what-if page: change one order of a past turn, and play both futures many times or one of them by hand."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from wargame import database_clock, live
from wargame.accounts import limits
from wargame.analysis import access
from wargame.analysis.domain import NOTHING_CHANGED, Change, orders_of
from wargame.analysis.forms import WhatIfForm
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.earlier_what_ifs import tried_of
from wargame.analysis.selectors.page import EnsemblePage
from wargame.analysis.selectors.what_if_form import WhatIf, change_from, stored_what_if_of, what_if_of
from wargame.analysis.services import ensembles as ensembles_service
from wargame.analysis.views.refusals import still_played
from wargame.exercises.access import MISSING, Reader, channels_for, latest_turn_for, turn_for
from wargame.exercises.lobby.services import playing_on
from wargame.exercises.models import Branch, Exercise, Seat, Turn
from wargame.exercises.navigation import query, sandbox
from wargame.exercises.results.selectors.branches import branches_of
from wargame.exercises.results.selectors.swings import turn_of_biggest_swing
from wargame.exercises.situation.selectors.frame import frame_of
from wargame.exercises.turns.services import branches
from wargame.web.htmx import HtmxHttpRequest

Asked = tuple[Turn, Seat, Change | None, int | None]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def what_if(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Show the orders of a turn with one of them changed; on POST, play both futures.

    If the form asks to play by hand, redirect the reader to a game of their own, with the changed orders as a draft.
    """
    reader = sandbox.reader_for(request, code)
    try:
        line = access.open_line_for(reader, query.number(request, "b"))
    except access.LineStillPlayed as refusal:
        return still_played(request, code, refusal)
    turn, seat, change, slot = _parse(reader, line, request.POST if request.method == "POST" else request.GET)
    if request.method == "POST" and request.POST.get("by_hand"):
        return _by_hand(request, reader, line, (turn, seat, change, slot))
    if request.method == "POST":
        return _play(request, reader, line, (turn, seat, change, slot))
    return render(request, "analysis/what_if.html", page(request, reader, line, what_if_of(turn, seat, change, slot)))


def stored(request: HttpRequest, reader: Reader, ensemble: Ensemble, shown: EnsemblePage) -> dict[str, Any]:
    """Return the context of the page of a stored what-if."""
    turn = turn_for(reader.seat, ensemble.first_turn.number, ensemble.line)
    return page(request, reader, ensemble.line, stored_what_if_of(ensemble, turn)) | {"shown": shown}


def page(request: HttpRequest, reader: Reader, line: Branch, asked: WhatIf) -> dict[str, Any]:
    """Return the context of a what-if's page; without results (`shown`), only what is asked."""
    seat, part = reader
    return {
        "frame": frame_of(seat, line, latest_turn_for(seat, line), part),
        "kind": Ensemble.Kind.WHAT_IF.value,
        "line": line,
        "branches": branches_of(seat),
        "what_if": asked,
        "tried": tried_of(seat.role, access.ensembles_of(seat)),
        "usual_games": ensembles_service.USUAL_WHAT_IF_PAIRS,
        "shown": None,
        "live_url": live.address_of(*channels_for(request.user, seat.exercise)),
        "live_regions": "ensemble",
    }


def _parse(reader: Reader, line: Branch, asked: QueryDict) -> Asked:
    """Return the turn, the seat, its change and the open order of a query or form. Invalid values count as missing."""
    form = WhatIfForm(asked)
    form.is_valid()
    given = form.cleaned_data
    turn = turn_for(reader.seat, given.get("turn") or turn_of_biggest_swing(reader.seat, line), line)
    role = (given.get("seat") or reader.seat.role).upper()
    seat = reader.seat.exercise.seats.filter(role=role).first()
    if seat is None:
        raise Http404(MISSING)
    seat.exercise = reader.seat.exercise
    slot = given["slot"] - 1 if given.get("slot") else None
    change = change_from(turn, seat, slot, form.change()) if form.is_valid() and form.change() else None
    return turn, seat, change, slot


def _by_hand(request: HttpRequest, reader: Reader, line: Branch, asked: Asked) -> HttpResponse:
    """Fork the line of a solo exercise, or copy a class into a solo exercise, as an ended class is never reopened."""
    turn, seat, change, slot = asked
    given, by, now = orders_of(turn, seat.role), access.person(request.user), database_clock.read()
    exercise, orders = reader.seat.exercise, given
    try:
        if change is None and request.POST.get("kind"):
            raise ensembles_service.IllegalTerms("change", NOTHING_CHANGED)
        if change and change.fits(given):
            ensembles_service.refuse_change(turn, change)
            orders = change.applied(given)
        if exercise.mode == Exercise.Mode.SOLO:
            branches.fork(turn=turn, by=by, now=now, orders=orders if seat.pk == reader.seat.pk else None)
        else:
            with transaction.atomic():
                limits.spend(limits.SOLO, limits.visitor_of(request), now=now)
                exercise = playing_on.play_on(line=line, turn=turn, role=seat.role, by=by, now=now, orders=orders)
    except (branches.NotPast, branches.NotYours, playing_on.NotOver, ensembles_service.IllegalTerms) as refusal:
        context = page(request, reader, line, what_if_of(turn, seat, change, slot)) | {"refusal": str(refusal)}
        return render(request, "analysis/what_if.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.info(request, f"Turn {turn.number} stands as it was ordered. Change the orders as you like, then submit.")
    return redirect("play", exercise.code)


def _play(request: HttpRequest, reader: Reader, line: Branch, asked: Asked) -> HttpResponse:
    turn, seat, change, slot = asked
    by, now = access.person(request.user), database_clock.read()
    terms = ensembles_service.Terms(kind=Ensemble.Kind.WHAT_IF, change=change)
    limits.spend(limits.ENSEMBLE, limits.visitor_of(request), now=now)
    try:
        found, _ = ensembles_service.request(branch=line, turn=turn, terms=terms, by=by, now=now)
        number = found.number
    except ensembles_service.IllegalTerms as refusal:
        context = page(request, reader, line, what_if_of(turn, seat, change, slot)) | {"refusal": str(refusal)}
        return render(request, "analysis/what_if.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except ensembles_service.AlreadyRunning as refusal:
        messages.warning(request, str(refusal))
        number = refusal.number
    return redirect("ensemble", reader.seat.exercise.code, number)
