"""A seat's order sheet: drafted, submitted, taken back while the turn is open."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from wargame import engine
from wargame.exercises import bridge
from wargame.exercises.models import OrderSheet, Seat, Turn
from wargame.exercises.services import notices, turns

Rows = Sequence[Mapping[str, str]]

# A draft may cost more than the seat has: it is cut down before it is submitted.
DRAFT_MAY = frozenset({"over_budget"})


class OrdersRefused(ValueError):
    """The orders cannot be taken."""


class TurnClosed(OrdersRefused):
    """The orders cannot be taken, because the turn is closed for orders."""


class OutdatedSheet(OrdersRefused):
    """The orders cannot be taken, because the sheet was changed meanwhile; `current` is its revision now."""

    def __init__(self, current: int) -> None:
        super().__init__("These orders were changed in another window. Reload to see them, then change them again.")
        self.current = current


class AlreadySubmitted(OrdersRefused):
    """The draft cannot be changed, because the sheet is submitted; reopen it first."""


class IllegalOrders(OrdersRefused):
    """The orders cannot be taken, because the rules forbid some; `problems` name each with its remedies."""

    def __init__(self, problems: Sequence[engine.Problem]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Receipt:
    """Proof of what was filed: the revision, and the SHA-256 (hex) of the canonical orders."""

    revision: int
    order_hash: str
    is_turn_closed: bool


def sheet_of(*, seat: Seat, turn: Turn) -> OrderSheet:
    """The seat's sheet; revision 0 and unsaved when there is none yet."""
    return OrderSheet.objects.filter(turn=turn, seat=seat).first() or OrderSheet(turn=turn, seat=seat, revision=0)


def problems_of(*, seat: Seat, turn: Turn, orders: Rows) -> tuple[engine.Problem, ...]:
    """What the rules have against these orders, each with its remedies; nothing when they are legal."""
    return engine.problems(bridge.view_of(turn, seat), bridge.sheet_of(orders))


def save_draft(*, seat: Seat, turn: Turn, orders: Rows, revision: int) -> OrderSheet:
    """Keeps a draft; it may cost too much for now, but nothing forged gets in.

    `revision` is the one the author saw, 0 for none. Raises the refusals of this module.
    """
    _refuse_illegal(seat=seat, turn=turn, orders=orders, is_draft=True)
    with _locked(turn):
        sheet = _unchanged_sheet(seat=seat, turn=turn, revision=revision)
        if sheet.is_ready:
            raise AlreadySubmitted("Your orders are submitted. Reopen them to change them.")
        _write(sheet=sheet, orders=orders)
        notices.publish(exercise_id=seat.exercise_id, regions=("orders",))
    return sheet


def submit(*, seat: Seat, turn: Turn, orders: Rows, revision: int, now: datetime) -> Receipt:
    """Files the seat's orders; with the last seat's the turn closes.

    The turn must be open by the database's clock, `revision` the one the author saw (0 for none), and every order
    legal. Raises the refusals of this module; nothing is changed then.
    """
    _refuse_closed(turn)
    _refuse_illegal(seat=seat, turn=turn, orders=orders, is_draft=False)
    with _locked(turn):
        sheet = _unchanged_sheet(seat=seat, turn=turn, revision=revision)
        sheet.is_ready, sheet.submitted_at = True, now
        _write(sheet=sheet, orders=orders)
        is_closed = _are_all_ready(turn) and turns.close(turn=turn, now=now)
        notices.publish(exercise_id=seat.exercise_id, regions=("orders", "roster"))
    return Receipt(sheet.revision, order_hash(sheet.orders), is_closed)


def reopen(*, seat: Seat, turn: Turn) -> OrderSheet:
    """Takes a submitted sheet back to a draft. Raises `TurnClosed` once orders are frozen."""
    with _locked(turn):
        sheet = sheet_of(seat=seat, turn=turn)
        if sheet.is_ready:
            sheet.is_ready, sheet.submitted_at = False, None
            _write(sheet=sheet, orders=sheet.orders)
            notices.publish(exercise_id=seat.exercise_id, regions=("orders", "roster"))
    return sheet


def order_hash(orders: Rows) -> str:
    """SHA-256 (hex) of the orders in canonical JSON."""
    return hashlib.sha256(json.dumps(orders, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


@contextmanager
def _locked(turn: Turn) -> Iterator[None]:
    """A transaction that holds the turn open: it cannot close before these orders are in, nor take them after."""
    with transaction.atomic():
        Turn.objects.select_for_update(no_key=True).only("pk").get(pk=turn.pk)
        # Asked again under the lock: a statement's clock starts after the wait for the lock is over.
        _refuse_closed(turn)
        yield


def _refuse_closed(turn: Turn) -> None:
    if not Turn.objects.in_time().filter(pk=turn.pk, status=Turn.Status.OPEN).exists():
        raise TurnClosed(f"Turn {turn.number} is closed for orders. Your last saved orders count.")


def _refuse_illegal(*, seat: Seat, turn: Turn, orders: Rows, is_draft: bool) -> None:
    problems = problems_of(seat=seat, turn=turn, orders=orders)
    if is_draft:
        problems = tuple(problem for problem in problems if problem.code not in DRAFT_MAY)
    if problems:
        raise IllegalOrders(problems)


def _unchanged_sheet(*, seat: Seat, turn: Turn, revision: int) -> OrderSheet:
    sheet = sheet_of(seat=seat, turn=turn)
    if sheet.revision != revision:
        raise OutdatedSheet(sheet.revision)
    return sheet


def _write(*, sheet: OrderSheet, orders: Rows) -> None:
    sheet.orders = bridge.order_rows(bridge.sheet_of(orders))
    sheet.revision += 1
    sheet.save()


def _are_all_ready(turn: Turn) -> bool:
    seats = turn.branch.exercise.seats
    return not seats.exclude(sheets__in=OrderSheet.objects.filter(turn=turn, is_ready=True)).exists()
