"""The play page and its regions: board, orders, inbox, roster and clock, each at the address of its name."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from wargame.exercises import access
from wargame.exercises.models import Seat
from wargame.exercises.selectors import rationales
from wargame.exercises.selectors.board import board_of
from wargame.exercises.selectors.inboxes import inbox_of
from wargame.exercises.selectors.maps import map_table_of
from wargame.exercises.selectors.orders import draft_of
from wargame.exercises.selectors.standpoints import Standpoint, standpoint_of
from wargame.exercises.services import participants
from wargame.exercises.views import asking, panels, places, sandbox

Context = dict[str, Any]

UNCHANGED = 204


def open_standpoint(seat: Seat) -> Standpoint | None:
    """Where the seat stands in the turn that is read or open for orders; None when no turn is."""
    line = access.branch_for(seat)
    turn = access.latest_turn_for(seat, line)
    return standpoint_of(seat, line, turn) if turn.is_under_way else None


def _board(request: HttpRequest, at: Standpoint) -> Context:
    return {"board": board_of(at)}


def _inbox(request: HttpRequest, at: Standpoint) -> Context:
    return {"inbox": inbox_of(at, asking.word(request, "from").upper())}


def _nothing(request: HttpRequest, at: Standpoint) -> Context:
    return {}


REGIONS: Mapping[str, Callable[[HttpRequest, Standpoint], Context]] = {
    "board": _board,
    "orders": panels.context,
    "inbox": _inbox,
    "roster": _nothing,
    "clock": _nothing,
}
"""What each region reads beside the frame. One region, one name: partial, element, address and live notice."""


def _version(name: str, at: Standpoint) -> str:
    """What tells two states of a region apart within a turn."""
    if name == "orders":
        return f"-{draft_of(at.seat, at.turn).revision}"
    if name == "board":
        return f"-{len(at.injects)}"
    return f"-{len(access.messages_for(at.seat, at.line, at.turn))}" if name == "inbox" else ""


def _news(seen: str, at: Standpoint) -> str:
    """What is read aloud when an inject has come since the reader looked in the same turn; "" without one."""
    late = [each.title for each in at.injects if each.is_late]
    had = seen.rpartition("-")[2]
    is_new = had.isdecimal() and int(had[:6]) < len(at.injects)
    return f"New report: {late[-1]}" if late and is_new else ""


@require_safe
@never_cache
def exercise(request: HttpRequest, code: str) -> HttpResponse:
    """Sends people to where the exercise stands for them: lobby, room, the open turn, results, or the ending."""
    return redirect(places.of(access.participant_for(request.user, code)))


@require_safe
@never_cache
def play(request: HttpRequest, code: str) -> HttpResponse:
    """The turn that is open for orders, with all its regions."""
    seat = sandbox.seat_for(request, code)
    person = access.participant_for(request.user, code)
    participants.see(person=person, now=timezone.now())
    at = open_standpoint(seat)
    if at is None:
        return redirect(places.now(seat))
    context = panels.framed(request, at) | {"rationale": rationales.own(person, at.turn)}
    for read in REGIONS.values():
        context |= read(request, at)
    return render(request, "exercises/play.html", context)


@require_safe
@never_cache
def region(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """One region of the play page; 204 when the reader has seen it as it is, away when turn or seat is another.

    The address may say what the reader has seen: "<seat>-<line>-<turn>-<stage>", with "-<revision>" for the
    orders and "-<count>" for the messages and for the injects of the board.
    """
    seat = sandbox.seat_for(request, code)
    participants.see(person=access.participant_for(request.user, code), now=timezone.now())
    at = open_standpoint(seat)
    if at is None:
        return places.go(request, places.now(seat))
    seen, here = asking.word(request, "seen"), f"{at.seat.role}-{at.line.number}-{at.turn.number}"
    if seen and not f"{seen}-".startswith(f"{here}-"):
        return places.go(request, places.now(seat))
    if seen == f"{here}-{at.turn.stage}{_version(name, at)}":
        return HttpResponse(status=UNCHANGED)
    context = panels.framed(request, at) | REGIONS[name](request, at)
    response = render(request, f"exercises/play.html#{name}", context)
    news = _news(seen, at) if name == "board" else ""
    return trigger_client_event(response, "announce", {"value": news}) if news else response


@require_safe
@never_cache
def catalogue(request: HttpRequest, code: str) -> HttpResponse:
    """The orders that a search finds."""
    seat = sandbox.seat_for(request, code)
    at = open_standpoint(seat)
    if at is None:
        return places.go(request, places.now(seat))
    context = panels.framed(request, at) | panels.context(request, at)
    return render(request, "exercises/parts/catalogue.html", context)


@require_safe
@never_cache
def map_table(request: HttpRequest, code: str) -> HttpResponse:
    """The map of the latest turn as a table: in place of the map, or as a page."""
    seat = sandbox.seat_for(request, code)
    line = access.branch_for(seat)
    number = asking.number(request, "turn")
    turn = access.turn_for(seat, number, line) if number else access.latest_turn_for(seat, line)
    at = standpoint_of(seat, line, turn)
    context = panels.framed(request, at) | {"table": map_table_of(at)}
    part = "#map" if request.headers.get("HX-Request") == "true" else ""
    return render(request, f"exercises/map_table.html{part}", context)


@require_POST
def hide_hints(request: HttpRequest, code: str) -> HttpResponse:
    """Hides the hints of the first turn from this browser."""
    seat = sandbox.seat_for(request, code)
    request.session[panels.HINTS_OFF] = True
    return redirect(places.now(seat))
