"""Creates an exercise for a class, changes its settings until it starts, and duplicates it."""

from dataclasses import replace
from http import HTTPStatus

from django.contrib import messages
from django.db import transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from scenarios.access import Visitor, playable_by
from scenarios.models import Scenario, ScenarioVersion
from wargame.accounts import limits
from wargame.accounts.access import account_required
from wargame.accounts.models import User
from wargame.accounts.second_factor import leader_required
from wargame.exercises import access, presence
from wargame.exercises.control.services import earlier_turns, lifecycle
from wargame.exercises.lobby.forms.dials import DialsForm
from wargame.exercises.lobby.forms.rules import RulesForm
from wargame.exercises.lobby.services import classes, duplicates
from wargame.exercises.models import Exercise
from wargame.exercises.navigation import query

TRY = "try_dials"
"""The button of the forms that leads to where the dials are tried."""


@never_cache
@account_required
@leader_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Show the settings with defaults; on POST, create the exercise and open its lobby, or a sandbox's first turn."""
    scenario = _scenario(request.user, query.word(request, "scenario"))
    version = _current(scenario)
    form, dials = RulesForm(request.POST or None), DialsForm(request.POST or None, version)
    if request.method == "POST" and _are_valid(form, dials) and isinstance(request.user, User):
        try:
            limits.spend(limits.CREATE, limits.visitor_of(request), now=timezone.now())
            return _created(request, version, form, dials, request.user)
        except classes.BadRules as refusal:
            _object(form, refusal)
        except earlier_turns.OverBefore as refusal:
            form.add_error("first_turn", str(refusal))
    context = {"form": form, "dials": dials, "scenario": scenario}
    return render(request, "exercises/lobby/new.html", context, status=_status(form, dials))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, code: str) -> HttpResponse:
    """Show and change the settings of an exercise in its lobby. They are fixed once it starts."""
    by = access.require_white_cell(request.user, code)
    exercise = by.exercise
    posted = request.POST if request.method == "POST" else None
    form, dials = RulesForm.of(exercise, posted), DialsForm(posted, exercise.scenario_version, exercise.dials)
    try:
        if exercise.status != Exercise.Status.LOBBY:
            raise lifecycle.AlreadyStarted("The exercise has started: its settings stand as they are.")
        if form.is_bound and _are_valid(form, dials):
            rules = replace(form.rules(), mode=exercise.mode, dials=dials.chosen())
            classes.change(exercise=exercise, rules=rules, by=by, now=timezone.now())
            return redirect("dials" if TRY in request.POST else "lobby", exercise.code)
    except classes.BadRules as refusal:
        _object(form, refusal)
    except (lifecycle.AlreadyStarted, lifecycle.AlreadyEnded) as refusal:
        messages.warning(request, str(refusal))
        return redirect("exercise", exercise.code)
    context = {"form": form, "dials": dials, "exercise": exercise}
    return render(request, "exercises/lobby/settings.html", context, status=_status(form, dials))


@require_POST
@never_cache
def duplicate(request: HttpRequest, code: str) -> HttpResponse:
    """Create an exercise with the preparation of this one, and open its lobby."""
    by = access.require_white_cell(request.user, code)
    now = timezone.now()
    limits.spend(limits.CREATE, limits.visitor_of(request), now=now)
    try:
        made = duplicates.duplicate(exercise=by.exercise, by=by, now=now)
    except duplicates.DuplicateRefused as refusal:
        messages.warning(request, str(refusal))
        return redirect("exercise", by.exercise.code)
    presence.welcome(request, made, now=now)
    messages.success(request, duplicates.DONE.format(code=by.exercise))
    return redirect("lobby", made.code)


def _are_valid(*forms: Form) -> bool:
    """Return whether all forms are valid; each is asked, so that each says what is wrong."""
    return sum(form.is_valid() for form in forms) == len(forms)


def _status(*forms: Form) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if any(form.errors for form in forms) else HTTPStatus.OK


def _created(
    request: HttpRequest, version: ScenarioVersion, form: RulesForm, dials: DialsForm, by: User
) -> HttpResponse:
    """Create what the forms ask for, and redirect to the page where it is led, or to where its dials are tried."""
    now, count = timezone.now(), form.cleaned_data["groups"] or 1
    rules = replace(form.rules(), dials=dials.chosen())
    if count > 1 and rules.mode == Exercise.Mode.CLASS:
        made = classes.create_groups(version=version, rules=rules, count=count, by=by, now=now)
        presence.welcome(request, *made, now=now)
        return redirect("groups", made[0].series and made[0].series.code)
    page = "lobby"
    # A sandbox that cannot start does not stay behind.
    with transaction.atomic():
        exercise = classes.create(version=version, rules=rules, by=by, now=now)
        if exercise.mode == Exercise.Mode.SANDBOX:
            lifecycle.start(exercise=exercise, by=exercise.participants.get(user=by), now=now)
            page = "exercise"
    presence.welcome(request, exercise, now=now)
    return redirect("dials" if TRY in request.POST else page, exercise.code)


def _object(form: RulesForm, refusal: classes.BadRules) -> None:
    for problem in refusal.problems:
        form.add_error(None, problem)


def _current(scenario: Scenario) -> ScenarioVersion:
    if scenario.current is None:
        raise Http404("There is no scenario to run yet.")
    return scenario.current


def _scenario(user: Visitor, slug: str) -> Scenario:
    """Return the scenario that the query names, or the first one."""
    scenarios = playable_by(user).select_related("current")
    found = get_object_or_404(scenarios, slug=slug) if slug else scenarios.filter(owner=None).order_by("pk").first()
    if found is None:
        raise Http404("There is no scenario to run yet.")
    return found
