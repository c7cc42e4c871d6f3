"""A policy steps in for the people of a seat, and hands it back."""

from datetime import datetime

from wargame import engine
from wargame.exercises import bridge, notices
from wargame.exercises.control.services.lifecycle import refuse_ended
from wargame.exercises.control_log.services import control
from wargame.exercises.diplomacy.services import pledges, settling
from wargame.exercises.models import Exercise, OrderSheet, Participant, Seat, Turn
from wargame.exercises.orders.services import orders
from wargame.exercises.turns.services import openings, sheets, turns

UnknownPolicy = engine.UnknownPolicy
"""The seat cannot be handed over, because the rules know no such policy."""


def hand_to_policy(*, seat: Seat, by: Participant, now: datetime, policy: str = "", reason: str = "") -> None:
    """Let a policy decide for the seat from now on, its standby unless another is named.

    In an open turn it decides at once, unless the team has submitted; what the team had drafted stays on record.
    People who sit there stay and read. Raises `UnknownPolicy`, `AlreadyEnded` and `control.NotWhiteCell`.
    """
    chosen = engine.affordable(policy or seat.standby)
    if chosen not in engine.POLICIES:
        raise UnknownPolicy(chosen, engine.POLICIES)
    turn = _turn_under_way(seat.exercise)
    decision = _decision(turn=turn, seat=seat, policy=chosen) if turn else None
    # The exercise's row first, then the turn's, as everywhere.
    with control.leading(by=by, exercise=seat.exercise) as exercise:
        refuse_ended(exercise)
        held = _held(exercise)
        if held and (turn is None or held.pk != turn.pk):
            # It was opened meanwhile, when this seat was still its people's.
            decision = _decision(turn=held, seat=seat, policy=chosen)
        seat.policy = chosen
        seat.save(update_fields=["policy"])
        Seat.objects.filter(pk=seat.pk, cast=Seat.Cast.NOBODY).update(cast=Seat.Cast.AI)
        if held and decision:
            _decide(turn=held, seat=seat, decision=decision, now=now)
            settling.answer_for_policy(seat=seat, turn=held, now=now)
        about: control.About = {"turn": held, "seat": seat, "detail": chosen, "reason": reason}
        control.log(exercise=seat.exercise, act=control.Act.TAKEOVER, by=by, now=now, **about)
        _tell(seat)
        if held and held.is_open:
            turns.close_if_all_ready(turn=held, now=now)


def hand_back(*, seat: Seat, by: Participant, now: datetime, reason: str = "") -> None:
    """People decide for the seat again; what a policy has filed in an open turn becomes their draft.

    Raises `AlreadyEnded` and `control.NotWhiteCell`.
    """
    with control.leading(by=by, exercise=seat.exercise) as exercise:
        refuse_ended(exercise)
        held = _held(exercise)
        if not Seat.objects.filter(pk=seat.pk).exclude(policy="").update(policy="", cast=Seat.Cast.PEOPLE):
            return
        seat.policy, seat.cast = "", Seat.Cast.PEOPLE
        sheet = OrderSheet.objects.filter(turn=held, seat=seat).exclude(policy="").first() if held else None
        if sheet is not None:
            sheet.is_ready, sheet.submitted_at, sheet.reason = False, None, ""
            sheets.write(sheet=sheet, orders=sheet.orders, now=now, by=by)
        control.log(
            exercise=seat.exercise, act=control.Act.HAND_BACK, by=by, now=now, turn=held, seat=seat, reason=reason
        )
        _tell(seat)


def _turn_under_way(exercise: Exercise) -> Turn | None:
    """Return the turn that is open, or read before it opens."""
    turns_here = Turn.objects.with_exercise().filter(branch__exercise=exercise, status__in=Turn.TIMED)
    return turns_here.filter(branch=exercise.current_branch_id).last()


def _held(exercise: Exercise) -> Turn | None:
    """Return the turn that is under way at this moment, locked; needs the exercise's lock, so that none opens
    meanwhile."""
    turn = _turn_under_way(exercise)
    if turn is None:
        return None
    held = Turn.objects.with_exercise().select_for_update(no_key=True, of=("self",))
    return held.filter(pk=turn.pk, status__in=Turn.TIMED).first()


def _decision(*, turn: Turn, seat: Seat, policy: str) -> engine.Decision:
    world = bridge.world_of(turn)
    policies = {seat.role: policy}
    decisions = openings.decide(exercise=turn.branch.exercise, world=world, policies=policies)
    return pledges.hold_to(turn=turn, policies=policies, decisions=decisions)[seat.role]


def _decide(*, turn: Turn, seat: Seat, decision: engine.Decision, now: datetime) -> None:
    sheet = orders.sheet_of(seat=seat, turn=turn)
    if sheet.is_ready and not sheet.policy:
        return
    sheet.is_ready, sheet.submitted_at, sheet.submitted_by, sheet.reason = True, now, None, decision.reason
    sheets.write(sheet=sheet, orders=bridge.order_rows(decision.sheet), now=now, policy=seat.policy)


def _tell(seat: Seat) -> None:
    notices.publish(exercise_id=seat.exercise_id, regions=("roster",))
    notices.publish_to_seat(seat=seat, regions=("orders",))
