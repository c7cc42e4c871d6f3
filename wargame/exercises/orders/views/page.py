"""The order region as a context and as an answer, with faults where there are some."""

from collections.abc import Sequence
from dataclasses import replace
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.http import trigger_client_event
from django_htmx.middleware import HtmxDetails

from wargame.engine.values import Problem
from wargame.exercises import access
from wargame.exercises.diplomacy.selectors.inbox import inbox_of
from wargame.exercises.diplomacy.selectors.press import press_of
from wargame.exercises.diplomacy.selectors.proposals import proposals_of
from wargame.exercises.diplomacy.selectors.talk import talk_line_of
from wargame.exercises.models import Exercise, Participant
from wargame.exercises.navigation import query
from wargame.exercises.orders.selectors import rationales
from wargame.exercises.orders.selectors.orders import OrderDraft, Panel, draft_of, forecasts_beside, panel_of
from wargame.exercises.orders.selectors.page_forecasts import PageForecasts, cached_forecasts_of, stored_forecast_of
from wargame.exercises.orders.selectors.previews import Preview, cached_preview_of, preview_of
from wargame.exercises.orders.services import orders
from wargame.exercises.situation.context import Context, frame_context
from wargame.exercises.situation.selectors.board import board_of
from wargame.exercises.situation.selectors.frame import frame_of
from wargame.exercises.situation.selectors.map import own_moves_of
from wargame.exercises.situation.selectors.seat_view import SeatView
from wargame.exercises.turns.services import stored_forecasts
from wargame.web.htmx import HtmxHttpRequest


def beside(person: Participant, at: SeatView) -> Context:
    """Return the context of what stands beside the regions of the play page and is not swapped with them."""
    mode, table = at.seat.exercise.mode, proposals_of(at)
    talk = {"proposals": table, "talk": talk_line_of(at, table)}
    if mode != Exercise.Mode.CLASS:
        return talk
    return talk | {
        "rationale": rationales.own(person, at.turn),
        "press": press_of(at.seat.exercise, at.line, at.seat),
    }


def context(request: HttpRequest, at: SeatView, *, slot: int = 0, draft: OrderDraft | None = None) -> Context:
    """Return the order region, with the order `slot` open or the one that the address names.

    Orders that cost too many points show how to save some, not only once somebody has tried to submit them.
    """
    draft = draft or draft_of(at.seat, at.turn)
    asked = slot or query.number(request, "o") or 0
    # Without script nobody asks afterwards: there a link asks for a page that waits.
    told = forecasts_beside(at, draft, asked) if query.word(request, "told") else cached_forecasts_of(at, draft.orders)
    if told and not draft.is_told:
        _keep(at, draft, told)
    panel = panel_of(at, draft, slot=asked, query=query.word(request, "q"), told=told)
    opened = panel.composer.slot if panel.composer else 0
    # A page without script waits for the odds of the order that it asked for; elsewhere they come after the region.
    read = cached_preview_of if HtmxDetails(request) or asked != opened else preview_of
    return {
        "panel": panel,
        "preview": read(at, draft.orders, opened) if opened else None,
        "moves": own_moves_of(at, draft.orders),
        "focus": query.word(request, "focus"),
        "faults": orders.problems_of(seat=at.seat, turn=at.turn, orders=draft.orders) if _is_over(panel) else (),
        "is_refused": False,
    }


def _is_over(panel: Panel) -> bool:
    """Return whether orders that can still be changed cost more than the seat has."""
    return panel.is_open and panel.left < 0


def answer(
    request: HttpRequest, at: SeatView, *, focus: str = "", slot: int = 0, draft: OrderDraft | None = None
) -> HttpResponse:
    """Answer with the order region alone, with the sheet as it was read or written, where that is known."""
    region_context = frame_context(request, at) | context(request, at, slot=slot, draft=draft)
    region_context |= {"focus": focus, "is_region": True}
    response = render(request, "exercises/play/play.html#orders", region_context)
    trigger_client_event(response, "ordered")
    return _announced(response, region_context["preview"], region_context["panel"].added if focus == "option" else "")


def preview_answer(request: HttpRequest, at: SeatView, preview: Preview) -> HttpResponse:
    """Odds and effects alone."""
    region_context = {"frame": frame_of(at.seat, at.line, at.turn), "preview": preview}
    return _announced(render(request, "exercises/orders/parts/preview.html", region_context), preview)


def answer_with_forecasts(request: HttpRequest, at: SeatView, draft: OrderDraft) -> HttpResponse:
    """Answer with the forecast of every order, chosen or offered, to be put into the rows that stand on the page.

    The preview of the open order comes with it, so that a page asks once.
    """
    slot = query.number(request, "o") or 0
    told = forecasts_beside(at, draft, slot)
    _keep(at, draft, told)
    panel = panel_of(at, draft, slot=slot, told=told)
    preview = preview_of(at, draft.orders, panel.composer.slot) if panel.composer else None
    context = {"frame": frame_of(at.seat, at.line, at.turn), "panel": panel, "preview": preview}
    response = render(request, "exercises/orders/parts/told_rows.html", context)
    return _announced(response, preview)


def _keep(at: SeatView, draft: OrderDraft, told: PageForecasts) -> None:
    """Keep with the sheet the forecasts that its people read."""
    if draft.orders and at.turn.is_open:
        then = stored_forecast_of(at, draft.orders, told)
        stored_forecasts.keep(turn=at.turn, seat=at.seat, revision=draft.revision, told=then)


def _announced(response: HttpResponse, preview: Preview | None, added: str = "") -> HttpResponse:
    """Return the answer, with what was added and the chance and the risk of the open order to be read aloud."""
    said = " ".join(filter(None, (added, preview.say if preview else "")))
    return trigger_client_event(response, "announce", {"value": said}) if said else response


def _mendable(fault: Problem, saved: int) -> Problem:
    """Return the fault with those remedies that concern saved orders: one that was not taken on cannot be removed."""
    return replace(fault, remedies=tuple(remedy for remedy in fault.remedies if remedy.slot < saved))


def refusal(
    request: HtmxHttpRequest, at: SeatView, *, faults: Sequence[Problem] = (), conflict: str = ""
) -> HttpResponse:
    """Answer with what the rules object to, in the order region or on the whole page; nothing has been changed."""
    draft = draft_of(at.seat, at.turn)
    offered = [_mendable(fault, len(draft.orders)) for fault in faults]
    why: Context = {"faults": offered} if offered else {}
    return refused(request, at, why | {"is_refused": bool(offered), "conflict": conflict}, draft=draft)


def refused(request: HtmxHttpRequest, at: SeatView, why: Context, *, draft: OrderDraft, slot: int = 0) -> HttpResponse:
    """Answer with the sheet as it stands under the words of a refusal, in the order region or on the whole page."""
    region_context = frame_context(request, at) | context(request, at, draft=draft, slot=slot) | why
    if request.htmx:
        region_context["is_region"] = True
        return render(
            request, "exercises/play/play.html#orders", region_context, status=HTTPStatus.UNPROCESSABLE_ENTITY
        )
    person = access.participant_for(request.user, at.seat.exercise.code)
    page = region_context | {"board": board_of(at), "inbox": inbox_of(at)} | beside(person, at)
    return render(request, "exercises/play/play.html", page, status=HTTPStatus.UNPROCESSABLE_ENTITY)
