"""The policies that rules decide: each sees no more than a person on its seat would, and says why it chose."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

from wargame.engine.perspective.filter import Perspective
from wargame.engine.policies.decision import Decision
from wargame.engine.policies.reasons import reason
from wargame.engine.policies.scripted import think
from wargame.engine.rules.policies.kinds import NUMBER_OF, UnknownPolicy

Policy = Callable[[Perspective, int], Decision]
"""Takes what the seat knows and a seed; the same two give the same decision."""


def by_the_rules(policy: int, view: Perspective, seed: int) -> Decision:
    """Decide by the rule of a policy, given by its number in `rules/policies/kinds.py`, and say why."""
    thought = think(view, policy, seed)
    return Decision(thought.sheet, reason(policy, thought))


POLICIES: Mapping[str, Policy] = MappingProxyType(
    {name: partial(by_the_rules, number) for name, number in sorted(NUMBER_OF.items())}
)
"""By the name that a seat or a pack gives."""


STAND_IN = "empirical"
"""Decides in an imagined turn for a policy that itself imagines turns."""


def choose_scripted(policy: str, view: Perspective, seed: int) -> Decision:
    """Decide for the seat of this perspective. The same view and seed give the same decision.

    Raises UnknownPolicy.
    """
    return choose_among(POLICIES, policy, view, seed)


def choose_among(policies: Mapping[str, Policy], policy: str, view: Perspective, seed: int) -> Decision:
    """Decide by one of these policies. Raises UnknownPolicy."""
    if policy not in policies:
        raise UnknownPolicy(policy, policies)
    return policies[policy](view, seed)


def imagined(policy: str) -> str:
    """Give the scripted seat that decides in an imagined turn where `policy` sits."""
    return policy if policy in POLICIES else STAND_IN
