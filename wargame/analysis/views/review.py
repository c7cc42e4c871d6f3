"""Opens a review where it says most: on the biggest turning point, or on the ending while no game is split."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wargame.analysis import access
from wargame.exercises.access import branch_for
from wargame.exercises.navigation import query, sandbox

BIGGEST = "#points-heading"
"""The heading under which the page of turning points lists them, the biggest first."""


@require_safe
@never_cache
def open_review(request: HttpRequest, code: str) -> HttpResponse:
    """Redirect to the turning points of the line if they are ready and the reader may know them, else to its ending."""
    reader = sandbox.reader_for(request, code)
    line = branch_for(reader.seat, query.number(request, "b"))
    page, place = ("turning_points", BIGGEST) if access.has_split(reader.seat, line) else ("ending", "")
    return redirect(f"{reverse(page, args=[line.exercise.code])}?b={line.number}{place}")
