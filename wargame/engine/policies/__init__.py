"""The scripted seats: each sees no more than a person in its chair would, and says why it chose."""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from wargame.engine.perspective import Perspective
from wargame.engine.policies.decision import Decision
from wargame.engine.policies.draw import Draw
from wargame.engine.policies.empirical import empirical
from wargame.engine.policies.historical import historical
from wargame.engine.policies.hold import hold
from wargame.engine.policies.mirror import mirror

Policy = Callable[[Perspective, Draw], Decision]

POLICIES: Mapping[str, Policy] = MappingProxyType(
    {"empirical": empirical, "historical": historical, "hold": hold, "mirror": mirror}
)
"""By the name that a seat or a pack gives."""


class UnknownPolicy(ValueError):
    """There is no scripted seat of this name."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no policy called {name!r}. Use one of: {', '.join(known)}.")


def choose(policy: str, view: Perspective, seed: int) -> Decision:
    """Decide for the seat of this perspective. The same view and seed give the same decision.

    Raises UnknownPolicy.
    """
    if policy not in POLICIES:
        raise UnknownPolicy(policy, POLICIES)
    return POLICIES[policy](view, Draw(seed, view.turn, view.index))
