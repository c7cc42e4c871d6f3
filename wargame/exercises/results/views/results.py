"""Pages after a turn has closed: waiting for results, results, a past turn, the ending."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from wargame import database_clock, live
from wargame.exercises import access, presence
from wargame.exercises.advice.selectors.believed import believed_in, believed_of
from wargame.exercises.advice.selectors.cabinet import cabinet_of
from wargame.exercises.bids.selectors import claims_for
from wargame.exercises.diplomacy.selectors.inbox import inbox_of
from wargame.exercises.diplomacy.services import receipts
from wargame.exercises.exercise_dials import changed_dials
from wargame.exercises.models import Branch, Exercise, Participant, Seat, Turn
from wargame.exercises.navigation import addresses, moves, query, sandbox
from wargame.exercises.navigation.sandbox import turn_for
from wargame.exercises.orders.selectors import rationales
from wargame.exercises.orders.selectors.orders import OrderLine, draft_of, panel_of
from wargame.exercises.results.selectors.beside_results import beside_results_of
from wargame.exercises.results.selectors.duties import duties_beside_record
from wargame.exercises.results.selectors.ending import ending_of
from wargame.exercises.results.selectors.pending import waiting_of
from wargame.exercises.results.views import cache
from wargame.exercises.review.selectors.arguments import own_arguments_of
from wargame.exercises.review.selectors.questions import questions_of
from wargame.exercises.situation.selectors.board import board_of
from wargame.exercises.situation.selectors.frame import frame_of
from wargame.exercises.situation.selectors.seat_view import seat_view_of
from wargame.exercises.wall.selectors import WallCard, own_wall_of
from wargame.web.htmx import HtmxHttpRequest


@require_safe
@never_cache
def results(request: HtmxHttpRequest, code: str, number: int) -> HttpResponse:
    """Show the results of a turn, or while there are none, a page that waits for them."""
    seat, person = sandbox.seat_and_person(request, code)
    presence.note(request, person, now=timezone.now())
    if not request.htmx:
        moves.tell_move(request, person)
    line = access.branch_for(seat, query.number(request, "b"))
    turn = access.state_of_turn_for(seat, number, line)
    if turn.is_under_way or turn.status == Turn.Status.STOPPED:
        return addresses.go(request, addresses.now(seat))
    part = "#board" if request.htmx else ""
    listens = {"live_url": live.address_of(*access.channels_of(person)), "live_regions": "phase inbox wall"}
    if turn.is_closed:
        page = cache.results_page(request, seat, line, turn)
        context: dict[str, Any] = {"frame": page.frame, "results": page.parts}
        context |= {"rationale": rationales.own(person, turn), "wall": _wall_beside(person, turn)}
        context |= _beside_results(person, seat, line, turn, page.orders)
        return render(request, f"exercises/results/results.html{part}", context | listens)
    seen = query.word(request, "seen")
    if part and not seen:
        # A page that shows results asked for its next step, but the white cell has taken the reveal back.
        return HttpResponseClientRefresh()
    waiting = waiting_of(turn, database_clock.read())
    if part and seen == waiting.seen:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    asked = {"arguments": own_arguments_of(seat, turn), "questions": questions_of(seat, turn)}
    context = {"frame": frame_of(seat, line, turn), "waiting": waiting, "wall": _wall_beside(person, turn)}
    # A solo player waits a moment; a class waits until the white cell has read the outcomes, so it gets more to read.
    if seat.exercise.mode == Exercise.Mode.CLASS and not part:
        context |= _beside_results(person, seat, line, turn) | {"board": board_of(seat_view_of(seat, line, turn))}
    return render(request, f"exercises/results/results.html{part}", context | asked | listens)


def _wall_beside(person: Participant, turn: Turn) -> WallCard | None:
    """Return the question on the projector beside the results that the room looks at now."""
    card, at = own_wall_of(person), access.latest_turn_or_none(person.exercise)
    return card if at and turn.pk == at.pk else None


def _beside_results(
    person: Participant, seat: Seat, line: Branch, turn: Turn, orders: tuple[OrderLine, ...] | None = None
) -> dict[str, Any]:
    """Return the context for what is shown beside results; marks the messages in it as seen."""
    beside = beside_results_of(seat, line, turn, orders)
    receipts.note(person=person, role=seat.role, shown=beside.inbox.shown, now=timezone.now())
    believed = believed_in(seat, line, turn) if turn.is_closed else None
    return {"beside": beside, "inbox": beside.inbox, "code": seat.exercise.code, "believed": believed}


@require_safe
@never_cache
def past(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Show a turn as it was played, read-only. The turn under way has its own page."""
    seat, line, turn = turn_for(request, code, number)
    if turn.is_under_way:
        return redirect(addresses.now(seat))
    at, draft = seat_view_of(seat, line, turn), draft_of(seat, turn)
    context = {
        "frame": frame_of(seat, line, turn),
        "board": board_of(at),
        "inbox": inbox_of(at),
        "panel": panel_of(at, draft),
        "cabinet": cabinet_of(at, draft.orders),
        "is_past": True,
    }
    return render(request, "exercises/play/play.html", context)


@require_safe
@never_cache
def ending(request: HttpRequest, code: str) -> HttpResponse:
    """Show the ending of a line, or its state when it was ended early; people without a seat choose one (`eyes`)."""
    seat, part = sandbox.picking_reader_for(request, code)
    line = access.branch_for(seat, query.number(request, "b"))
    if not line.is_finished and not access.was_ended_early(seat.exercise):
        return redirect(addresses.now(seat))
    last = access.latest_turn_for(seat, line)
    knows_all = access.may_know_all(seat, line)
    ending_page = ending_of(seat, line, last, knows_all=knows_all)
    context = {"frame": frame_of(seat, line, last, part), "ending": ending_page, "knows_all": knows_all}
    context["believed"] = None if part else believed_of(seat, line)
    context["dials"] = changed_dials(seat.exercise)
    context["duties"] = duties_beside_record(seat, line, last, knows_all=knows_all)
    context["claims"] = claims_for(access.participant_for(request.user, code), seat, line)
    context |= {"is_class": seat.exercise.mode == Exercise.Mode.CLASS, "may_compare": access.is_opened(seat.exercise)}
    return render(request, "exercises/results/ending.html", context)
