"""The play page and its regions: phase, board, orders, inbox, roster and clock, each at the URL of its name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import trigger_client_event

from wargame import database_clock
from wargame.exercises import access, presence
from wargame.exercises.advice import views as advice_views
from wargame.exercises.bids.selectors import open_bids_of
from wargame.exercises.control.services import turnkeeper
from wargame.exercises.diplomacy.selectors.inbox import inbox_of, version_of
from wargame.exercises.diplomacy.services import receipts
from wargame.exercises.models import Branch, Message, Seat, Turn
from wargame.exercises.navigation import addresses, moves, query, sandbox
from wargame.exercises.orders.selectors.orders import OrderDraft, draft_of, region_version_of
from wargame.exercises.orders.views import page
from wargame.exercises.situation.context import BESIDE, HINTS_OFF, frame_context
from wargame.exercises.situation.selectors.board import board_of
from wargame.exercises.situation.selectors.frame import frame_of
from wargame.exercises.situation.selectors.map import map_table_of, own_moves_of
from wargame.exercises.situation.selectors.seat_view import SeatView, seat_view_of
from wargame.exercises.wall.selectors import own_wall_of
from wargame.web.htmx import HtmxHttpRequest

Context = dict[str, Any]


def open_seat_view(seat: Seat) -> SeatView | None:
    """Return the seat's view of the turn that is in Brief or Orders; None if there is none."""
    line = access.branch_for(seat)
    turn = _last_turn(seat, line)
    return seat_view_of(seat, line, turn) if turn.is_under_way else None


def _last_turn(seat: Seat, line: Branch) -> Turn:
    """Return the last turn of the seat's line.

    If its deadline has passed and nothing has ended its phase yet, end it.
    """
    turn = access.latest_turn_for(seat, line)
    if not turnkeeper.keep_if_overdue(turn=turn, now=database_clock.read()):
        return turn
    return access.latest_turn_for(seat, line)


@dataclass(frozen=True)
class RegionReads:
    """The values that a region needs beside the seat's view, read once.

    `version` changes when the region changes within a turn.
    """

    version: str
    draft: OrderDraft | None = None
    sent: Sequence[Message] = ()
    at: SeatView | None = None


def _read(name: str, seat: Seat, line: Branch, turn: Turn, at: SeatView | None = None) -> RegionReads:
    if name == "orders":
        draft = draft_of(seat, turn)
        # A whole page compares no version, so it need not count the questions to the staff.
        version = "" if at else region_version_of(seat, turn, draft)
        return RegionReads(f"{turn.status}-{version}", draft=draft)
    if name == "board":
        at = at or seat_view_of(seat, line, turn)
        return RegionReads(f"{turn.status}-{len(at.injects)}", at=at)
    if name == "inbox":
        sent = access.messages_for(seat, line, turn)
        return RegionReads(f"{turn.status}-{version_of(sent, seat)}", sent=sent)
    return RegionReads(turn.stage if name == "clock" else turn.status)


def _board(request: HttpRequest, at: SeatView, read: RegionReads) -> Context:
    return {"board": board_of(at)}


def _orders(request: HttpRequest, at: SeatView, read: RegionReads) -> Context:
    return page.context(request, at, draft=read.draft)


def _inbox(request: HttpRequest, at: SeatView, read: RegionReads) -> Context:
    return {"inbox": inbox_of(at, query.word(request, "from").upper(), read.sent)}


REGIONS: Mapping[str, Callable[[HttpRequest, SeatView, RegionReads], Context] | None] = {
    "phase": None,
    "board": _board,
    "orders": _orders,
    "inbox": _inbox,
    "roster": None,
    "clock": None,
}
"""The content of each region beside the frame. The name is shared by partial, element, URL and live notice."""


def _news(seen: str, at: SeatView) -> str:
    """Return the words that are read aloud if an inject has come since the reader last looked in this turn; "" if none
    has."""
    late = [each.title for each in at.injects if each.is_late]
    had = seen.rpartition("-")[2]
    is_new = had.isdecimal() and int(had[:6]) < len(at.injects)
    return f"New report: {late[-1]}" if late and is_new else ""


@require_safe
@never_cache
def exercise(request: HttpRequest, code: str) -> HttpResponse:
    """Redirect people to where the exercise is for them: lobby, room, the open turn, results, or the ending."""
    return redirect(addresses.of(access.participant_for(request.user, code)))


@require_safe
@never_cache
def play(request: HttpRequest, code: str) -> HttpResponse:
    """Show the turn that is under way, with all its regions."""
    seat, person = sandbox.seat_and_person(request, code)
    presence.note(request, person, now=timezone.now())
    moves.tell_move(request, person)
    at = open_seat_view(seat)
    if at is None:
        return redirect(addresses.now(seat))
    context = frame_context(request, at, person) | page.beside(person, at)
    context["bids"] = open_bids_of(person, at.turn)
    context["wall"] = own_wall_of(person)
    for name, shown in REGIONS.items():
        if shown:
            read = _read(name, at.seat, at.line, at.turn, at)
            context |= shown(request, at, read)
            if read.draft:
                context |= advice_views.context(request, at, read.draft)
    receipts.note(person=person, role=at.mine, shown=context["inbox"].shown, now=timezone.now())
    return render(request, "exercises/play/play.html", context)


@require_safe
@never_cache
def region(request: HtmxHttpRequest, code: str, name: str) -> HttpResponse:
    """Answer with one region of the play page; 204 if the reader has its present state; a redirect if turn or seat
    changed.

    The query may say what the reader has: "<seat>-<line>-<turn>-<status>", followed by "-<revision>" for the orders,
    "-<version>" for the messages and "-<count>" of injects for the board. For the clock, the turn's `stage` replaces
    the status.
    """
    seat, person = sandbox.seat_and_person(request, code)
    presence.note(request, person, now=timezone.now())
    line = access.branch_for(seat)
    turn = _last_turn(seat, line)
    seen, here = query.word(request, "seen"), f"{seat.role}-{line.number}-{turn.number}"
    if not turn.is_under_way or (seen and not f"{seen}-".startswith(f"{here}-")):
        return addresses.go(request, addresses.at(seat, line, turn))
    read, shown = _read(name, seat, line, turn), REGIONS[name]
    if seen == f"{here}-{read.version}":
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    if shown is None:
        context: Context = {"frame": frame_of(seat, line, turn)}
    else:
        at = read.at or seat_view_of(seat, line, turn)
        context = frame_context(request, at) | shown(request, at, read) | {"is_region": True}
        if name == "board":
            context["moves"] = own_moves_of(at, draft_of(seat, turn).orders)
    if "inbox" in context:
        receipts.note(person=person, role=seat.role, shown=context["inbox"].shown, now=timezone.now())
    response = render(request, f"exercises/play/play.html#{name}", context)
    if name == "phase":
        return _reload_other_regions(response)
    news = _news(seen, read.at) if read.at else ""
    return trigger_client_event(response, "announce", {"value": news}) if news else response


def _reload_other_regions(response: HttpResponse) -> HttpResponse:
    """Make all other regions reload, because the phase has changed."""
    for name in (*REGIONS, *BESIDE.split()):
        if name != "phase":
            trigger_client_event(response, f"live:{name}")
    return response


@require_safe
@never_cache
def catalogue(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Answer with the order kinds that a search finds."""
    seat = sandbox.seat_for(request, code)
    at = open_seat_view(seat)
    if at is None:
        return addresses.go(request, addresses.now(seat))
    context = frame_context(request, at) | page.context(request, at)
    return render(request, "exercises/play/parts/catalogue.html", context)


@require_safe
@never_cache
def map_table(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Show the map of a turn as a table, in place of the map or as a page; by default, of the latest turn."""
    seat, person = sandbox.seat_and_person(request, code)
    line = access.branch_for(seat, query.number(request, "b"))
    number = query.number(request, "turn")
    turn = access.turn_for(seat, number, line) if number else access.latest_turn_for(seat, line)
    at = seat_view_of(seat, line, turn)
    context = frame_context(request, at, person) | {"table": map_table_of(at)}
    part = "#map" if request.htmx else ""
    return render(request, f"exercises/play/map_table.html{part}", context)


@require_POST
def hide_hints(request: HttpRequest, code: str) -> HttpResponse:
    """Hide the hints of the first turns in this browser."""
    seat = sandbox.seat_for(request, code)
    request.session[HINTS_OFF] = True
    return redirect(addresses.now(seat))
