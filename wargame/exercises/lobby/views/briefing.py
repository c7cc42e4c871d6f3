"""The printable briefing of a seat, for the people who play it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from scenarios import selectors
from scenarios.models import Role
from wargame.exercises import access


@require_safe
@never_cache
def briefing(request: HttpRequest, code: str, role: str) -> HttpResponse:
    """Show what the people of a seat read before the first turn, in the scenario version that they play."""
    exercise = access.briefed_in(request.user, code, role)
    try:
        page = selectors.briefing(exercise.scenario_version, role)
    except Role.DoesNotExist as error:
        raise Http404(access.MISSING) from error
    back = reverse("exercise", args=[exercise.code])
    return render(request, "scenarios/briefing.html", {"page": page, "back": back})
