"""The white cell's room: the state of the seats, and the forms that steer the turn."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wargame import database_clock, live
from wargame.exercises import access, bridge, presence
from wargame.exercises.codes import normal_code
from wargame.exercises.control.forms import ControlForm, EndForm, TakeoverForm, TimersForm
from wargame.exercises.control.selectors import minutes_of, room_of
from wargame.exercises.control.services import lifecycle, phases, takeovers, timers, turnkeeper, undo
from wargame.exercises.control_log.services import control
from wargame.exercises.diplomacy.selectors.inbox import room_inbox_of
from wargame.exercises.diplomacy.selectors.press import press_of
from wargame.exercises.diplomacy.selectors.proposals import room_proposals_of
from wargame.exercises.diplomacy.services import receipts
from wargame.exercises.health import services as health_services
from wargame.exercises.injects.selectors.timeline import timeline_of
from wargame.exercises.models import Exercise, Participant, Turn
from wargame.exercises.observers.selectors.observations import observation_composer_of, observations_of
from wargame.exercises.orders.selectors import rationales
from wargame.exercises.review.selectors.queue import queue_of
from wargame.exercises.wall.selectors import desk_of
from wargame.web.htmx import HtmxHttpRequest
from wargame.web.seats import WHITE_CELL

Refused = (
    phases.NotInPhase,
    phases.DeadlinePast,
    phases.QueueOpen,
    control.NotWhiteCell,
    takeovers.UnknownPolicy,
    timers.BadTimes,
    lifecycle.AlreadyEnded,
)

Act = Callable[[Turn, Participant, datetime, ControlForm], object]

ACTS: Mapping[str, Act] = {
    "open_orders": lambda turn, by, now, form: phases.open_orders(turn=turn, by=by, now=now),
    "pause": lambda turn, by, now, form: phases.pause(turn=turn, by=by, now=now, reason=form.reason),
    "resume": lambda turn, by, now, form: phases.resume(turn=turn, by=by, now=now),
    "extend": lambda turn, by, now, form: phases.extend(turn=turn, seconds=form.seconds, by=by, now=now),
    "unclose": lambda turn, by, now, form: undo.unclose(turn=turn, by=by, now=now),
    "unreveal": lambda turn, by, now, form: undo.unreveal(turn=turn, by=by, now=now),
    "close": lambda turn, by, now, form: phases.close(turn=turn, by=by, now=now, reason=form.reason),
    "reopen": lambda turn, by, now, form: phases.reopen(
        turn=turn, by=by, now=now, reason=form.reason, seen=form.looked_at
    ),
    "retry": lambda turn, by, now, form: phases.retry(turn=turn, by=by, now=now),
    "reveal": lambda turn, by, now, form: phases.reveal(turn=turn, by=by, now=now, accepts_rest=form.accepts_rest),
    "discuss": lambda turn, by, now, form: phases.discuss(turn=turn, by=by, now=now),
    "next": lambda turn, by, now, form: phases.open_next(turn=turn, by=by, now=now),
}
"""The acts of the white cell with a turn, by the word that the form posts."""


@require_safe
@never_cache
def room(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Show the console of an exercise that has begun."""
    person = access.require_white_cell(request.user, code)
    if person.exercise.status == Exercise.Status.LOBBY or person.exercise.current_branch_id is None:
        return redirect("exercise", person.exercise.code)
    now = database_clock.read()
    presence.note(request, person, now=now)
    line, turn = access.line_of(person.exercise), access.latest_turn(person.exercise)
    if turnkeeper.keep_if_overdue(turn=turn, now=now):
        turn = access.latest_turn(person.exercise)
    context: dict[str, Any] = {
        "room": room_of(person.exercise, turn, now),
        "me": person,
        "live_url": live.address_of(*access.channels_of(person)),
        "live_regions": "roster clock board log control lobby inbox injects proposals press answers",
    }
    if request.htmx:
        return render(request, "exercises/control/room_regions.html", context)
    context["house"] = health_services.house_of(person.exercise, now)
    context["timeline"] = timeline_of(bridge.context_of(turn))
    context["inbox"] = room_inbox_of(person, line)
    context["note_composer"], context["noted"] = observation_composer_of(person), observations_of(person)
    context["proposals"] = room_proposals_of(person, line, turn)
    receipts.note(person=person, role=WHITE_CELL, shown=context["inbox"].shown, now=now)
    context["press"] = press_of(person.exercise, line, None)
    context["rationales"] = rationales.of_room(person)
    context["queue"], context["desk"] = queue_of(turn), desk_of(person.exercise)
    return render(request, "exercises/control/room.html", context)


@require_POST
def steer(request: HttpRequest, code: str) -> HttpResponse:
    """Do one thing with the turn: opens, pauses, extends, closes, reveals."""
    person = access.require_white_cell(request.user, code)
    form = ControlForm(request.POST)
    act = ACTS.get(form.data.get("action", ""))
    if not form.is_valid() or act is None:
        messages.warning(request, "This cannot be done. Use the buttons of the room, and whole minutes.")
        return redirect("room", person.exercise.code)
    return _do(request, person, lambda now: act(access.latest_turn(person.exercise), person, now, form))


@require_POST
def set_timers(request: HttpRequest, code: str) -> HttpResponse:
    """Give the phases other times, in the turn that runs or from now on."""
    person = access.require_white_cell(request.user, code)
    turn, form = access.latest_turn(person.exercise), TimersForm(request.POST)
    if not form.is_valid():
        messages.warning(request, "The times stand as they were: write whole minutes, from 0 to 20,160.")
        return redirect("room", person.exercise.code)
    seconds = form.seconds(minutes_of(turn))
    if not seconds:
        return redirect("room", person.exercise.code)
    lasts = form.is_lasting
    return _do(
        request, person, lambda now: timers.change(turn=turn, seconds=seconds, is_lasting=lasts, by=person, now=now)
    )


@require_POST
def take_over(request: HttpRequest, code: str) -> HttpResponse:
    """Hands a seat to the AI, or back to its people."""
    person = access.require_white_cell(request.user, code)
    form = TakeoverForm(request.POST)
    seat = (
        form.is_valid()
        and person.exercise.seats.select_related("exercise").filter(role=form.cleaned_data["role"].upper()).first()
    )
    if not seat:
        raise Http404("There is no such seat.")
    hand = takeovers.hand_to_policy if form.cleaned_data["to"] == "ai" else takeovers.hand_back
    return _do(request, person, lambda now: hand(seat=seat, by=person, now=now, reason=form.cleaned_data["reason"]))


@require_POST
def end(request: HttpRequest, code: str) -> HttpResponse:
    """End the exercise for everybody, if its code is typed."""
    person = access.require_white_cell(request.user, code)
    form = EndForm(request.POST)
    if not form.is_valid() or normal_code(form.cleaned_data["typed"]) != person.exercise.code:
        messages.warning(request, "The exercise goes on: to end it, type its code exactly.")
        return redirect("room", person.exercise.code)
    return _do(
        request,
        person,
        lambda now: lifecycle.end(exercise=person.exercise, by=person, reason=form.cleaned_data["reason"], now=now),
    )


def _do(request: HttpRequest, person: Participant, act: Callable[[datetime], object]) -> HttpResponse:
    try:
        act(database_clock.read())
    except Refused as refusal:
        messages.warning(request, str(refusal))
    # A person who orders for every seat opens the next turn from the results, and goes on there.
    page = "exercise" if request.POST.get("from") == "results" else "room"
    return redirect(page, person.exercise.code)
