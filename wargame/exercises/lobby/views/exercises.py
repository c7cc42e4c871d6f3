"""Starts solo exercises, lists the user's exercises, and changes the seat."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from scenarios.models import Role, Scenario
from wargame.accounts import limits
from wargame.accounts.services import user_or_guest
from wargame.exercises import access
from wargame.exercises.lobby.forms import SoloForm
from wargame.exercises.lobby.selectors.summaries import open_exercises_of, summaries_of
from wargame.exercises.lobby.services import seats
from wargame.exercises.lobby.services import solo as solo_service
from wargame.exercises.navigation import sandbox
from wargame.exercises.navigation.forms import SeatForm

MOST_LISTED = 100


@require_POST
def solo(request: HttpRequest) -> HttpResponse:
    """Start a solo exercise. A user without an account becomes a guest of this browser."""
    form = SoloForm(request.POST)
    if not form.is_valid():
        raise Http404("There is no such scenario.")
    scenario = get_object_or_404(Scenario.objects.select_related("current"), slug=form.cleaned_data["scenario"])
    if scenario.current is None:
        raise Http404("This scenario has no version to play yet.")
    role = form.cleaned_data["seat"].upper() or _default_role(scenario)
    try:
        solo_service.require_role(version=scenario.current, role=role)
    except solo_service.UnknownRole as refusal:
        raise Http404(str(refusal)) from refusal
    # One transaction, so that there is never a guest without the exercise, or an exercise without its session.
    with transaction.atomic():
        limits.spend(limits.SOLO, limits.visitor_of(request), now=timezone.now())
        user = user_or_guest(request)
        exercise = solo_service.start_solo(version=scenario.current, role=role, user=user, now=timezone.now())
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
