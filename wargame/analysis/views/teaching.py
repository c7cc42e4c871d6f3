"""The page with what only teachers read of a scenario: model answers, typical courses, early ends, false reports."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from scenarios import selectors
from scenarios.models import Scenario
from wargame.accounts.access import account_required
from wargame.analysis.views.best_orders import closed_during_a_class


@require_safe
@never_cache
@account_required
@closed_during_a_class
def answers(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the answers of a scenario to a teacher."""
    try:
        page = selectors.answers_page(slug, request.user)
    except Scenario.DoesNotExist as error:
        raise Http404(str(error)) from error
    return render(request, "analysis/teaching_answers.html", {"page": page})
