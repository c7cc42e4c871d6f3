"""Pages of ensembles: ask for one, watch it being played, read its results."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import trigger_client_event

from wargame import database_clock, live
from wargame.accounts import limits
from wargame.analysis import access, bridge
from wargame.analysis.forms import AskForm
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.page import AskedView, EnsemblePage, page_of, seen_as
from wargame.analysis.selectors.progress import progress_of, progresses_of
from wargame.analysis.selectors.turning_points import is_read_soon, reading_of
from wargame.analysis.services import ensembles as ensembles_service
from wargame.analysis.views import what_if
from wargame.analysis.views.refusals import still_played
from wargame.exercises.access import Reader, channels_for, latest_turn_for, turn_for
from wargame.exercises.models import Branch, Turn
from wargame.exercises.navigation import query, sandbox
from wargame.exercises.policy_words import POLICY_WORDS
from wargame.exercises.results.selectors.branches import branches_of
from wargame.exercises.results.selectors.swings import turn_of_biggest_swing
from wargame.exercises.situation.selectors.frame import frame_of
from wargame.web.htmx import HtmxHttpRequest

Context = dict[str, Any]
ANSWERED = frozenset({Ensemble.Kind.ATTRIBUTION, Ensemble.Kind.SPLIT})
"""The kinds whose page opens with an answer."""
PAGES: dict[str, str] = {
    Ensemble.Kind.SPLIT: "turning_points",
    Ensemble.Kind.ATTRIBUTION: "decisions",
    Ensemble.Kind.OUTLOOK: "ensembles",
    Ensemble.Kind.COMPARISON: "comparisons",
}
"""The name of each kind's page in the review."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def ensembles(request: HtmxHttpRequest, code: str, kind: str) -> HttpResponse:
    """Show the ensembles of one kind of a finished line, and the form to ask for another."""
    reader = sandbox.reader_for(request, code)
    try:
        line = access.open_line_for(reader, query.number(request, "b"))
        if kind == Ensemble.Kind.COMPARISON:
            access.require_open(reader.seat, *access.compared(line))
    except access.LineStillPlayed as refusal:
        return still_played(request, code, refusal)
    if request.method == "POST":
        return _ask(request, reader, line, kind)
    page = _blank(request, reader, line, kind)
    if kind in ANSWERED and not query.number(request, "turn"):
        page |= _answered(request, reader, line, kind)
    return render(request, "analysis/ensembles.html", page)


def _answered(request: HttpRequest, reader: Reader, line: Branch, kind: str) -> Context:
    """Return the newest answer, which a page shows of a line before its reader asks for something.

    Without one, the page of turning points asks about the whole game, and the page of decisions suggests the turn that
    moved the aims of the seat most, if it has orders.
    """
    newest = next((one for one in _of_kind(reader, kind) if one.branch_id == line.pk), None)
    if newest is None and kind == Ensemble.Kind.SPLIT:
        return {"asked_turn": 1}
    if newest is None:
        number = turn_of_biggest_swing(reader.seat, line)
        return {"is_suggested": _has_orders(line, turn_for(reader.seat, number, line)), "asked_turn": number}
    found = access.ensemble_for(reader, newest.number)
    return {"shown": _show(request, reader, found), "asked_turn": found.first_turn.number}


def _show(request: HttpRequest, reader: Reader, found: Ensemble) -> EnsemblePage:
    """Return an ensemble with the figure, the reading and the turn that the address names."""
    may_cancel = ensembles_service.may_cancel(ensemble=found, by=access.person(request.user))
    asked = AskedView(query.word(request, "figure"), query.word(request, "reading"), query.number(request, "at"))
    page = page_of(reader.seat, found, asked, may_cancel=may_cancel, now=database_clock.read())
    return replace(page, opened=query.word(request, "shown"))


def _has_orders(line: Branch, turn: Turn) -> bool:
    """Return whether a turn has orders that counted, so that they can be taken out one by one."""
    try:
        terms = ensembles_service.Terms(kind=Ensemble.Kind.ATTRIBUTION)
        ensembles_service.columns_of_terms(branch=line, turn=turn, terms=terms)
    except ensembles_service.IllegalTerms:
        return False
    return True


def _of_kind(reader: Reader, kind: str) -> list[Ensemble]:
    return [one for one in access.ensembles_of(reader.seat) if one.kind == kind]


@require_safe
@never_cache
def ensemble(request: HtmxHttpRequest, code: str, number: int) -> HttpResponse:
    """Show one ensemble, or its region alone; 204 if the reader has its present state."""
    reader = sandbox.reader_for(request, code)
    try:
        found = access.ensemble_for(reader, number)
    except access.LineStillPlayed as refusal:
        return still_played(request, code, refusal)
    if found.kind == Ensemble.Kind.KNOWN_THEN:
        split = reverse("ensemble", args=(reader.seat.exercise.code, found.change["split"]))
        return redirect(f"{split}?reading=known")
    is_region = request.htmx
    if is_region and query.word(request, "seen") == _seen(found):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    shown = _show(request, reader, found)
    template = "analysis/what_if.html" if found.kind == Ensemble.Kind.WHAT_IF else "analysis/ensembles.html"
    if not is_region and found.kind == Ensemble.Kind.WHAT_IF:
        return render(request, template, what_if.stored(request, reader, found, shown))
    if not is_region:
        page = _page(request, reader, found.line, found.kind, found.first_turn.number) | {"shown": shown}
        return render(request, template, page)
    context = {"shown": shown, "kind": found.kind, "frame": _frame_of_region(reader, found.line)}
    region = render(request, f"{template}#ensemble", context)
    return trigger_client_event(region, "announce", {"value": shown.found.say}) if shown.found else region


def _seen(found: Ensemble) -> str:
    """Return the word for the present state of an ensemble, and of the reading that follows a split."""
    follows = reading_of(found) if found.kind == Ensemble.Kind.SPLIT and not found.is_running else None
    pending = progress_of(follows) if follows and follows.is_running else None
    is_soon = is_read_soon(found, now=database_clock.read())
    return seen_as(progress_of(found), pending, is_read_soon=is_soon)


def _frame_of_region(reader: Reader, line: Branch) -> Context:
    """Return the part of the frame that a region needs."""
    return {"code": reader.seat.exercise.code, "branch": line.number, "mine": {"code": reader.seat.role}}


@require_POST
def cancel(request: HtmxHttpRequest, code: str, number: int) -> HttpResponse:
    """Stop the games; what has been played is kept."""
    reader = sandbox.reader_for(request, code)
    try:
        found = access.ensemble_for(reader, number)
    except access.LineStillPlayed as refusal:
        return still_played(request, code, refusal)
    try:
        ensembles_service.cancel(ensemble=found, by=access.person(request.user), now=database_clock.read())
    except ensembles_service.NotOwner as refusal:
        messages.warning(request, str(refusal))
    return redirect("ensemble", reader.seat.exercise.code, number)


def _ask(request: HttpRequest, reader: Reader, line: Branch, kind: str) -> HttpResponse:
    form = AskForm(request.POST, kind, bridge.usual_policies(reader.seat.exercise), bridge.POLICIES)
    if not form.is_valid():
        return _refused(request, reader, line, form)
    by, now = access.person(request.user), database_clock.read()
    limits.spend(limits.ENSEMBLE, limits.visitor_of(request), now=now)
    try:
        turn = _turn(reader, line, form)
        found, _ = ensembles_service.request(branch=line, turn=turn, terms=form.terms(), by=by, now=now)
        number = found.number
    except ensembles_service.IllegalTerms as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else "turn", str(refusal))
        return _refused(request, reader, line, form)
    except ensembles_service.AlreadyRunning as refusal:
        messages.warning(request, str(refusal))
        number = refusal.number
    return redirect("ensemble", reader.seat.exercise.code, number)


def _turn(reader: Reader, line: Branch, form: AskForm) -> Turn:
    number = ensembles_service.parted_at(line) if form.kind == Ensemble.Kind.COMPARISON else form.cleaned_data["turn"]
    return turn_for(reader.seat, number, line)


def _refused(request: HttpRequest, reader: Reader, line: Branch, form: AskForm) -> HttpResponse:
    page = _blank(request, reader, line, form.kind) | {"faults": form.errors}
    return render(request, "analysis/ensembles.html", page, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def _blank(request: HttpRequest, reader: Reader, line: Branch, kind: str) -> Context:
    return _page(request, reader, line, kind, query.number(request, "turn") or 1) | {"shown": None}


def _page(request: HttpRequest, reader: Reader, line: Branch, kind: str, turn: int) -> Context:
    """Return the context of the page of a line; `turn` is preselected in the form."""
    seat, part = reader
    return {
        "frame": frame_of(seat, line, latest_turn_for(seat, line), part),
        "kind": kind,
        "page": PAGES[kind],
        "line": line,
        "branches": branches_of(seat),
        "asked_turn": turn,
        "earlier": progresses_of(_of_kind(reader, kind)),
        "usual": bridge.usual_policies(seat.exercise),
        "usual_games": ensembles_service.usual_games(kind),
        "policies": [(name, POLICY_WORDS[name]) for name in bridge.POLICIES],
        "live_url": live.address_of(*channels_for(request.user, seat.exercise)),
        "live_regions": "ensemble",
    }
