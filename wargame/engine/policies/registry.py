"""Every policy for a seat that nobody plays: the scripted ones, and the planners, which play those ahead."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from wargame.engine.perspective.filter import Perspective
from wargame.engine.playouts.numba_build import is_compiled
from wargame.engine.policies import POLICIES as SCRIPTED
from wargame.engine.policies import Policy, choose_among
from wargame.engine.policies.decision import Decision
from wargame.engine.policies.planning import plan
from wargame.engine.policies.planning.effort import QUICK, THOROUGH
from wargame.engine.rules.policies.kinds import PLANNER, QUICK_PLANNER

POLICIES: Mapping[str, Policy] = MappingProxyType(
    {**SCRIPTED, PLANNER: partial(plan, THOROUGH), QUICK_PLANNER: partial(plan, QUICK)}
)
"""By the name that a seat or a pack gives."""

SCRIPTED_POLICIES = tuple(SCRIPTED)
"""Names of the policies that rules decide: whole games can be played with them."""


def choose(policy: str, view: Perspective, seed: int) -> Decision:
    """Decide for the seat of this perspective. The same view and seed give the same decision.

    Raises UnknownPolicy.
    """
    return choose_among(POLICIES, policy, view, seed)


def affordable(policy: str) -> str:
    """Give the policy to seat where this one is named: a quick planner in a planner's place if the rules are plain.

    The policy is chosen once and recorded with the seat, so that later turns and replays decide the same, however the
    rules are built by then.
    """
    return QUICK_PLANNER if policy == PLANNER and not is_compiled() else policy
