"""Changing and submitting an order sheet; every form works without JavaScript."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from wargame.exercises import access
from wargame.exercises.forms import ChangeForm, OrderForm, RevisionForm, Row
from wargame.exercises.models import Exercise, Participant
from wargame.exercises.selectors.orders import draft_of, filled
from wargame.exercises.selectors.previews import preview_of
from wargame.exercises.selectors.standpoints import Standpoint, standpoint_of
from wargame.exercises.services import orders
from wargame.exercises.views import panels, places, sandbox


@require_POST
def add(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Adds an order at the end of the sheet; what the form leaves open is filled in."""
    at = _standpoint(request, code, number)
    form = OrderForm(request.POST)
    if not form.is_valid():
        return _misshapen(request, at)
    saved = [dict(row) for row in draft_of(at.seat, at.turn).orders]
    rows = [*saved, filled(at, saved, form.row())]
    return _save(request, at, rows, form.cleaned_data["revision"], slot=len(rows), focus="composer")


@require_POST
def update(request: HttpRequest, code: str, number: int, slot: int) -> HttpResponse:
    """Changes level, target or partner of one order."""
    at = _standpoint(request, code, number)
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return _misshapen(request, at)
    rows = _rows(at, slot)
    rows[slot - 1] = form.changed(rows[slot - 1])
    return _save(request, at, rows, form.cleaned_data["revision"], slot=slot)


@require_POST
def remove(request: HttpRequest, code: str, number: int, slot: int) -> HttpResponse:
    """Takes one order off the sheet."""
    at = _standpoint(request, code, number)
    form = RevisionForm(request.POST)
    if not form.is_valid():
        return _misshapen(request, at)
    rows = _rows(at, slot)
    del rows[slot - 1]
    return _save(request, at, rows, form.cleaned_data["revision"], slot=min(slot, len(rows)), focus="next")


@require_safe
@never_cache
def preview(request: HttpRequest, code: str, number: int, slot: int) -> HttpResponse:
    """Odds and expected effects of one order."""
    at = _standpoint(request, code, number)
    return panels.preview_answer(request, at, preview_of(at, _rows(at, slot), slot))


@require_POST
def submit(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Files the sheet as it is saved; with the last seat's the turn closes and is adjudicated.

    While others still write, the order region says that the orders are in: the page need not come again.
    """
    at, by = _standpoint_and_person(request, code, number)
    form = RevisionForm(request.POST)
    if not form.is_valid():
        return _misshapen(request, at)
    draft, revision = draft_of(at.seat, at.turn), form.cleaned_data["revision"]

    def file() -> None:
        orders.submit(seat=at.seat, turn=at.turn, orders=draft.orders, revision=revision, now=timezone.now(), by=by)

    if refused := _attempt(request, at, file):
        return refused
    sandbox.move_on(request, at.seat, at.turn)
    at.turn.refresh_from_db(fields=["status"])
    is_class = at.seat.exercise.mode == Exercise.Mode.CLASS
    if is_class and at.turn.is_open and request.headers.get("HX-Request") == "true":
        return panels.answer(request, at, focus="submitted")
    return places.go(request, reverse("results", args=[at.seat.exercise.code, number]))


@require_POST
def reopen(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Takes submitted orders back to a draft while the turn is open."""
    at = _standpoint(request, code, number)
    by = access.participant_for(request.user, code)
    refused = _attempt(request, at, lambda: orders.reopen(seat=at.seat, turn=at.turn, now=timezone.now(), by=by))
    return refused or redirect(f"{reverse('play', args=[at.seat.exercise.code])}#pane-orders")


def _save(
    request: HttpRequest, at: Standpoint, rows: list[Row], revision: int, *, slot: int, focus: str = ""
) -> HttpResponse:
    by = access.participant_for(request.user, at.seat.exercise.code)

    def keep() -> None:
        orders.save_draft(seat=at.seat, turn=at.turn, orders=rows, revision=revision, now=timezone.now(), by=by)

    refused = _attempt(request, at, keep)
    if refused:
        return refused
    if request.headers.get("HX-Request") == "true":
        return panels.answer(request, at, focus=focus, slot=slot)
    asked = f"?o={slot}" if slot else ""
    return redirect(f"{reverse('play', args=[at.seat.exercise.code])}{asked}#pane-orders")


def _attempt(request: HttpRequest, at: Standpoint, act: Callable[[], Any]) -> HttpResponse | None:
    """Does it, or answers why it was refused; nothing has been changed then."""
    try:
        act()
    except orders.IllegalOrders as refusal:
        return panels.refusal(request, at, faults=refusal.problems)
    except orders.OrdersRefused as refusal:
        return panels.refusal(request, at, conflict=str(refusal))
    return None


def _standpoint(request: HttpRequest, code: str, number: int) -> Standpoint:
    return _standpoint_and_person(request, code, number)[0]


def _standpoint_and_person(request: HttpRequest, code: str, number: int) -> tuple[Standpoint, Participant]:
    seat, person = sandbox.seat_and_person(request, code)
    line = access.branch_for(seat)
    return standpoint_of(seat, line, access.turn_for(seat, number, line)), person


def _rows(at: Standpoint, slot: int) -> list[Row]:
    """The saved orders, of which there must be one in the slot (from 1)."""
    rows = [dict(row) for row in draft_of(at.seat, at.turn).orders]
    if not 1 <= slot <= len(rows):
        raise Http404("The sheet has no such order any more.")
    return rows


def _misshapen(request: HttpRequest, at: Standpoint) -> HttpResponse:
    return panels.refusal(request, at, conflict="The form was not complete. Reload the page and try again.")
