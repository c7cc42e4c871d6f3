"""The policies that stand by for the seats of an exercise, to play them while no person does."""

from datetime import datetime

from wargame import engine
from wargame.engine.values import Setting
from wargame.exercises import notices
from wargame.exercises.control.services import lifecycle
from wargame.exercises.control_log.services import control
from wargame.exercises.models import Participant, Seat

UnknownPolicy = engine.UnknownPolicy
"""The policy cannot stand by, because the rules know none of that name."""


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
            detail = f"{seat.role} is played by {chosen} while nobody sits there"
            control.log(exercise=exercise, act=control.Act.CHANGE, by=by, now=now, detail=detail)
            notices.publish(exercise_id=exercise.pk, regions=notices.LOBBY)
