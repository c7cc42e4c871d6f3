"""Who sits on a seat while no person does."""

from wargame import engine
from wargame.engine.values import Setting


def standbys(setting: Setting) -> dict[str, str]:
    """The policy that sits on each seat of a new exercise while no person does, by role."""
    return {state.code: engine.affordable(state.policy) for state in setting.spec.states if state.seat}
