"""The results of a turn, for people who view as a seat without holding it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wargame.exercises import access
from wargame.exercises.observers.views import around
from wargame.exercises.orders.services.orders import sheet_of
from wargame.exercises.results.selectors.results import results_of
from wargame.exercises.situation.selectors.frame import frame_of
from wargame.exercises.situation.selectors.seat_view import seat_view_of


@require_safe
@never_cache
def view_as_results(request: HttpRequest, code: str, role: str, number: int) -> HttpResponse:
    """Show the results of a turn as a seat sees them.

    For a turn without results, redirect to the seat's present view.
    """
    person = access.participant_for(request.user, code)
    seat = access.seat_viewed_by(person, role.upper())
    turns = {turn.number: turn for turn in access.turns_with_results(person)}
    if number not in turns:
        return redirect("view_as", seat.exercise.code, seat.role)
    line, turn = access.branch_for(seat), turns[number]
    results = results_of(seat_view_of(seat, line, turn), sheet_of(seat=seat, turn=turn))
    context = around(request, person) | {
        "frame": frame_of(seat, line, turn),
        "results": results,
        "board": results,
        "ended": list(turns),
    }
    return render(request, "exercises/results/view_as_results.html", context)
