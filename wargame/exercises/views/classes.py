"""Creating an exercise with a class."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from scenarios.models import Scenario
from wargame.accounts.access import account_required
from wargame.accounts.models import User
from wargame.exercises.forms import RulesForm
from wargame.exercises.services import classes
from wargame.exercises.views import asking

UNPROCESSABLE = 422


@never_cache
@account_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """One page of settings with good defaults; sent, it opens the lobby."""
    scenario = _scenario(asking.word(request, "scenario"))
    form = RulesForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and scenario.current and isinstance(request.user, User):
        try:
            exercise = classes.create(version=scenario.current, rules=form.rules(), by=request.user, now=timezone.now())
        except classes.BadRules as refusal:
            for problem in refusal.problems:
                form.add_error(None, problem)
        else:
            return redirect("lobby", exercise.code)
    status = UNPROCESSABLE if form.errors else 200
    return render(request, "exercises/new.html", {"form": form, "scenario": scenario}, status=status)


def _scenario(slug: str) -> Scenario:
    """The scenario that the address names, or the first there is."""
    scenarios = Scenario.objects.select_related("current").exclude(current=None)
    found = get_object_or_404(scenarios, slug=slug) if slug else scenarios.order_by("pk").first()
    if found is None:
        raise Http404("There is no scenario to run yet.")
    return found
