"""The cabinet as a region of the play page, at an address of its own: it takes longer than a page may wait."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from wargame.exercises import access
from wargame.exercises.advice.selectors.cabinet import cabinet_of
from wargame.exercises.advice.services import speeches
from wargame.exercises.navigation import addresses, query, sandbox
from wargame.exercises.orders.selectors.orders import OrderDraft, draft_of, panel_of
from wargame.exercises.situation.context import Context, frame_context
from wargame.exercises.situation.selectors.seat_view import SeatView, seat_view_of
from wargame.web.htmx import HtmxHttpRequest
from wargame.web.request_queue import forecasts


@forecasts
@require_safe
@never_cache
def cabinet(request: HtmxHttpRequest, code: str) -> HttpResponse:
    """Answer with the cabinet beside the sheet as it stands; 204 if the reader has it (`seen` is turn and revision)."""
    seat = sandbox.seat_for(request, code)
    line = access.branch_for(seat)
    turn = access.latest_turn_for(seat, line)
    if not turn.is_under_way:
        return addresses.go(request, addresses.now(seat))
    draft = draft_of(seat, turn)
    if query.word(request, "seen") == f"{turn.number}-{draft.revision}":
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    at = seat_view_of(seat, line, turn)
    speeches.hear(at)
    said = cabinet_of(at, draft.orders, is_heard=True)
    context = frame_context(request, at) | {"panel": panel_of(at, draft), "cabinet": said}
    return render(request, "exercises/advice/parts/cabinet.html", context)


def context(request: HttpRequest, at: SeatView, draft: OrderDraft) -> Context:
    """Return the cabinet as far as it has spoken; without script a link (`cabinet`) asks for a page that waits."""
    is_heard = bool(query.word(request, "cabinet"))
    if is_heard:
        speeches.hear(at)
    return {"cabinet": cabinet_of(at, draft.orders, is_heard=is_heard)}
