"""Results as all who sit in a seat see them: a class opens them at once, so they are made once for a seat."""

from django.core.cache import cache
from django.http import HttpRequest
from django.template.loader import render_to_string

from wargame.exercises import access
from wargame.exercises.models import Branch, Exercise, Seat, Turn
from wargame.exercises.selectors.frames import Frame
from wargame.exercises.selectors.orders import draft_of
from wargame.exercises.selectors.results import results_of
from wargame.exercises.selectors.standpoints import standpoint_of

KEEP_SECONDS = 120
PARTS = ("head", "outcomes", "beside")

Parts = dict[str, str]


def results_parts(request: HttpRequest, frame: Frame, seat: Seat, line: Branch, turn: Turn) -> Parts:
    """The parts of the page of results, in HTML, for a seat and a closed turn that the reader was given by `access`.

    Only a class has several people in a seat; the forms of a page that is played alone are of its session.
    """

    if seat.exercise.mode != Exercise.Mode.CLASS:
        return _made(frame, seat, line, turn, request)
    key = _key(seat, line, turn)
    kept: Parts | None = cache.get(key)
    if kept is None:
        kept = _made(frame, seat, line, turn)
        cache.set(key, kept, KEEP_SECONDS)
    return kept


def _made(frame: Frame, seat: Seat, line: Branch, turn: Turn, asks: HttpRequest | None = None) -> Parts:
    at = standpoint_of(seat, line, turn)
    shown = results_of(at, draft_of(seat, turn).orders)
    context = {"frame": frame, "board": shown, "results": shown}
    return {part: render_to_string(f"exercises/parts/results_parts.html#{part}", context, asks) for part in PARTS}


def _key(seat: Seat, line: Branch, turn: Turn) -> str:
    """Seat and turn, and all that changes their results afterwards: the next turn, the end."""
    following = access.status_after(line, turn)
    closed = turn.closed_at.timestamp() if turn.closed_at else 0
    parts = (seat.pk, line.pk, turn.pk, turn.digest, closed, following, line.ending, seat.exercise.status)
    return "results-" + "-".join(str(part) for part in parts)
