"""The page of the aims of a seat, each with the entries of the ledger that moved it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wargame.exercises import access
from wargame.exercises.assessment.selectors.aims import aims_of
from wargame.exercises.navigation import sandbox
from wargame.exercises.situation.selectors.frame import frame_of


@require_safe
@never_cache
def aims(request: HttpRequest, code: str) -> HttpResponse:
    """Show the entries that moved the aims of a seat in a line, with the knowledge of the log of the same query."""
    reader = sandbox.reading(request, code)
    seat, line = reader.seat, reader.line
    context = {
        "frame": frame_of(seat, line, access.latest_turn_for(seat, line), reader.part),
        "aims": aims_of(seat, line, knows_all=reader.knows_all),
        "knows_all": reader.knows_all,
    }
    return render(request, "exercises/assessment/aims.html", context)
