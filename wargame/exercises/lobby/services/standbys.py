"""The policies that stand by for the seats of a new exercise."""

from wargame import engine
from wargame.engine.values import Setting


def standbys(setting: Setting) -> dict[str, str]:
    """Return the policy that plays each seat while no person does, by role."""
    return {state.code: engine.affordable(state.policy) for state in setting.spec.states if state.seat}
