"""The phases of a class's turn, under the white cell's hand: Brief, Orders, Review, Reveal, Discuss.

Every act holds the turn's row, looks at the phase again and then changes it: of two that collide, one comes first and
the other raises a refusal. An act of the clock has no author.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from wargame.exercises import bridge, notices
from wargame.exercises.control.services import clocks
from wargame.exercises.control.services.clocks import left_seconds, set_clock, tell_clock
from wargame.exercises.control_log.services import control, steering
from wargame.exercises.control_log.services.steering import holding, locked
from wargame.exercises.diplomacy.services import proposals
from wargame.exercises.injects.services import decided_injects, injects
from wargame.exercises.models import Branch, ControlEntry, Exercise, OrderSheet, Participant, Turn
from wargame.exercises.review.domain import items
from wargame.exercises.review.services import rulings
from wargame.exercises.turns.domain import is_followed, seconds_for
from wargame.exercises.turns.services import adjudications, missed, openings, sheets, turns

MOVES_SETTLE = timedelta(seconds=30)
"""For so long after a move no turn closes by it: half of a swap leaves a seat empty too."""
Status = Turn.Status
NotInPhase = steering.NotInPhase
DeadlinePast = clocks.DeadlinePast


class QueueOpen(ValueError):
    """The results cannot be shown yet, because outcomes are still to be judged; nothing has been changed."""


def open_turn(*, branch: Branch, prepared: openings.Opening, now: datetime) -> Turn:
    """Insert a turn in Brief, or in Orders where there is no brief; its clock runs. Needs a transaction."""
    exercise = branch.exercise
    is_briefing = exercise.brief_seconds > 0
    turn = openings.store(branch=branch, prepared=prepared, now=now, is_briefing=is_briefing)
    set_clock(turn, exercise.brief_seconds if is_briefing else exercise.orders_seconds)
    return turn


def open_orders(*, turn: Turn, by: Participant, now: datetime) -> None:
    """Brief ends, orders are taken. Raises `NotInPhase` and `control.NotWhiteCell`."""
    with holding(turn, by, Status.BRIEFING) as held:
        _open_orders(held, by=by, now=now)


def pause(*, turn: Turn, by: Participant, now: datetime, reason: str = "") -> None:
    """Stop the clock of Brief or Orders; stopped twice is stopped. Orders are taken, but no turn closes by itself.

    Raises `NotInPhase` (also when the time is up) and `control.NotWhiteCell`.
    """
    with holding(turn, by, *Turn.TIMED) as held:
        if held.is_paused:
            return
        left = left_seconds(held)
        if left is not None and left <= 0:
            raise NotInPhase("The time is up; there is nothing left to pause. Extend it, or let the turn close.")
        Turn.objects.filter(pk=held.pk).update(paused_at=now, left_seconds=left, deadline=None)
        control.log(exercise=held.branch.exercise, act=control.Act.PAUSE, by=by, now=now, turn=held, reason=reason)
        tell_clock(held)


def resume(*, turn: Turn, by: Participant, now: datetime) -> None:
    """Lets the clock run on with the time that was left; a turn for which all are ready closes.

    Raises `NotInPhase` and `control.NotWhiteCell`.
    """
    with holding(turn, by, *Turn.TIMED) as held:
        if not held.is_paused:
            return
        set_clock(held, held.left_seconds)
        control.log(exercise=held.branch.exercise, act=control.Act.RESUME, by=by, now=now, turn=held)
        tell_clock(held)
        if held.status == Status.OPEN:
            turns.close_if_all_ready(turn=held, now=now)


def extend(*, turn: Turn, seconds: int, by: Participant, now: datetime) -> None:
    """Move the deadline of the running phase by `seconds`, which may be negative; a clock that stands still too.

    A phase without a timer gets one, from now. Raises `DeadlinePast`, `NotInPhase` and `control.NotWhiteCell`.
    """
    with holding(turn, by, *Turn.TIMED, Status.REVIEW, Status.CLOSED) as held:
        if is_followed(held) or held.branch.is_finished or _has_ended(held):
            raise NotInPhase("This turn is over; its clock has nothing left to count.")
        left = held.left_seconds if held.is_paused else left_seconds(held)
        total = max(left or 0.0, 0.0) + seconds
        clocks.refuse_past(total)
        if held.is_paused:
            Turn.objects.filter(pk=held.pk).update(left_seconds=total)
        else:
            set_clock(held, total)
        detail = f"{seconds:+d} s"
        control.log(exercise=held.branch.exercise, act=control.Act.EXTEND, by=by, now=now, turn=held, detail=detail)
        tell_clock(held)


def close(*, turn: Turn, by: Participant, now: datetime, reason: str = "") -> None:
    """End Orders at once: drafts count, and seats without any miss the turn. The time that was left is kept.

    Raises `NotInPhase` and `control.NotWhiteCell`.
    """
    with holding(turn, by, Status.OPEN) as held:
        left = held.left_seconds if held.is_paused else left_seconds(held)
        control.log(exercise=held.branch.exercise, act=control.Act.CLOSE, by=by, now=now, turn=held, reason=reason)
        turns.close(turn=held, now=now)
        Turn.objects.filter(pk=held.pk).update(left_seconds=left)


def reveal(*, turn: Turn, by: Participant, now: datetime, accepts_rest: bool = False) -> None:
    """Make the results that the white cell has reviewed everybody's; what it has not judged, only if it accepts that.

    Raises `QueueOpen`, `NotInPhase` and `control.NotWhiteCell`.
    """
    with holding(turn, by, Status.REVIEW) as held:
        left = len(items.due_of(held))
        if left and not accepts_rest:
            raise QueueOpen(f"{left} outcome{'s' if left > 1 else ''} of turn {held.number} still to be reviewed.")
        rulings.accept_rest(turn=held, by=by, now=now)
        Turn.objects.filter(pk=held.pk).update(status=Status.CLOSED)
        ending = _ending(held)
        set_clock(held, None if ending else seconds_for(held, "reveal"))
        if ending and held.next_world is not None:
            adjudications.end(branch=held.branch, ending=ending, world=held.next_world, now=now)
        detail = f"{left} outcome{'s' if left > 1 else ''} accepted unread" if left else ""
        control.log(exercise=held.branch.exercise, act=control.Act.REVEAL, by=by, now=now, turn=held, detail=detail)
        notices.publish_progress(turn=held, regions=notices.TURN_REVEALED, is_last=bool(ending))


def discuss(*, turn: Turn, by: Participant, now: datetime) -> None:
    """Reveal ends, the class talks it over. Raises `NotInPhase` and `control.NotWhiteCell`."""
    with holding(turn, by, Status.CLOSED) as held:
        if is_followed(held):
            raise NotInPhase("The next turn has begun; this one is over.")
        if _has_ended(held):
            raise NotInPhase("The exercise has ended. Talk about it in the debrief.")
        if Turn.objects.filter(pk=held.pk, discussed_at=None).update(discussed_at=now):
            set_clock(held, seconds_for(held, "discuss"))
            control.log(exercise=held.branch.exercise, act=control.Act.DISCUSS, by=by, now=now, turn=held)
            tell_clock(held)


def _has_ended(turn: Turn) -> bool:
    return turn.branch.exercise.status == Exercise.Status.ENDED


def open_next(*, turn: Turn, by: Participant, now: datetime) -> Turn:
    """Open the turn that follows the one whose results are out. Raises `NotInPhase` and `control.NotWhiteCell`."""
    with control.leading(by=by, exercise=turn.branch.exercise):
        stored = Turn.objects.with_exercise().get(pk=turn.pk)
    world = bridge.next_world_of(stored)
    if world is None or stored.branch.is_finished:
        raise NotInPhase("The next turn can be opened once, when the results of this one are out and it goes on.")
    guess = openings.prepare_for(exercise=stored.branch.exercise, world=world)
    with holding(turn, by, Status.CLOSED) as held:
        exercise = held.branch.exercise
        if is_followed(held) or held.branch.is_finished or exercise.status != Exercise.Status.RUNNING:
            raise NotInPhase("No turn follows this one any more: it has been opened, or the exercise has ended.")
        prepared = openings.confirmed(guess=guess, exercise=exercise, seats=exercise.seats.all())
        following = open_turn(branch=held.branch, prepared=prepared, now=now)
        injects.open_with(turn=following, now=now)
        Turn.objects.filter(pk=held.pk).update(next_world=None, deadline=None, left_seconds=None)
        control.log(exercise=exercise, act=control.Act.OPEN_NEXT, by=by, now=now, turn=following)
        notices.publish_progress(turn=following, regions=notices.TURN_OPENED)
    return following


def reopen(*, turn: Turn, by: Participant, now: datetime, seconds: int = 120, reason: str = "", seen: str = "") -> None:
    """Take orders again for a turn whose results are not public: what was computed and ruled is dropped.

    All sheets are drafts again. `seen` is the digest of the results that were looked at: with it, a ruling made since
    is not dropped unread. Raises `NotInPhase`, `DeadlinePast` and `control.NotWhiteCell`.
    """
    clocks.refuse_past(seconds)
    with holding(turn, by, Status.ADJUDICATING, Status.REVIEW, Status.FAILED, seen=seen) as held:
        rulings.forget(turn=held)
        _back_to_drafts(held, by=by, now=now)
        proposals.revive(turn=held)
        adjudications.drop_results(turn=held)
        set_clock(held, seconds)
        decided_injects.steer_again(turn=held)
        detail = f"{seconds} s"
        exercise = held.branch.exercise
        control.log(exercise=exercise, act=control.Act.REOPEN, by=by, now=now, turn=held, detail=detail, reason=reason)
        notices.publish(exercise_id=exercise.pk, regions=notices.TURN_REOPENED)


def retry(*, turn: Turn, by: Participant, now: datetime) -> None:
    """Has a failed turn adjudicated again, with the same orders and dice. Raises `NotInPhase` and `NotWhiteCell`."""
    with holding(turn, by, Status.FAILED) as held:
        control.log(exercise=held.branch.exercise, act=control.Act.RETRY, by=by, now=now, turn=held)
        turns.retry(turn=held)


def run_out(*, turn: Turn, now: datetime) -> bool:
    """End a phase whose time is up, once, and return whether it was due: Brief opens orders, Orders gives grace or
    closes.

    False when nothing was due any more: somebody has extended, paused or ended the phase.
    """
    with transaction.atomic():
        held = locked(turn)
        if not Turn.objects.overdue().filter(pk=held.pk).exists():
            return False
        if held.status == Status.BRIEFING:
            _open_orders(held, by=None, now=now)
            return True
        if _gives_grace(held, now=now):
            return True
        control.log(exercise=held.branch.exercise, act=control.Act.CLOSE, by=None, now=now, turn=held)
        return turns.close(turn=held, now=now)


def settled_after_moves(now: datetime) -> QuerySet[Turn]:
    """Return turns open for orders whose people the white cell moved, the last of them longer ago than
    `MOVES_SETTLE`."""
    moves = ControlEntry.objects.filter(
        act=control.Act.ASSIGN, exercise=OuterRef("branch__exercise"), at__gt=OuterRef("opened_at")
    )
    # A move further ahead dates from before the clock was set back.
    still = moves.filter(at__gt=now - MOVES_SETTLE, at__lte=now + MOVES_SETTLE)
    running = Turn.objects.filter(status=Status.OPEN, branch__exercise__status=Exercise.Status.RUNNING)
    return running.filter(Exists(moves), ~Exists(still)).with_exercise()


def close_after_moves(*, turn: Turn, now: datetime) -> bool:
    """End Orders where the white cell moved away the last person who was still writing, and all others are ready.

    False while somebody writes or nobody sits anywhere. `participants` sees to people who leave.
    """
    with transaction.atomic():
        Exercise.objects.select_for_update(no_key=True, of=("self",)).only("pk").get(pk=turn.branch.exercise_id)
        held = locked(turn)
        exercise = held.branch.exercise
        if not exercise.participants.exclude(seat=None).exists() or not turns.close_if_all_ready(turn=held, now=now):
            return False
        control.log(exercise=exercise, act=control.Act.CLOSE, by=None, now=now, turn=held)
    return True


def _open_orders(turn: Turn, *, by: Participant | None, now: datetime) -> None:
    exercise = turn.branch.exercise
    Turn.objects.filter(pk=turn.pk).update(status=Status.OPEN)
    set_clock(turn, seconds_for(turn, "orders"))
    control.log(exercise=exercise, act=control.Act.OPEN_ORDERS, by=by, now=now, turn=turn)
    notices.publish(exercise_id=exercise.pk, regions=notices.TURN_OPENED)


def _gives_grace(turn: Turn, *, now: datetime) -> bool:
    """More time, once, for those who have written nothing."""
    exercise = turn.branch.exercise
    seconds = seconds_for(turn, "grace")
    if not seconds or turn.graced_at or not missed.absent_from(turn):
        return False
    Turn.objects.filter(pk=turn.pk).update(graced_at=now)
    set_clock(turn, seconds)
    detail = f"+{seconds} s"
    control.log(exercise=exercise, act=control.Act.GRACE, by=None, now=now, turn=turn, detail=detail)
    tell_clock(turn)
    return True


def _ending(turn: Turn) -> str:
    world = bridge.next_world_of(turn)
    return adjudications.ending_of(setting=bridge.setting_for(turn), world=world) if world else ""


def _back_to_drafts(turn: Turn, *, by: Participant, now: datetime) -> None:
    """Turn the sheets of people into drafts that can be changed again; those that stood in for absent people are
    dropped."""
    OrderSheet.objects.filter(turn=turn, is_missed=True).delete()
    for sheet in OrderSheet.objects.filter(turn=turn, policy="", is_ready=True):
        sheet.is_ready, sheet.submitted_at, sheet.submitted_by = False, None, None
        sheets.write(sheet=sheet, orders=sheet.orders, now=now, by=by)
