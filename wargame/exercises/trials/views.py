"""Begins trials of own scenarios and ideas: as any seat, from any turn, or with the AI in every seat for a turn."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from scenarios import access
from scenarios.models import ScenarioVersion
from scenarios.services import trying
from scenarios.services.drafts import Refused
from scenarios.wizard.checking import UnsoundAnswers
from wargame.accounts import limits
from wargame.accounts.access import account_required
from wargame.accounts.models import User
from wargame.exercises.lobby.services import solo
from wargame.exercises.models import Exercise
from wargame.exercises.trials.forms import TrialForm
from wargame.exercises.trials.services import trials


@never_cache
@account_required
@require_POST
def try_draft(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a trial of an own scenario, as its files are now."""
    own = access.own_for(request.user, key)
    return _begin(request, lambda: trying.version_of_draft(own), redirect("own_scenario", own.key))


@never_cache
@account_required
@require_POST
def try_idea(request: HttpRequest, key: str) -> HttpResponse:
    """Begin a trial of the scenario that the answers of an idea make."""
    idea = access.idea_for(request.user, key)
    return _begin(request, lambda: trying.version_of_idea(idea), redirect("idea", idea.key, "try"))


def _begin(request: HttpRequest, make: Callable[[], ScenarioVersion], back: HttpResponse) -> HttpResponse:
    form = TrialForm(request.POST)
    if not form.is_valid() or not isinstance(request.user, User):
        messages.warning(request, "Choose a seat and a turn of this scenario.")
        return back
    now, turn = timezone.now(), form.cleaned_data["turn"] or 1
    limits.spend(limits.SOLO, limits.visitor_of(request), now=now)
    try:
        exercise = trials.begin(
            make=make,
            role=form.cleaned_data["seat"].upper(),
            turn=turn,
            watches=form.watches,
            user=request.user,
            now=now,
        )
    except (Refused, UnsoundAnswers, solo.UnknownRole, trials.StuckTrial) as refusal:
        messages.warning(request, str(refusal))
        return back
    return _opened(exercise, turn if form.watches else 0)


def _opened(exercise: Exercise, watched: int) -> HttpResponse:
    """Go to the results of the turn that the AI played for all seats, else to the open turn or the ending."""
    if watched and exercise.current_branch is not None:
        number = min(watched, exercise.current_branch.turns.count())
        return redirect("results", exercise.code, number)
    return redirect("exercise", exercise.code)
