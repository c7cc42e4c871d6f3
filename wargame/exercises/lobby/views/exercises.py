"""Starts solo exercises, lists the user's exercises, and changes the seat."""

from collections.abc import Mapping
from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from scenarios.access import playable_by
from scenarios.models import Role, Scenario, ScenarioVersion
from wargame.accounts import limits
from wargame.accounts.services import user_or_guest
from wargame.exercises import access
from wargame.exercises.lobby.forms import SoloForm, SoloSeatForm
from wargame.exercises.lobby.forms.dials import DialsForm
from wargame.exercises.lobby.selectors.summaries import open_exercises_of, summaries_of
from wargame.exercises.lobby.services import seats
from wargame.exercises.lobby.services import solo as solo_service
from wargame.exercises.models import Exercise
from wargame.exercises.navigation import sandbox
from wargame.exercises.navigation.forms import SeatForm

MOST_LISTED = 100


@require_POST
def solo(request: HttpRequest) -> HttpResponse:
    """Start a solo exercise. A user without an account becomes a guest of this browser."""
    form = SoloForm(request.POST)
    if not form.is_valid():
        raise Http404("There is no such scenario.")
    scenario = get_object_or_404(
        playable_by(request.user).select_related("current"), slug=form.cleaned_data["scenario"]
    )
    if scenario.current is None:
        raise Http404("This scenario has no version to play yet.")
    role = form.cleaned_data["seat"].upper() or _default_role(scenario)
    try:
        solo_service.require_role(version=scenario.current, role=role)
    except solo_service.UnknownRole as refusal:
        raise Http404(str(refusal)) from refusal
    return _started(request, scenario.current, role, {})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def solo_dials(request: HttpRequest) -> HttpResponse:
    """Show the dials of a scenario as fields; on POST, start a solo exercise with what is filled."""
    asked = SoloForm(request.GET)
    scenarios = playable_by(request.user).select_related("current")
    scenario = get_object_or_404(scenarios, slug=asked.cleaned_data["scenario"] if asked.is_valid() else "")
    version = scenario.current
    if version is None:
        raise Http404("This scenario has no version to play yet.")
    posted = request.POST if request.method == "POST" else None
    seats_offered = Role.objects.filter(version=version).order_by("position").values_list("code", "name")
    named = [(code, f"{code}: {name}") for code, name in seats_offered]
    form, dials = SoloSeatForm(posted, named, _default_role(scenario)), DialsForm(posted, version)
    # Each is asked, so that each says what is wrong.
    if [form.is_valid(), dials.is_valid()] == [True, True]:
        return _started(request, version, form.cleaned_data["seat"], dials.chosen(), form.advice)
    status = HTTPStatus.OK if posted is None else HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"form": form, "dials": dials, "scenario": scenario}
    return render(request, "exercises/lobby/solo_dials.html", context, status=status)


def _started(
    request: HttpRequest,
    version: ScenarioVersion,
    role: str,
    dials: Mapping[str, float],
    advice: str = Exercise.Advice.ON_REQUEST,
) -> HttpResponse:
    # One transaction, so that there is never a guest without the exercise, or an exercise without its session.
    with transaction.atomic():
        limits.spend(limits.SOLO, limits.visitor_of(request), now=timezone.now())
        user = user_or_guest(request)
        exercise = solo_service.start_solo(
            version=version, role=role, user=user, now=timezone.now(), dials=dials, advice=advice
        )
        request.session.save()
    return redirect("play", exercise.code)


@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Show the exercises of this browser's user, newest first."""
    listed = summaries_of(access.seats_of(request.user)[:MOST_LISTED])
    gatherings = open_exercises_of(access.participations_of(request.user))[:MOST_LISTED]
    return render(request, "exercises/lobby/index.html", {"exercises": listed, "gatherings": gatherings})


@require_POST
def change_seat(request: HttpRequest, code: str) -> HttpResponse:
    """Change the seat before the first submit."""
    seat = sandbox.seat_for(request, code)
    form = SeatForm(request.POST)
    if form.is_valid():
        try:
            seats.change(
                exercise=seat.exercise,
                role=form.cleaned_data["role"].upper(),
                user=user_or_guest(request),
                now=timezone.now(),
            )
        except (seats.SeatFixed, seats.NoSuchSeat) as refusal:
            messages.warning(request, str(refusal))
    return redirect("play", seat.exercise.code)


def _default_role(scenario: Scenario) -> str:
    """Return the seat that the scenario marks as default for solo play, else its first."""
    roles = Role.objects.filter(version=scenario.current).order_by("-is_solo_default", "position")
    return roles.values_list("code", flat=True)[0]
