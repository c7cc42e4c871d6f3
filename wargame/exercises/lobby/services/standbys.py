"""The players of a seat (people, the AI alone or nobody), and the policies that stand by for absent people."""

from datetime import datetime

from django.db import transaction

from wargame import engine
from wargame.engine.values import Setting
from wargame.exercises import notices
from wargame.exercises.control.services import lifecycle
from wargame.exercises.control_log.services import control
from wargame.exercises.models import Participant, Seat

HOLD = "hold"
"""The policy of a seat that is left out: it gives no orders and agrees to nothing."""
UnknownPolicy = engine.UnknownPolicy
"""The policy cannot stand by, because the rules know none of that name."""


class CastRefused(ValueError):
    """The seat stays with those who play it now. Nothing has been changed."""


def standbys(setting: Setting) -> dict[str, str]:
    """Return the policy that plays each seat while no person does, by role."""
    return {state.code: engine.affordable(state.policy) for state in setting.spec.states if state.seat}


def choose(*, seat: Seat, policy: str, by: Participant, now: datetime) -> None:
    """Let another policy stand by for a seat; in the lobby only, because afterwards it may have decided already.

    Raises UnknownPolicy, `lifecycle.AlreadyStarted` and `control.NotWhiteCell`.
    """
    if policy not in engine.POLICIES:
        raise UnknownPolicy(policy, engine.POLICIES)
    chosen = engine.affordable(policy)
    with control.leading(by=by, exercise=seat.exercise) as exercise:
        lifecycle.refuse_begun(exercise)
        if Seat.objects.filter(pk=seat.pk).exclude(standby=chosen).update(standby=chosen):
            exercise.seats.filter(pk=seat.pk, cast=Seat.Cast.AI).update(policy=chosen)
            detail = f"{seat.role} is played by {chosen} while nobody sits there"
            control.log(exercise=exercise, act=control.Act.CHANGE, by=by, now=now, detail=detail)
            notices.publish(exercise_id=exercise.pk, regions=notices.LOBBY)


def cast(*, seat: Seat, to: str, by: Participant, now: datetime) -> None:
    """Give a seat to people, to the AI alone or to nobody; in the lobby only, because the game rests on it.

    Raises CastRefused, `lifecycle.AlreadyStarted` and `control.NotWhiteCell`.
    """
    if to not in Seat.Cast.values:
        raise CastRefused(f"Choose who plays {seat.role}: {', '.join(Seat.Cast.values)}.")
    with control.leading(by=by, exercise=seat.exercise) as exercise:
        lifecycle.refuse_begun(exercise)
        held = exercise.seats.get(pk=seat.pk)
        if held.cast == to:
            return
        if to != Seat.Cast.PEOPLE:
            _refuse_people(held)
        held.cast, held.policy = to, policy_in_lobby(to, held.standby)
        held.save(update_fields=["cast", "policy"])
        detail = f"{held.role}: {held.get_cast_display()}"
        control.log(exercise=exercise, act=control.Act.CHANGE, by=by, now=now, seat=held, detail=detail)
        notices.publish(exercise_id=exercise.pk, regions=notices.LOBBY)


def set_up(*, seat: Seat, cast_to: str, policy: str, by: Participant, now: datetime) -> None:
    """Choose who plays a seat and how the AI does; both or neither. Raises as `choose` and `cast` do."""
    with transaction.atomic():
        choose(seat=seat, policy=policy, by=by, now=now)
        cast(seat=seat, to=cast_to, by=by, now=now)


def policy_in_lobby(cast: str, standby: str) -> str:
    """Return the policy that a seat has before the start; "" where people may sit down."""
    return {Seat.Cast.AI: standby, Seat.Cast.NOBODY: HOLD}.get(Seat.Cast(cast), "")


def _refuse_people(seat: Seat) -> None:
    """Refuse to take a seat away from people who sit there, or the last one that people can take."""
    if seat.people.exists():
        raise CastRefused(f"People sit in {seat.role}: give them another seat first.")
    if not seat.exercise.seats.filter(cast=Seat.Cast.PEOPLE).exclude(pk=seat.pk).exists():
        raise CastRefused("Leave at least one seat to people.")
