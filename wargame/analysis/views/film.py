"""The film of a game: the page that plays a finished line in a minute, for the projector."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wargame.analysis.selectors.film import film_of
from wargame.exercises import access
from wargame.exercises.navigation import query, sandbox
from wargame.exercises.results.selectors.replay import NoSuchStep
from wargame.exercises.situation.selectors.frame import frame_of

NO_MOMENT = "This film has no such moment."


@require_safe
@never_cache
def film(request: HttpRequest, code: str) -> HttpResponse:
    """Show the film of a line at one moment (`at`), or that it opens at the end.

    Answers 404 for a moment or a line that does not exist or is not the reader's.
    """
    reader = sandbox.reading(request, code)
    seat, line = reader.seat, reader.line
    is_open = access.may_know_all(seat, line)
    try:
        is_on_the_wall = bool(query.word(request, "screen"))
        found = film_of(reader, query.word(request, "at"), is_on_the_wall=is_on_the_wall) if is_open else None
    except NoSuchStep:
        raise Http404(NO_MOMENT) from None
    context = {
        "frame": frame_of(seat, line, access.latest_turn_for(seat, line), reader.part),
        "line": line,
        "film": found,
        "is_open": is_open,
        "is_on_the_wall": is_on_the_wall,
    }
    return render(request, "analysis/film.html", context)
