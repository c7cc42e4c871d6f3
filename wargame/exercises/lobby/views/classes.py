"""Creates an exercise for a class, and changes its settings until it starts."""

from dataclasses import replace
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from scenarios.models import Scenario, ScenarioVersion
from wargame.accounts import limits
from wargame.accounts.access import account_required
from wargame.accounts.models import User
from wargame.exercises import access, presence
from wargame.exercises.control.services import lifecycle
from wargame.exercises.lobby.forms.rules import RulesForm
from wargame.exercises.lobby.services import classes
from wargame.exercises.models import Exercise
from wargame.exercises.navigation import query


@never_cache
@account_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Show the settings with defaults; on POST, create the exercise and open its lobby, or a sandbox's first turn."""
    scenario = _scenario(query.word(request, "scenario"))
    form = RulesForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and scenario.current and isinstance(request.user, User):
        try:
            limits.spend(limits.CREATE, limits.visitor_of(request), now=timezone.now())
            return _created(request, scenario.current, form, request.user)
        except classes.BadRules as refusal:
            _object(form, refusal)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "exercises/lobby/new.html", {"form": form, "scenario": scenario}, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, code: str) -> HttpResponse:
    """Show and change the settings of an exercise in its lobby. They are fixed once it starts."""
    by = access.require_white_cell(request.user, code)
    exercise = by.exercise
    form = RulesForm.of(exercise, request.POST if request.method == "POST" else None)
    try:
        if exercise.status != Exercise.Status.LOBBY:
            raise lifecycle.AlreadyStarted("The exercise has started: its settings stand as they are.")
        if form.is_bound and form.is_valid():
            rules = replace(form.rules(), mode=exercise.mode)
            classes.change(exercise=exercise, rules=rules, by=by, now=timezone.now())
            return redirect("lobby", exercise.code)
    except classes.BadRules as refusal:
        _object(form, refusal)
    except (lifecycle.AlreadyStarted, lifecycle.AlreadyEnded) as refusal:
        messages.warning(request, str(refusal))
        return redirect("exercise", exercise.code)
    context = {"form": form, "scenario": exercise.scenario_version.scenario, "exercise": exercise}
    return render(
        request,
        "exercises/lobby/settings.html",
        context,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK,
    )


def _created(request: HttpRequest, version: ScenarioVersion, form: RulesForm, by: User) -> HttpResponse:
    """Create what the form asks for, and redirect to the page where it is led."""
    now, rules, count = timezone.now(), form.rules(), form.cleaned_data["groups"] or 1
    if count > 1 and rules.mode == Exercise.Mode.CLASS:
        made = classes.create_groups(version=version, rules=rules, count=count, by=by, now=now)
        presence.welcome(request, *made, now=now)
        return redirect("groups", made[0].series and made[0].series.code)
    exercise = classes.create(version=version, rules=rules, by=by, now=now)
    presence.welcome(request, exercise, now=now)
    if exercise.mode != Exercise.Mode.SANDBOX:
        return redirect("lobby", exercise.code)
    lifecycle.start(exercise=exercise, by=exercise.participants.get(user=by), now=now)
    return redirect("exercise", exercise.code)


def _object(form: RulesForm, refusal: classes.BadRules) -> None:
    for problem in refusal.problems:
        form.add_error(None, problem)


def _scenario(slug: str) -> Scenario:
    """Return the scenario that the query names, or the first one."""
    scenarios = Scenario.objects.select_related("current").exclude(current=None)
    found = get_object_or_404(scenarios, slug=slug) if slug else scenarios.order_by("pk").first()
    if found is None:
        raise Http404("There is no scenario to run yet.")
    return found
