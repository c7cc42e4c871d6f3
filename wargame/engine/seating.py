"""Who may sit on a seat that nobody holds: the scripted minds, and the planner, who plays them out."""

from collections.abc import Mapping
from types import MappingProxyType

from wargame.engine.perspective import Perspective
from wargame.engine.planning import planner
from wargame.engine.policies import POLICIES as SCRIPTED
from wargame.engine.policies import Policy, choose_among
from wargame.engine.policies.decision import Decision

POLICIES: Mapping[str, Policy] = MappingProxyType({**SCRIPTED, "planner": planner})
"""By the name that a seat or a pack gives."""

MINDS = tuple(SCRIPTED)
"""Names of those that the rules themselves play, in whole games that nobody watches."""


def choose(policy: str, view: Perspective, seed: int) -> Decision:
    """Decide for the seat of this perspective. The same view and seed give the same decision.

    Raises UnknownPolicy.
    """
    return choose_among(POLICIES, policy, view, seed)
