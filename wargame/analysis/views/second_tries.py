"""Try a turn again: a person gives a sheet for a past turn, and reads afterwards what it leads to."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import trigger_client_event

from wargame import database_clock, live
from wargame.accounts import limits
from wargame.analysis import access
from wargame.analysis.domain import OrderRow, SecondTry
from wargame.analysis.forms import TryAgainForm
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.progress import progress_of
from wargame.analysis.selectors.second_tries import key_of, places_of, tried_of, turn_to_try
from wargame.analysis.services import ensembles, second_tries
from wargame.analysis.views.refusals import still_played
from wargame.exercises import perspectives
from wargame.exercises.access import MISSING, Reader, channels_for, latest_turn_for, participant_for, turn_for
from wargame.exercises.models import Branch, Exercise, Seat, Turn
from wargame.exercises.navigation import query, sandbox
from wargame.exercises.results.selectors.swings import turn_of_biggest_swing
from wargame.exercises.situation.selectors.frame import frame_of
from wargame.web.htmx import HtmxHttpRequest

Context = dict[str, Any]


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def try_again(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Show a past turn as a seat knew it, without what was ordered; on POST, play the sheet that was given."""
    reader = sandbox.reader_for(request, code)
    try:
        line = access.open_line_for(reader, query.number(request, "b"))
    except access.LineStillPlayed as refusal:
        return still_played(request, code, refusal)
    form = TryAgainForm(request.POST if request.method == "POST" else request.GET)
    turn, seat = turn_and_seat_for(reader, line, form)
    if request.method == "POST":
        return _play(
            request, reader, line, turn, SecondTry(seat.role, posted_orders(request.POST, turn, seat), form.saw)
        )
    to_try = turn_to_try(seat, line, turn, saw_answer=form.saw)
    return render(request, "analysis/try_again.html", page(request, reader, line) | {"to_try": to_try})


@require_safe
@never_cache
def second_try(request: HtmxHttpRequest, code: str, number: int) -> HttpResponse:
    """Show the results of a second try of the reader's own, or its region alone; 204 if the reader has its state."""
    reader = sandbox.reader_for(request, code)
    try:
        found = access.second_try_for(reader, access.person(request.user), number)
    except access.LineStillPlayed as refusal:
        return still_played(request, code, refusal)
    if request.htmx and query.word(request, "seen") == progress_of(found).seen:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    context = page(request, reader, found.line) | {"shown": tried_of(found)}
    if not request.htmx:
        return render(request, "analysis/second_try.html", context)
    region = render(request, "analysis/second_try.html#ensemble", context)
    finding = context["shown"].found
    return trigger_client_event(region, "announce", {"value": finding.say}) if finding else region


def turn_and_seat_for(reader: Reader, line: Branch, form: TryAgainForm) -> tuple[Turn, Seat]:
    """Return the turn and the seat of a query or form, by default the reader's and its biggest turn. Raises Http404."""
    form.is_valid()
    asked = form.cleaned_data
    turn = turn_for(reader.seat, asked.get("turn") or turn_of_biggest_swing(reader.seat, line), line)
    seat = reader.seat.exercise.seats.filter(role=(asked.get("seat") or reader.seat.role).upper()).first()
    if seat is None:
        raise Http404(MISSING)
    seat.exercise = reader.seat.exercise
    return turn, seat


def posted_orders(posted: QueryDict, turn: Turn, seat: Seat) -> tuple[OrderRow, ...]:
    """Return the sheet of a form: an order for each kind whose level was chosen."""
    return tuple(
        {
            "kind": option.kind,
            "level": level,
            "target": posted.get(f"target-{key}") or next(iter(option.targets), ""),
            "partner": posted.get(f"partner-{key}") or next(iter(option.partners), ""),
        }
        for option in perspectives.options_of(turn, seat)
        for key in (key_of(option, place) for place in range(places_of(option)))
        if (level := posted.get(f"level-{key}", ""))
    )


def _play(request: HttpRequest, reader: Reader, line: Branch, turn: Turn, again: SecondTry) -> HttpResponse:
    by, now = access.person(request.user), database_clock.read()
    limits.spend(limits.ENSEMBLE, limits.visitor_of(request), now=now)
    try:
        found, _ = second_tries.request(branch=line, turn=turn, again=again, by=by, now=now)
        number = found.number
    except ensembles.IllegalTerms as refusal:
        seat = reader.seat.exercise.seats.get(role=again.seat)
        seat.exercise = reader.seat.exercise
        to_try = turn_to_try(seat, line, turn, again.orders, saw_answer=again.saw_answer)
        context = page(request, reader, line) | {"to_try": to_try, "refusal": str(refusal)}
        return render(request, "analysis/try_again.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    except ensembles.AlreadyRunning as refusal:
        messages.warning(request, str(refusal))
        number = refusal.number
    return redirect("second_try", reader.seat.exercise.code, number)


def page(request: HttpRequest, reader: Reader, line: Branch) -> Context:
    """Return the context that both pages share."""
    seat, part = reader
    user = access.person(request.user)
    tried: list[Ensemble] = list(access.second_tries_of(reader, user).defer("aggregate"))
    return {
        "frame": frame_of(seat, line, latest_turn_for(seat, line), part),
        "line": line,
        "usual_games": ensembles.USUAL_PAIRS,
        "class_try": access.open_class_try(seat),
        "leads": seat.exercise.mode == Exercise.Mode.CLASS and participant_for(user, seat.exercise.code).is_white_cell,
        "tried": [(one.number, one.first_turn.number, one.change["seat"]) for one in tried],
        "live_url": live.address_of(*channels_for(request.user, seat.exercise)),
        "live_regions": "ensemble",
    }
