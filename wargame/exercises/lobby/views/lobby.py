"""The lobby's page and actions, for the white cell and for those who wait."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wargame import database_clock, live
from wargame.accounts.addresses import site
from wargame.exercises import access, door, presence
from wargame.exercises.control.services import earlier_turns, lifecycle
from wargame.exercises.control_log.services import control
from wargame.exercises.health import services as health_services
from wargame.exercises.lobby.forms import PlaceForm, StandbyForm, SwitchForm
from wargame.exercises.lobby.selectors.lobby import lobby_of
from wargame.exercises.lobby.services import classes, participants, seating, standbys
from wargame.exercises.models import Participant, Seat
from wargame.exercises.navigation import addresses, moves, own_links
from wargame.exercises.navigation.forms import SeatForm
from wargame.exercises.policy_words import POLICY_WORDS
from wargame.web.htmx import HtmxHttpRequest
from wargame.web.qr import shared_qr_svg

Refused = (
    seating.SeatRefused,
    standbys.UnknownPolicy,
    standbys.CastRefused,
    control.NotWhiteCell,
    lifecycle.AlreadyStarted,
    lifecycle.AlreadyEnded,
    earlier_turns.OverBefore,
)


@require_safe
@never_cache
def lobby(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Show the people who are here and the holders of seats. The white cell assigns and starts; a player reads and
    chooses."""
    person = access.participant_for(request.user, code)
    if (where := addresses.of(person)) != reverse("lobby", args=[person.exercise.code]):
        return addresses.go(request, where)
    if not request.htmx:
        moves.tell_move(request, person)
    if refused := request.session.pop("seat_refused", ""):
        messages.warning(request, refused)
    part = "#lobby" if request.htmx else ""
    return render(request, f"exercises/lobby/lobby.html{part}", _context(request, person))


@require_POST
def assign(request: HttpRequest, code: str) -> HttpResponse:
    """Move a person into a seat, or to those who wait."""
    by = access.require_white_cell(request.user, code)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _stay(request, by, "Choose a person and a seat.")
    person = by.exercise.participants.filter(pk=form.cleaned_data["person"], left_at=None).first()
    role = form.cleaned_data["role"].upper()
    seat = by.exercise.seats.filter(role=role).first()
    if person is None or (role and seat is None):
        return _stay(request, by, "This person or this seat is not here any more.")
    return _do(request, by, lambda now: seating.assign(person=person, seat=seat, by=by, now=now))


@require_POST
def assign_all(request: HttpRequest, code: str) -> HttpResponse:
    """Give a seat to everybody who waits."""
    by = access.require_white_cell(request.user, code)
    return _do(request, by, lambda now: seating.assign_all(exercise=by.exercise, by=by, now=now))


@require_POST
def remove(request: HttpRequest, code: str) -> HttpResponse:
    """Remove a person from the exercise."""
    by = access.require_white_cell(request.user, code)
    form = PlaceForm(request.POST)
    person = form.is_valid() and by.exercise.participants.filter(pk=form.cleaned_data["person"]).first()
    if not person or person.pk == by.pk:
        return _stay(request, by, "This person is not here any more.")
    return _do(request, by, lambda now: participants.remove(person=person, by=by, reason="", now=now))


@require_POST
def lock(request: HttpRequest, code: str) -> HttpResponse:
    """Lock or unlock a seat; without a seat, joining."""
    by = access.require_white_cell(request.user, code)
    form = SwitchForm(request.POST)
    if not form.is_valid():
        return _stay(request, by, "Choose what to lock.")
    is_locked, role = form.cleaned_data["on"], form.cleaned_data["role"].upper()
    if not role:
        return _do(
            request, by, lambda now: classes.lock_joining(exercise=by.exercise, is_locked=is_locked, by=by, now=now)
        )
    seat = _seat(by, role)
    return _do(request, by, lambda now: seating.lock(seat=seat, is_locked=is_locked, by=by, now=now))


@require_POST
def set_standby(request: HttpRequest, code: str) -> HttpResponse:
    """Choose who plays a seat, and the policy that plays it while nobody sits there."""
    by = access.require_white_cell(request.user, code)
    form = StandbyForm(request.POST)
    if not form.is_valid():
        return _stay(request, by, "Choose a seat, who plays it, and how the AI plays it.")
    seat = _seat(by, form.cleaned_data["role"].upper())
    cast, policy = form.cleaned_data["cast"] or seat.cast, form.cleaned_data["policy"]
    return _do(request, by, lambda now: standbys.set_up(seat=seat, cast_to=cast, policy=policy, by=by, now=now))


@require_POST
def start(request: HttpRequest, code: str) -> HttpResponse:
    """Open the first turn. The AI plays seats without people."""
    by = access.require_white_cell(request.user, code)
    return _do(request, by, lambda now: lifecycle.start(exercise=by.exercise, by=by, now=now))


@require_POST
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Take a free seat."""
    person = access.participant_for(request.user, code)
    form = SeatForm(request.POST)
    if not form.is_valid():
        return _stay(request, person, "Choose a seat.")
    return _do(
        request, person, lambda now: seating.take(person=person, role=form.cleaned_data["role"].upper(), now=now)
    )


@require_POST
def brief(request: HttpRequest, code: str) -> HttpResponse:
    """Open the whole briefing of a player's seat. The form names the seat: they may have been moved meanwhile."""
    person = access.participant_for(request.user, code)
    form = SeatForm(request.POST)
    if not form.is_valid():
        return _stay(request, person, "Choose the seat whose briefing you want to open.")
    role = form.cleaned_data["role"].upper()
    try:
        seating.open_briefing(person=person, role=role)
    except seating.NotTheirSeat as refusal:
        return _stay(request, person, str(refusal))
    return redirect("seat_briefing", person.exercise.code, role)


@require_POST
def leave(request: HttpRequest, code: str) -> HttpResponse:
    """Leave the exercise."""
    person = access.participant_for(request.user, code)
    if person.is_white_cell:
        return _stay(request, person, "The white cell cannot leave; end the exercise instead.")
    participants.leave(person=person, now=timezone.now())
    return redirect("enter_code")


def _context(request: HttpRequest, person: Participant) -> dict[str, Any]:
    now = database_clock.read()
    presence.note(request, person, now=now)
    exercise = person.exercise
    address = f"{site(request)}{reverse('join', args=[door.long_code(exercise.code)])}"
    shown = lobby_of(exercise, now)
    return {
        "lobby": shown,
        "policies": POLICY_WORDS.items() if person.is_white_cell else (),
        "casts": Seat.Cast.choices if person.is_white_cell else (),
        "me": person,
        "open_to_me": {seat.role for seat in shown.seats if seating.may_change_to(person, seat.role)},
        "mine": next((seat for seat in shown.seats if person.seat and seat.role == person.seat.role), None),
        "qr": shared_qr_svg(address),
        "join_address": address,
        "ends_at": _ends_at(now, shown.minutes),
        "house": health_services.house_of(exercise, now) if person.is_white_cell else None,
        "handouts": () if person.is_white_cell else access.handouts_of(person),
        "recovery": own_links.link_of(request, exercise.code),
        "live_url": live.address_of(*access.channels_of(person)),
        "live_regions": "lobby",
    }


def _ends_at(now: datetime, minutes: int | None) -> datetime | None:
    return None if minutes is None else now + timedelta(minutes=minutes)


def _seat(by: Participant, role: str) -> Seat:
    seat = by.exercise.seats.select_related("exercise").filter(role=role).first()
    if seat is None:
        raise Http404("There is no such seat.")
    return seat


def _do(request: HttpRequest, person: Participant, act: Callable[[datetime], object]) -> HttpResponse:
    """Call the service, report a refusal, and redirect to the lobby."""
    try:
        act(database_clock.read())
    except Refused as refusal:
        return _stay(request, person, str(refusal))
    return _back(request, person)


def _stay(request: HttpRequest, person: Participant, fault: str) -> HttpResponse:
    messages.warning(request, fault)
    return _back(request, person)


def _back(request: HttpRequest, person: Participant) -> HttpResponse:
    """Redirect to the page of people if the form was on it, else to where the exercise is."""
    page = "people" if request.POST.get("from") == "people" and person.is_white_cell else "exercise"
    return redirect(page, person.exercise.code)
