"""The play page and its regions: phase, board, orders, inbox, roster and clock, each at the address of its name."""

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

from wargame.exercises import access, presence
from wargame.exercises.control.services import turnkeeper
from wargame.exercises.diplomacy.selectors.inbox import inbox_of, version_of
from wargame.exercises.diplomacy.services import receipts
from wargame.exercises.models import Branch, Message, Seat, Turn
from wargame.exercises.navigation import addresses, query, sandbox
from wargame.exercises.orders.selectors.orders import OrderDraft, draft_of
from wargame.exercises.orders.views import page
from wargame.exercises.situation.context import BESIDE, HINTS_OFF, frame_context
from wargame.exercises.situation.selectors.board import board_of
from wargame.exercises.situation.selectors.frame import frame_of
from wargame.exercises.situation.selectors.map import map_table_of, own_moves_of
from wargame.exercises.situation.selectors.seat_view import SeatView, seat_view_of
from wargame.web.htmx import HtmxHttpRequest

Context = dict[str, Any]


def open_seat_view(seat: Seat) -> SeatView | None:
    """The seat view of the turn that is in Brief or Orders; None when there is none."""
    line = access.branch_for(seat)
    turn = _kept_turn(seat, line)
    return seat_view_of(seat, line, turn) if turn.is_under_way else None


def _kept_turn(seat: Seat, line: Branch) -> Turn:
    """The turn that the seat has reached. A request for a turn whose time is up ends its phase, if nothing has."""
    turn = access.latest_turn_for(seat, line)
    if not turnkeeper.keep_if_overdue(turn=turn, now=timezone.now()):
        return turn
    return access.latest_turn_for(seat, line)


@dataclass(frozen=True)
class Read:
    """What a region is made of besides the seat's view, read once; `version` tells two states of it apart in a turn."""

    version: str
    draft: OrderDraft | None = None
    sent: Sequence[Message] = ()
    at: SeatView | None = None


def _read(name: str, seat: Seat, line: Branch, turn: Turn, at: SeatView | None = None) -> Read:
    if name == "orders":
        draft = draft_of(seat, turn)
        return Read(f"{turn.status}-{draft.revision}", draft=draft)
    if name == "board":
        at = at or seat_view_of(seat, line, turn)
        return Read(f"{turn.status}-{len(at.injects)}", at=at)
    if name == "inbox":
        sent = access.messages_for(seat, line, turn)
        return Read(f"{turn.status}-{version_of(sent, seat)}", sent=sent)
    return Read(turn.stage if name == "clock" else turn.status)


def _board(request: HttpRequest, at: SeatView, read: Read) -> Context:
    return {"board": board_of(at)}


def _orders(request: HttpRequest, at: SeatView, read: Read) -> Context:
    return page.context(request, at, draft=read.draft)


def _inbox(request: HttpRequest, at: SeatView, read: Read) -> Context:
    return {"inbox": inbox_of(at, query.word(request, "from").upper(), read.sent)}


REGIONS: Mapping[str, Callable[[HttpRequest, SeatView, Read], Context] | None] = {
    "phase": None,
    "board": _board,
    "orders": _orders,
    "inbox": _inbox,
    "roster": None,
    "clock": None,
}
"""What each region shows beside the frame. One region, one name: partial, element, address and live notice."""


def _news(seen: str, at: SeatView) -> str:
    """What is read aloud when an inject has come since the reader looked in the same turn; "" without one."""
    late = [each.title for each in at.injects if each.is_late]
    had = seen.rpartition("-")[2]
    is_new = had.isdecimal() and int(had[:6]) < len(at.injects)
    return f"New report: {late[-1]}" if late and is_new else ""


@require_safe
@never_cache
def exercise(request: HttpRequest, code: str) -> HttpResponse:
    """Sends people to where the exercise stands for them: lobby, room, the open turn, results, or the ending."""
    return redirect(addresses.of(access.participant_for(request.user, code)))


@require_safe
@never_cache
def play(request: HttpRequest, code: str) -> HttpResponse:
    """The turn that is open for orders, with all its regions."""
    seat, person = sandbox.seat_and_person(request, code)
    presence.note(request, person, now=timezone.now())
    at = open_seat_view(seat)
    if at is None:
        return redirect(addresses.now(seat))
    context = frame_context(request, at, person) | page.beside(person, at)
    for name, shown in REGIONS.items():
        if shown:
            context |= shown(request, at, _read(name, at.seat, at.line, at.turn, at))
    receipts.note(person=person, role=at.mine, shown=context["inbox"].shown, now=timezone.now())
    return render(request, "exercises/play/play.html", context)


@require_safe
@never_cache
def region(request: HtmxHttpRequest, code: str, name: str) -> HttpResponse:
    """One region of the play page; 204 when the reader has seen it as it is, away when turn or seat is another.

    The address may say what the reader has seen: "<seat>-<line>-<turn>-<status>", with "-<revision>" for the orders,
    "-<version>" for the messages and "-<count>" for the injects of the board; for the clock with how it stands in place
    of the status.
    """
    seat, person = sandbox.seat_and_person(request, code)
    presence.note(request, person, now=timezone.now())
    line = access.branch_for(seat)
    turn = _kept_turn(seat, line)
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
        return _told_on(response)
    news = _news(seen, read.at) if read.at else ""
    return trigger_client_event(response, "announce", {"value": news}) if news else response


def _told_on(response: HttpResponse) -> HttpResponse:
    """The phase is another: every other region looks for itself."""
    for name in (*REGIONS, *BESIDE.split()):
        if name != "phase":
            trigger_client_event(response, f"live:{name}")
    return response


@require_safe
@never_cache
def catalogue(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """The orders that a search finds."""
    seat = sandbox.seat_for(request, code)
    at = open_seat_view(seat)
    if at is None:
        return addresses.go(request, addresses.now(seat))
    context = frame_context(request, at) | page.context(request, at)
    return render(request, "exercises/play/parts/catalogue.html", context)


@require_safe
@never_cache
def map_table(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """The map of a turn, the latest unless one is asked for, as a table: in place of the map, or as a page."""
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
    """Hides the hints of the first turn from this browser."""
    seat = sandbox.seat_for(request, code)
    request.session[HINTS_OFF] = True
    return redirect(addresses.now(seat))
