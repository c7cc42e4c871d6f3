"""What a turn led to: adjudication under way or failed, its results, a past turn, the ending."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wargame import live
from wargame.exercises import access
from wargame.exercises.forms import PleaForm
from wargame.exercises.models import Branch, Exercise, Seat, Turn
from wargame.exercises.selectors import rationales
from wargame.exercises.selectors.board import board_of
from wargame.exercises.selectors.endings import ending_of
from wargame.exercises.selectors.frames import frame_of
from wargame.exercises.selectors.inboxes import inbox_of
from wargame.exercises.selectors.orders import draft_of, panel_of
from wargame.exercises.selectors.pleas import pleas_of
from wargame.exercises.selectors.questions import questions_of
from wargame.exercises.selectors.standpoints import standpoint_of
from wargame.exercises.selectors.waiting import waiting_of
from wargame.exercises.services import rulings, turns
from wargame.exercises.views import asking, places, presence, sandbox, shared
from wargame.web.htmx import HtmxHttpRequest

UNCHANGED = 204


@require_safe
@never_cache
def results(request: HtmxHttpRequest, code: str, number: int) -> HttpResponse:
    """Results of a turn; while there are none, a page that waits for them."""
    seat, person = sandbox.seat_and_person(request, code)
    presence.note(request, person, now=timezone.now())
    line = access.branch_for(seat, asking.number(request, "b"))
    turn = access.turn_for(seat, number, line)
    if turn.is_under_way or turn.status == Turn.Status.STOPPED:
        return places.go(request, places.now(seat))
    part = "#board" if request.htmx else ""
    listens = {"live_url": live.address_of(*access.channels_of(person)), "live_regions": "phase inbox"}
    if turn.is_closed:
        is_told = bool(asking.word(request, "told"))
        frame, results = shared.results_shown(request, seat, line, turn, is_told=is_told)
        if part and is_told:
            return HttpResponse(results["told"])
        context = {"frame": frame, "results": results, "rationale": rationales.own(person, turn)}
        return render(request, f"exercises/results.html{part}", context | listens)
    waiting = waiting_of(turn, timezone.now())
    if part and asking.word(request, "seen") == waiting.seen:
        return HttpResponse(status=UNCHANGED)
    asked = {"pleas": pleas_of(seat, turn), "questions": questions_of(seat, turn)}
    context = {"frame": frame_of(seat, line, turn), "waiting": waiting}
    return render(request, f"exercises/results.html{part}", context | asked | listens)


@require_POST
def plead(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Keeps what a person of the seat says for one of its orders."""
    seat, _, turn = _turn(request, code, number)
    person = access.participant_for(request.user, code)
    form = PleaForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "Choose one of your orders, and say why in at most 300 characters.")
        return redirect(places.now(seat))
    try:
        rulings.plead(turn=turn, seat=seat, by=person, now=timezone.now(), **form.cleaned_data)
    except (rulings.BadArgument, rulings.NoReason) as refusal:
        messages.warning(request, str(refusal))
    return redirect(places.now(seat))


@require_POST
def retry(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Has a failed turn adjudicated again, with the same orders and dice; in a class that is the white cell's."""
    seat, _, turn = _turn(request, code, number)
    if seat.exercise.mode == Exercise.Mode.CLASS:
        return redirect(places.now(seat))
    try:
        turns.retry(turn=turn, now=timezone.now())
    except turns.NotFailed:
        return redirect(places.now(seat))
    return redirect("results", seat.exercise.code, number)


@require_safe
@never_cache
def past(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """A turn as it was played, to be read; the open turn is played on its own page."""
    seat, line, turn = _turn(request, code, number)
    if turn.is_under_way:
        return redirect(places.now(seat))
    at = standpoint_of(seat, line, turn)
    context = {
        "frame": frame_of(seat, line, turn),
        "board": board_of(at),
        "inbox": inbox_of(at),
        "panel": panel_of(at, draft_of(seat, turn)),
        "is_past": True,
    }
    return render(request, "exercises/play.html", context)


@require_safe
@never_cache
def ending(request: HttpRequest, code: str) -> HttpResponse:
    """How a finished line ended."""
    seat, part = sandbox.reader_for(request, code)
    line = access.branch_for(seat, asking.number(request, "b"))
    if not line.is_finished:
        return redirect(places.now(seat))
    last = access.latest_turn_for(seat, line)
    knows_all = access.may_know_all(seat, line)
    shown = ending_of(seat, line, last, knows_all=knows_all)
    context = {"frame": frame_of(seat, line, last, part), "ending": shown, "knows_all": knows_all}
    return render(request, "exercises/ending.html", context)


def _turn(request: HttpRequest, code: str, number: int) -> tuple[Seat, Branch, Turn]:
    """The seat, the line that the address names (the current one) and the turn in it."""
    seat = sandbox.seat_for(request, code)
    line = access.branch_for(seat, asking.number(request, "b"))
    return seat, line, access.turn_for(seat, number, line)
