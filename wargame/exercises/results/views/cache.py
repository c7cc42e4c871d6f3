"""Caches results by seat, because all people of a class open them at the same time."""

from typing import NamedTuple, cast

from django.core.cache import cache
from django.http import HttpRequest
from django.template.loader import render_to_string

from wargame.exercises import access
from wargame.exercises.models import Branch, Exercise, Seat, Turn
from wargame.exercises.orders.selectors.orders import OrderLine
from wargame.exercises.orders.services.orders import sheet_of
from wargame.exercises.results.selectors.beside_results import own_orders_of
from wargame.exercises.results.selectors.chances_of_yes import chances_of_yes
from wargame.exercises.results.selectors.results import results_of
from wargame.exercises.situation.selectors.board import reports_of
from wargame.exercises.situation.selectors.frame import Frame, frame_of
from wargame.exercises.situation.selectors.seat_view import seat_view_of
from wargame.web.shared_cache import SharedCache

KEEP_SECONDS, KEEP_UNTOLD_SECONDS = 120, 5
"""Time that a page is kept; the worker may finish the forecasts of orders a moment later than the results."""
PARTS = ("news", "gamble", "sums", "reports", "rest", "next")


class ResultsPage(NamedTuple):
    """A turn's results as all in a seat see them: the frame, the parts of the page in HTML, the seat's orders, and
    whether their forecasts stand in it."""

    frame: Frame
    parts: dict[str, str]
    orders: tuple[OrderLine, ...]
    is_told: bool


def results_page(request: HttpRequest, seat: Seat, line: Branch, turn: Turn) -> ResultsPage:
    """Return the results page of a seat and a closed turn that `access` gave to the reader.

    It is cached in a class only: the forms of a solo page depend on the reader's session.
    """
    if seat.exercise.mode != Exercise.Mode.CLASS:
        return _build(seat, line, turn, request)
    shared = cast("SharedCache", cache)
    return shared.get_or_make(_key(seat, line, turn), lambda: _build(seat, line, turn), _seconds_of)


def _seconds_of(page: ResultsPage) -> float:
    return KEEP_SECONDS if page.is_told else KEEP_UNTOLD_SECONDS


def _build(seat: Seat, line: Branch, turn: Turn, asks: HttpRequest | None = None) -> ResultsPage:
    access.read_content(turn)
    frame = frame_of(seat, line, turn)
    at = seat_view_of(seat, line, turn)
    results = results_of(at, sheet_of(seat=seat, turn=turn), chances_of_yes(at))
    context = {"frame": frame, "board": results, "results": results, "read": {"reports": reports_of(at)}}
    page = "exercises/results/parts/results_parts.html"
    parts: dict[str, str] = {part: render_to_string(f"{page}#{part}", context, asks) for part in PARTS}
    return ResultsPage(frame, parts, own_orders_of(seat, turn), results.forecasts.is_kept)


def _key(seat: Seat, line: Branch, turn: Turn) -> str:
    """Return a cache key with seat and turn, and with what changes the page later: later turns, and the end."""
    following = ",".join(access.statuses_after(line, turn))
    closed = turn.closed_at.timestamp() if turn.closed_at else 0
    state = (
        seat.exercise.code,
        turn.digest,
        closed,
        turn.stage,
        turn.phase,
        following,
        line.ending,
        seat.exercise.status,
    )
    return "results-" + "-".join(str(part) for part in (seat.pk, line.pk, turn.pk, *state))
