"""Pages for observers, and pages that show what a seat sees to people who may view as that seat."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wargame import live
from wargame.exercises import access, presence
from wargame.exercises.control_log.services import control
from wargame.exercises.diplomacy.selectors.inbox import inbox_of
from wargame.exercises.models import Participant, Turn
from wargame.exercises.navigation import query
from wargame.exercises.observers.forms import ObservationForm, SightForm
from wargame.exercises.observers.selectors.observations import observation_composer_of, observations_of
from wargame.exercises.observers.selectors.watch import watch_of
from wargame.exercises.observers.services import observations, rights
from wargame.exercises.orders.selectors.orders import draft_of, lines_of
from wargame.exercises.situation.selectors.board import board_of
from wargame.exercises.situation.selectors.frame import frame_of
from wargame.exercises.situation.selectors.seat_view import seat_view_of
from wargame.web.htmx import HtmxHttpRequest


@require_safe
@never_cache
def watch(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Show the turns that an observer may see by now."""
    person = access.observer_for(request.user, code)
    presence.note(request, person, now=timezone.now())
    context = around(request, person) | {"watch": watch_of(person), "live_regions": "board lobby roster clock phase"}
    part = "#board" if request.htmx else ""
    return render(request, f"exercises/observers/watch.html{part}", context)


@require_safe
@never_cache
def view_as(request: HtmxHttpRequest, code: str, role: str) -> HttpResponse:
    """Show the view of a seat to the white cell, or to an observer who may view as that seat. The page has no
    actions."""
    person = access.participant_for(request.user, code)
    seat = access.seat_viewed_by(person, role.upper())
    presence.note(request, person, now=timezone.now())
    line = access.branch_for(seat)
    turns = access.watched_turns(person) if not person.is_white_cell else [access.latest_turn_for(seat, line)]
    if not turns:
        return redirect("watch", seat.exercise.code)
    at = seat_view_of(seat, line, turns[0])
    context = around(request, person) | {
        "frame": frame_of(seat, line, at.turn),
        "board": board_of(at),
        "inbox": inbox_of(at, sent=access.messages_viewed_by(person, seat, line, at.turn)),
        "lines": lines_of(at.view.setting, draft_of(seat, at.turn).orders),
        "ended": [turn.number for turn in access.turns_with_results(person)],
    }
    part = "#view_as" if request.htmx else ""
    return render(request, f"exercises/observers/view_as.html{part}", context)


@never_cache
def observe(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Show the observations, and the form for another."""
    person = access.participant_for(request.user, code)
    if not access.may_note(person) or person.exercise.current_branch is None:
        raise Http404(access.MISSING)
    fault = _note(request, person) if request.method == "POST" else ""
    if request.method == "POST" and not fault and not request.htmx:
        return redirect("observe", person.exercise.code)
    context = around(request, person, fault=fault, text=request.POST.get("text", "") if fault else "")
    part = "observers/parts/observations" if request.htmx else "observers/observations"
    return render(
        request, f"exercises/{part}.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY if fault else HTTPStatus.OK
    )


@require_POST
def grant(request: HttpRequest, code: str, person: int) -> HttpResponse:
    """Give an observer rights, or take them back."""
    by = access.require_white_cell(request.user, code)
    observer = by.exercise.participants.select_related("exercise").filter(pk=person).first()
    form = SightForm(request.POST)
    if observer is None or not form.is_valid():
        messages.warning(request, "Choose an observer who is here, and what they may see.")
        return redirect("people", by.exercise.code)
    sight = form.cleaned_data["sight"]
    watched = by.exercise.seats.filter(role=sight.upper()).first()
    try:
        rights.grant(
            person=observer,
            sight=rights.Sight.SEAT if watched else sight,
            watched=watched,
            may_note=form.cleaned_data["may_note"],
            by=by,
            now=timezone.now(),
        )
        rights.let_mark(person=observer, may_mark=form.cleaned_data["may_mark"], by=by, now=timezone.now())
    except (rights.NotAnObserver, rights.NoSuchSight, control.NotWhiteCell) as refusal:
        messages.warning(request, str(refusal))
    return redirect("people", by.exercise.code)


def _note(request: HttpRequest, person: Participant) -> str:
    """Store what was posted; return the reason if it was refused, else ""."""
    form = ObservationForm(request.POST)
    seat = person.exercise.seats.select_related("exercise__scenario_version").filter(role=form.word("seat")).first()
    turn = _turn(person, query.number(request, "t"))
    if seat is None or turn is None:
        return "Choose a seat of this exercise, and a turn that has begun."
    saw = observations.ObservationInput(form.word("kind"), form.word("objective"), form.word("text"))
    try:
        observations.note(by=person, turn=turn, seat=seat, saw=saw, now=timezone.now())
    except observations.ObservationRefused as refusal:
        return str(refusal)
    return ""


def _turn(person: Participant, number: int | None) -> Turn | None:
    """Return the turn that a note is about: the one that was named, else the newest that the person may see."""
    line = access.line_of(person.exercise)
    seen = list(Turn.objects.in_line(line).with_exercise().order_by("-number"))
    turns = seen if person.is_white_cell else access.watched_turns(person)
    return next((turn for turn in turns if number in (None, turn.number)), None)


def around(request: HttpRequest, person: Participant, *, fault: str = "", text: str = "") -> dict[str, Any]:
    exercise = person.exercise
    return {
        "me": person,
        "exercise": exercise,
        "title": exercise.title or exercise.scenario_version.title,
        "code": exercise.code,
        "note_composer": observation_composer_of(person, fault=fault, text=text),
        "noted": observations_of(person) if access.may_note(person) else (),
        "watching": True,
        "live_url": live.address_of(*access.channels_of(person)),
        "live_regions": "board lobby",
    }
