"""The life of a turn: closed for orders, resolved, retried. Every change of status is a compare-and-set."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from wargame import database_clock, engine, leases
from wargame.exercises import bridge, enqueue, notices
from wargame.exercises.diplomacy.services import pledges, proposals
from wargame.exercises.models import Exercise, OrderSheet, Participant, Turn
from wargame.exercises.turns.services import adjudications, sheets, stored_forecasts
from wargame.leases import Broken, NotMine

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Resolved:
    """The turn has its results, and they are this call's."""

    digest: str
    ending: str


class NotFailed(ValueError):
    """The turn cannot be retried, because it has not failed."""


def close(*, turn: Turn, now: datetime) -> bool:
    """Freezes the orders of an open turn for ever and asks for its adjudication; False when it was not open."""
    with transaction.atomic():
        opened = Turn.objects.filter(pk=turn.pk, status=Turn.Status.OPEN)
        closed_at = database_clock.now()
        due = closed_at + timedelta(seconds=leases.BACK_OFF_SECONDS)
        stopped = {"deadline": None, "paused_at": None, "left_seconds": None}
        if not opened.update(status=Turn.Status.ADJUDICATING, closed_at=closed_at, next_enqueue_at=due, **stopped):
            return False
        proposals.lapse(turn=turn, now=now)
        _keep_pledges(turn, now)
        enqueue.adjudicate_turn(turn_id=turn.pk)
        notices.publish_closing(exercise_id=turn.branch.exercise_id)
    return True


def _keep_pledges(turn: Turn, now: datetime) -> None:
    """Take orders off the sheets of policies that their seats have promised, in this turn, not to give."""
    if not turn.pledges.exists():
        return
    closed = Turn.objects.with_exercise().get(pk=turn.pk)
    bound = {pledge.by for pledge in pledges.standing(closed.branch, closed.number) if pledge.turn_id == closed.pk}
    for sheet in OrderSheet.objects.filter(turn=closed, seat__role__in=bound).exclude(policy="").select_related("seat"):
        role = sheet.seat.role
        filed = {role: engine.Decision(bridge.sheet_of(sheet.orders), sheet.reason)}
        kept = pledges.hold_to(turn=closed, policies={role: sheet.policy}, decisions=filed)[role]
        if kept != filed[role]:
            sheet.reason = kept.reason
            sheets.write(sheet=sheet, orders=bridge.order_rows(kept.sheet), now=now, policy=sheet.policy)


def close_if_all_ready(*, turn: Turn, now: datetime) -> bool:
    """Close the turn if no seat that somebody plays is still writing and the clock is not stopped."""
    return _are_all_ready(turn) and close(turn=turn, now=now)


def resolve(*, turn_id: int, now: datetime) -> Resolved | NotMine | Broken:
    """Adjudicates a closed turn and publishes its results; safe to call any number of times, anywhere."""
    if not adjudications.claim(turn_id=turn_id):
        return NotMine()
    turn = Turn.objects.with_exercise().get(pk=turn_id)
    is_class = turn.branch.exercise.mode == Exercise.Mode.CLASS
    if not is_class:
        stored_forecasts.keep_missing(turn=turn)
    try:
        result = adjudications.compute(turn=turn)
        is_mine = adjudications.commit(turn=turn, result=result, now=now)
    except Exception:
        logger.exception("Turn %s could not be adjudicated", turn_id)
        return adjudications.record_fault(turn=turn)
    if not is_mine:
        return NotMine()
    if is_class:
        # Several groups are waited for at once: theirs is worked out behind all their results.
        enqueue.keep_forecasts(turn_id=turn.pk)
    if adjudications.status_after(turn.branch.exercise) == Turn.Status.CLOSED:
        notices.publish_progress(turn=turn, regions=notices.TURN_REVEALED, is_last=bool(result.ending))
    else:
        notices.publish(exercise_id=turn.branch.exercise_id, regions=notices.TURN_REVEALED)
    return Resolved(result.adjudication.digest, result.ending)


def retry(*, turn: Turn) -> None:
    """Give a failed turn a fresh set of attempts, with the same orders and dice. Raises `NotFailed`."""
    with transaction.atomic():
        failed = Turn.objects.filter(pk=turn.pk, status=Turn.Status.FAILED)
        fresh = {"attempts": 0, "lease_until": None, "next_enqueue_at": database_clock.now()}
        if not failed.update(status=Turn.Status.ADJUDICATING, **fresh):
            raise NotFailed("This turn has not failed; there is nothing to retry.")
        enqueue.adjudicate_turn(turn_id=turn.pk)
        notices.publish(exercise_id=turn.branch.exercise_id, regions=notices.TURN_FAILED)


def _are_all_ready(turn: Turn) -> bool:
    """Return whether no seat of the turn still writes. A class does not wait for a seat with nobody in it: only its
    clock and its white cell do."""
    if Turn.objects.filter(pk=turn.pk, paused_at__isnull=False).exists():
        return False
    exercise = turn.branch.exercise
    writing = exercise.seats.exclude(sheets__in=OrderSheet.objects.filter(turn=turn, is_ready=True))
    if exercise.mode == Exercise.Mode.CLASS:
        writing = writing.filter(Exists(Participant.objects.filter(seat=OuterRef("pk"))))
    return not writing.exists()
