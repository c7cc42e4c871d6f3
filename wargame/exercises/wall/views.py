"""The question on the projector: the region of people in seats, and the white cell's panel."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wargame.exercises import access
from wargame.exercises.models import Participant
from wargame.exercises.navigation import addresses
from wargame.exercises.wall import services
from wargame.exercises.wall.forms import WallAnswerForm, WallForm
from wargame.exercises.wall.selectors import desk_of, own_wall_of
from wargame.web.htmx import HtmxHttpRequest

_BUTTONS = "Use the buttons of the page."


@require_safe
@never_cache
def wall(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Answer with the region of a person in a seat: the question, and a place to answer it."""
    person = access.participant_for(request.user, code)
    seat = access.seat_decided_by(person)
    return _own(request, person) if request.htmx else redirect(addresses.now(seat))


@require_POST
def answer_wall(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Keep a person's line, and answer with the region as it stands then."""
    person = access.participant_for(request.user, code)
    seat = access.seat_decided_by(person)
    form, fault = WallAnswerForm(request.POST), ""
    try:
        if not form.is_valid():
            raise services.WallRefused(_BUTTONS)
        services.answer(by=person, **form.cleaned_data)
    except services.WallRefused as refusal:
        fault = str(refusal)
    if request.htmx:
        return _own(request, person, typed=request.POST.get("text", "") if fault else "", fault=fault)
    if fault:
        messages.warning(request, fault)
    return redirect(addresses.now(seat))


def _own(request: HtmxHttpRequest, person: Participant, **refused: Any) -> HttpResponse:
    context = {"code": person.exercise.code, "wall": own_wall_of(person, **refused)}
    return render(request, "exercises/wall/parts/answer.html", context)


@require_safe
@never_cache
def room_wall(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Answer with the white cell's panel."""
    person = access.require_white_cell(request.user, code)
    return _desk(request, person) if request.htmx else redirect(_room(person))


@require_POST
def steer_wall(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Ask a question, show what people answered, or take the question off."""
    person = access.require_white_cell(request.user, code)
    form, fault = WallForm(request.POST), ""
    try:
        if not form.is_valid():
            raise services.WallRefused(_BUTTONS)
        _steer(person, **form.cleaned_data)
    except services.WallRefused as refusal:
        fault = str(refusal)
    if request.htmx:
        return _desk(request, person, typed=request.POST.get("text", "") if fault else "", fault=fault)
    if fault:
        messages.warning(request, fault)
    return redirect(_room(person))


def _steer(person: Participant, *, act: str, number: int | None, text: str) -> None:
    exercise = person.exercise
    if act == "ask":
        services.ask(exercise=exercise, by=person, text=text)
    elif act == "show":
        services.show(exercise=exercise, by=person, number=number or 0)
    else:
        services.take_off(exercise=exercise, by=person, number=number or 0)


def _desk(request: HtmxHttpRequest, person: Participant, **refused: Any) -> HttpResponse:
    return render(request, "exercises/wall/parts/desk.html", {"desk": desk_of(person.exercise, **refused)})


def _room(person: Participant) -> str:
    return reverse("room", args=[person.exercise.code])
