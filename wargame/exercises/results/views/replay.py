"""The replay of a line, event by event; each moment has an address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wargame.exercises import access
from wargame.exercises.navigation import query, sandbox
from wargame.exercises.results.selectors.replay import Asked, NoSuchStep, replay_of
from wargame.exercises.situation.selectors.frame import frame_of

NO_STEP = "This exercise has no such moment, or you may not see it."


@require_safe
@never_cache
def replay(request: HttpRequest, code: str) -> HttpResponse:
    """Show a line at one moment (`at`), in full truth, as a seat saw it, or both (`view`, `seat`).

    Answers 404 for a moment, a line or a seat that does not exist or is not the reader's.
    """
    reader = sandbox.reading(request, code)
    seat = access.seat_beside(reader, query.word(request, "seat").upper())
    asked = Asked(query.word(request, "at"), query.word(request, "view"), query.word(request, "show"))
    try:
        found = replay_of(reader, seat, asked)
    except NoSuchStep:
        raise Http404(NO_STEP) from None
    context = {
        "frame": frame_of(reader.seat, reader.line, access.latest_turn_for(reader.seat, reader.line), reader.part),
        "line": reader.line,
        "replay": found,
        "may_know_all": reader.may_know_all,
    }
    return render(request, "exercises/results/replay.html", context)
