"""A seat's order sheet: drafted, submitted, taken back while the turn is open."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from wargame import engine
from wargame.exercises import bridge, notices, perspectives
from wargame.exercises.access import rows
from wargame.exercises.digests import digest_of
from wargame.exercises.models import Exercise, OrderSheet, Participant, Seat, Turn
from wargame.exercises.turns.services import sheets, turns

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


class SeatHandedOver(OrdersRefused):
    """The orders cannot be taken, because a policy decides for the seat now."""


class NotInSeat(OrdersRefused):
    """The orders cannot be taken, because their author does not sit in the seat any more."""


class ReopenRefused(OrdersRefused):
    """The orders cannot be taken back, because the white cell does not allow it."""


class IllegalOrders(OrdersRefused):
    """The orders cannot be taken, because the rules forbid some; `problems` name each with its remedies."""

    def __init__(self, problems: Sequence[engine.Problem]) -> None:
        super().__init__(" ".join(problem.message for problem in problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class SubmissionReceipt:
    """Proof of what was filed: the revision, and the SHA-256 (hex) of the canonical orders."""

    revision: int
    order_hash: str
    is_turn_closed: bool


def sheet_of(*, seat: Seat, turn: Turn) -> OrderSheet:
    """Return the seat's sheet; revision 0 and unsaved when there is none yet."""
    found = rows.where(OrderSheet, turn_id=turn.pk, seat_id=seat.pk)
    return found[0] if found else OrderSheet(turn=turn, seat=seat, revision=0)


def problems_of(*, seat: Seat, turn: Turn, orders: Rows) -> tuple[engine.Problem, ...]:
    """Return the rules' problems with these orders, each with its remedies; nothing when they are legal."""
    return engine.problems(perspectives.view_of(turn, seat), bridge.sheet_of(orders))


def save_draft(
    *, seat: Seat, turn: Turn, orders: Rows, revision: int, now: datetime, by: Participant | None = None
) -> OrderSheet:
    """Keep a draft; it may cost too much for now, but nothing forged gets in.

    `revision` is the one the author saw, 0 for none; `by` is the author, None where the seat speaks for itself.
    Raises the refusals of this module.
    """
    _refuse_illegal(seat=seat, turn=turn, orders=orders, is_draft=True)
    with locked(turn, seat, by):
        sheet = sheet_of(seat=seat, turn=turn)
        _refuse_outdated(sheet, revision)
        refuse_submitted(sheet)
        sheets.write(sheet=sheet, orders=orders, now=now, by=by)
        notices.publish_to_seat(seat=seat, regions=("orders",))
    return sheet


def submit(
    *, seat: Seat, turn: Turn, orders: Rows, revision: int, now: datetime, by: Participant | None = None
) -> SubmissionReceipt:
    """Files the seat's orders; with the last seat's the turn closes, unless the clock is stopped.

    The turn must be open by the database's clock, `revision` the one the author saw (0 for none), and every order
    legal. Raises the refusals of this module; nothing is changed then, nor where the same orders are filed already.
    """
    _refuse_closed(turn)
    _refuse_illegal(seat=seat, turn=turn, orders=orders, is_draft=False)
    with locked(turn, seat, by):
        sheet = sheet_of(seat=seat, turn=turn)
        if sheets.is_filed(sheet=sheet, orders=orders, revision=revision):
            # Those of a team press the same button in the last seconds: what one has filed is filed for all.
            return SubmissionReceipt(sheet.revision, digest_of(sheet.orders), is_turn_closed=False)
        _refuse_outdated(sheet, revision)
        _refuse_standing(sheet, seat)
        was_ready = sheet.is_ready
        sheet.is_ready, sheet.submitted_at, sheet.submitted_by = True, now, by
        sheets.write(sheet=sheet, orders=orders, now=now, by=by)
        is_closed = turns.close_if_all_ready(turn=turn, now=now)
        notices.publish_to_seat(seat=seat, regions=("orders",))
        # Skip the readiness check for people who already know that the turn has closed.
        if not was_ready and not is_closed:
            notices.publish(exercise_id=seat.exercise_id, regions=("roster",))
    return SubmissionReceipt(sheet.revision, digest_of(sheet.orders), is_closed)


def reopen(*, seat: Seat, turn: Turn, now: datetime, by: Participant | None = None) -> OrderSheet:
    """Take a submitted sheet back to a draft. Raises `TurnClosed` once orders are frozen, and `ReopenRefused`."""
    with locked(turn, seat, by):
        sheet = sheet_of(seat=seat, turn=turn)
        _refuse_standing(sheet, seat)
        if sheet.is_ready:
            sheet.is_ready, sheet.submitted_at, sheet.submitted_by = False, None, None
            sheets.write(sheet=sheet, orders=sheet.orders, now=now, by=by)
            notices.publish_to_seat(seat=seat, regions=("orders",))
            notices.publish(exercise_id=seat.exercise_id, regions=("roster",))
    return sheet


@contextmanager
def locked(turn: Turn, seat: Seat, by: Participant | None) -> Iterator[None]:
    """Hold the turn open in a transaction: it cannot close before these orders are in, nor take them after."""
    with transaction.atomic():
        Turn.objects.select_for_update(no_key=True).only("pk").get(pk=turn.pk)
        # Asked again under the lock: a statement's clock starts after the wait for the lock is over.
        _refuse_closed(turn)
        if Seat.objects.filter(pk=seat.pk).exclude(policy="").exists():
            raise SeatHandedOver("The white cell has handed this seat to the AI. Ask for it back to give orders.")
        if by is not None and not _sits(by, seat):
            raise NotInSeat("You are not in this seat any more. Open the exercise again to see where you are.")
        yield


def refuse_submitted(sheet: OrderSheet) -> None:
    """Refuse to change a submitted sheet. Raises `AlreadySubmitted`."""
    if sheet.is_ready:
        raise AlreadySubmitted("Your orders are submitted. Reopen them to change them.")


def _refuse_standing(sheet: OrderSheet, seat: Seat) -> None:
    """Refuse to change submitted orders in an exercise where they stand. Raises `ReopenRefused`."""
    if sheet.is_ready and not seat.exercise.allows_reopen:
        raise ReopenRefused("Submitted orders stand in this exercise. Ask the white cell if you must change them.")


def _sits(by: Participant, seat: Seat) -> bool:
    """Return whether the person decides for the seat at this moment; in a sandbox the white cell does for all."""
    leads = Q(part=Participant.Part.WHITE_CELL, exercise=seat.exercise_id, exercise__mode=Exercise.Mode.SANDBOX)
    return Participant.objects.filter(Q(seat=seat) | leads, pk=by.pk, left_at=None).exists()


def _refuse_closed(turn: Turn) -> None:
    if not Turn.objects.in_time().filter(pk=turn.pk, status=Turn.Status.OPEN).exists():
        if turn.status == Turn.Status.BRIEFING:
            raise TurnClosed(f"Turn {turn.number} is not open for orders yet. Read on; the white cell opens it.")
        raise TurnClosed(f"Turn {turn.number} is closed for orders. Your last saved orders count.")


def _refuse_illegal(*, seat: Seat, turn: Turn, orders: Rows, is_draft: bool) -> None:
    problems = problems_of(seat=seat, turn=turn, orders=orders)
    if is_draft:
        problems = tuple(problem for problem in problems if problem.code not in DRAFT_MAY)
    if problems:
        raise IllegalOrders(problems)


def _refuse_outdated(sheet: OrderSheet, revision: int) -> None:
    if sheet.revision != revision:
        raise OutdatedSheet(sheet.revision)
