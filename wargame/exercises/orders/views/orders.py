"""Changing and submitting an order sheet; every form works without JavaScript."""

from collections.abc import Callable
from dataclasses import asdict
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wargame.exercises import access
from wargame.exercises.models import Exercise, OrderSheet, Participant
from wargame.exercises.navigation import addresses, query, sandbox
from wargame.exercises.orders.forms import ChangeForm, OrderForm, RevisionForm, Row
from wargame.exercises.orders.selectors.orders import OrderDraft, draft_from, draft_of, filled
from wargame.exercises.orders.selectors.previews import preview_of
from wargame.exercises.orders.services import merging, orders, repeated_requests, shared_sheets
from wargame.exercises.orders.services.merging import Rows
from wargame.exercises.orders.views import conflicts, page
from wargame.exercises.situation.selectors.seat_view import SeatView, seat_view_of
from wargame.exercises.turns.services import sheets
from wargame.web.htmx import HtmxHttpRequest
from wargame.web.request_queue import forecasts

MISSHAPEN = "The form was not complete. Reload the page and try again."
OTHER_SEAT = "You had the orders of another seat before you. These are the orders of the seat where you are now."

Intend = Callable[[Rows], merging.Intent]
"""The change that somebody wants of the sheet that they saw."""


@require_POST
def add(request: HtmxHttpRequest, code: str, number: int) -> HttpResponse:
    """Add an order at the end of the sheet; what the form leaves open is filled in."""
    at, by = _view_and_person(request, code, number)
    form = OrderForm(request.POST)

    def intend(seen: Rows) -> merging.Intent:
        return merging.Add(filled(at, seen, form.row()))

    return _change(request, at, by, form, intend, focus="option")


@require_POST
def update(request: HtmxHttpRequest, code: str, number: int, slot: int) -> HttpResponse:
    """Change level, target or partner of one order, or put one of another kind in its place."""
    at, by = _view_and_person(request, code, number)
    form = ChangeForm(request.POST)

    def intend(seen: Rows) -> merging.Intent:
        order = _order(seen, slot)
        row = form.changed(order)
        rest = [*seen[: slot - 1], *seen[slot:]]
        return merging.Update(slot - 1, row if row["kind"] == order["kind"] else filled(at, rest, row))

    return _change(request, at, by, form, intend)


@require_POST
def remove(request: HtmxHttpRequest, code: str, number: int, slot: int) -> HttpResponse:
    """Take one order off the sheet."""
    at, by = _view_and_person(request, code, number)
    form = RevisionForm(request.POST)

    def intend(seen: Rows) -> merging.Intent:
        _order(seen, slot)
        return merging.Remove(slot - 1)

    return _change(request, at, by, form, intend, focus="next")


@forecasts
@require_safe
@never_cache
def preview(request: HtmxHttpRequest, code: str, number: int, slot: int) -> HttpResponse:
    """Odds and expected effects of one order; 204 for a region whose order a colleague has just taken off."""
    at, _ = _view_and_person(request, code, number)
    rows = draft_of(at.seat, at.turn).orders
    if slot > len(rows) and request.htmx:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    _order(rows, slot)
    return page.preview_answer(request, at, preview_of(at, rows, slot))


@forecasts
@require_safe
@never_cache
def order_forecasts(request: HtmxHttpRequest, code: str, number: int) -> HttpResponse:
    """Answer with the forecasts of all orders beside the sheet.

    Answers 204 if the sheet has changed: the region of the new one asks by itself.
    """
    at, _ = _view_and_person(request, code, number)
    draft = draft_of(at.seat, at.turn)
    if not at.turn.is_open or (query.number(request, "revision") or 0) != draft.revision:
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return page.answer_with_forecasts(request, at, draft)


@require_POST
def submit(request: HtmxHttpRequest, code: str, number: int) -> HttpResponse:
    """Files the sheet as its author saw it; with the last seat's the turn closes and is adjudicated.

    While others still write, the order region says that the orders are in: the page need not come again.
    """
    at, by = _view_and_person(request, code, number)
    form = RevisionForm(request.POST)
    key = _key(form, request, at, by)
    if repeated_requests.is_known(key, role=form.cleaned_data.get("seat") or at.seat.role):
        return _filed(request, at)
    if fault := _fault(form, at):
        return page.refusal(request, at, conflict=fault)
    sheet, revision, now = orders.sheet_of(seat=at.seat, turn=at.turn), form.cleaned_data["revision"], timezone.now()
    rows = sheet.orders
    if at.turn.is_open and sheets.is_filed(sheet=sheet, orders=rows, revision=revision):
        # A colleague was quicker. Most of a team get this answer, and wait for nobody who writes.
        return _filed(request, at, draft_from(sheet))

    def act() -> repeated_requests.Answer:
        return asdict(orders.submit(seat=at.seat, turn=at.turn, orders=rows, revision=revision, now=now, by=by))

    try:
        repeated_requests.once(key, act, now=now)
    except orders.OutdatedSheet:
        return conflicts.overtaken(request, at, by, revision)
    except (orders.OrdersRefused, repeated_requests.KeyReused) as refusal:
        return _refused(request, at, refusal)
    sandbox.move_on(request, at.seat, at.turn)
    return _filed(request, at)


def _filed(request: HtmxHttpRequest, at: SeatView, draft: OrderDraft | None = None) -> HttpResponse:
    """Answer that the orders are in: in place while others still write, else where the results will be."""
    at.turn.refresh_from_db(fields=["status"])
    is_class = at.seat.exercise.mode == Exercise.Mode.CLASS
    if is_class and at.turn.is_open and request.htmx:
        return page.answer(request, at, focus="submitted", draft=draft)
    return addresses.go(request, reverse("results", args=[at.seat.exercise.code, at.turn.number]))


@require_POST
def reopen(request: HtmxHttpRequest, code: str, number: int) -> HttpResponse:
    """Take submitted orders back to a draft while the turn is open."""
    at, by = _view_and_person(request, code, number)
    try:
        orders.reopen(seat=at.seat, turn=at.turn, now=timezone.now(), by=by)
    except orders.OrdersRefused as refusal:
        return _refused(request, at, refusal)
    return redirect(f"{reverse('play', args=[at.seat.exercise.code])}#pane-orders")


def _change(
    request: HtmxHttpRequest, at: SeatView, by: Participant, form: RevisionForm, intend: Intend, *, focus: str = ""
) -> HttpResponse:
    """Change the sheet as it stands, or answer why that was refused; nothing has been changed then."""
    if fault := _fault(form, at):
        return page.refusal(request, at, conflict=fault)
    revision, now = form.cleaned_data["revision"], timezone.now()
    saved: list[OrderSheet] = []

    def act() -> repeated_requests.Answer:
        kept = shared_sheets.change(seat=at.seat, turn=at.turn, revision=revision, intend=intend, now=now, by=by)
        saved.append(kept.sheet)
        return {"slot": kept.slot}

    try:
        slot = repeated_requests.once(_key(form, request, at, by), act, now=now)["slot"]
    except shared_sheets.SheetConflict as conflict:
        return conflicts.conflict(request, at, by, conflict)
    except (orders.OrdersRefused, repeated_requests.KeyReused) as refusal:
        return _refused(request, at, refusal)
    draft = draft_from(saved[-1]) if saved else draft_of(at.seat, at.turn)
    slot = min(slot + 1, len(draft.orders))
    if request.htmx:
        return page.answer(request, at, focus=focus, slot=slot, draft=draft)
    asked = f"?o={slot}" if slot else ""
    return redirect(f"{reverse('play', args=[at.seat.exercise.code])}{asked}#pane-orders")


def _key(form: RevisionForm, request: HttpRequest, at: SeatView, by: Participant) -> repeated_requests.Key | None:
    """Return the key by which the same form is known when it comes again; None where it carries none."""
    if not form.is_valid():
        return None
    return repeated_requests.key_of(
        form.cleaned_data["key"], request.path, at.turn.pk, form.without_key(), seat=at.seat, by=by
    )


def _fault(form: RevisionForm, at: SeatView) -> str:
    """Return why a form does not count for this seat, or "". It may be of a seat that the person has left."""
    if not form.is_valid():
        return MISSHAPEN
    return "" if form.is_of(at.seat.role) else OTHER_SEAT


def _refused(request: HtmxHttpRequest, at: SeatView, refusal: ValueError) -> HttpResponse:
    if isinstance(refusal, orders.IllegalOrders):
        return page.refusal(request, at, faults=refusal.problems)
    if isinstance(refusal, repeated_requests.KeyReused):
        return page.refusal(request, at, conflict="This form was sent before with something else. Reload the page.")
    return page.refusal(request, at, conflict=str(refusal))


def _view_and_person(request: HttpRequest, code: str, number: int) -> tuple[SeatView, Participant]:
    seat, person = sandbox.seat_and_person(request, code)
    line = access.branch_for(seat)
    return seat_view_of(seat, line, access.turn_for(seat, number, line)), person


def _order(rows: Rows, slot: int) -> Row:
    """Return the order in the slot (from 1) of a sheet that has one there."""
    if not 1 <= slot <= len(rows):
        raise Http404("The sheet has no such order any more.")
    return dict(rows[slot - 1])
