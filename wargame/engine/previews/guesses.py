"""Imagined situations: worlds that a seat guesses, and the orders that the other seats would give in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from wargame.engine.perspective.filter import Perspective, masked_view
from wargame.engine.playouts.pledges import Pledge
from wargame.engine.policies import choose_scripted, imagined
from wargame.engine.policies.belief_worlds import guessed_worlds
from wargame.engine.policies.talk import bound_by, restrained
from wargame.engine.turn.sheet import Sheet
from wargame.engine.world.dice import derived_seed
from wargame.engine.world.world import World


@dataclass(frozen=True, eq=False)
class Guess:
    """A complete world as the seat may imagine it, the other seats' sheets in it, and the pledges that bind there."""

    world: World
    others: Mapping[str, Sheet]
    pledges: tuple[Pledge, ...]


@dataclass(frozen=True)
class _Question:
    """All that guesses depend on; `known` is the masked world in bytes, `setting` the identity of the view's."""

    setting: int
    seat: str
    known: tuple[bytes, ...]
    priors: tuple[float, ...]
    seed: int
    count: int
    pledges: tuple[Pledge, ...]
    view: Perspective = field(compare=False)


def guesses(view: Perspective, seed: int, count: int, pledges: Sequence[Pledge] = ()) -> tuple[Guess, ...]:
    """Imagine `count` situations; each world is one of `guessed_worlds`, and its dice are derived from it.

    `pledges` are those that the seat knows of: in each situation the others keep to them as in a live turn.
    """
    known = tuple(figures.tobytes() for figures in view.world)
    return _imagined(_Question(id(view.setting), view.seat, known, view.priors, seed, count, tuple(pledges), view))


@lru_cache(maxsize=64)
def _imagined(question: _Question) -> tuple[Guess, ...]:
    """Return the situations from a cache.

    They take 200 KB and do not depend on the sheet, and all forecasts of a seat's turn start from them.
    """
    view, seed = question.view, question.seed
    worlds = guessed_worlds(view, seed, question.count)
    return tuple(
        _guess(view, world, derived_seed(seed, number), question.pledges) for number, world in enumerate(worlds)
    )


def _guess(view: Perspective, world: World, seed: int, pledges: tuple[Pledge, ...]) -> Guess:
    """Let every other seat's scripted policy decide on its own view of the imagined world."""
    sheets: dict[str, Sheet] = {}
    for state in view.setting.spec.states:
        if state.seat and state.code != view.seat:
            policy, seen = imagined(state.policy), masked_view(view.setting, world, state.code)
            bound = bound_by(pledges, policy, seen, seed)
            sheets[state.code] = restrained(view.setting, choose_scripted(policy, seen, seed).sheet, bound)
    return Guess(world, sheets, pledges)
