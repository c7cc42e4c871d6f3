"""The page on which the groups of a class that have ended stand side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wargame.analysis.selectors.groups_split import groups_split_of
from wargame.exercises import access
from wargame.exercises.navigation import query
from wargame.exercises.results.selectors.groups_compared import groups_compared_of


@require_safe
@never_cache
def groups_compared(request: HttpRequest, code: str) -> HttpResponse:
    """Show the groups that have ended; the query names the `seat` whose aims are drawn, and a `turn`."""
    series, leaders = access.groups_for(request.user, code)
    seat, turn = query.word(request, "seat").upper(), query.number(request, "turn")
    found = groups_compared_of(leaders, seat=seat, turn=turn)
    context = {"series": series, "compared": found, "split": groups_split_of(leaders, found)}
    return render(request, "analysis/groups_compared.html", context)
