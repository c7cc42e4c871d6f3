"""Imagined situations: worlds that a seat guesses, and the orders that the other seats would give in them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from wargame.engine.perspective.belief_worlds import derived_seed, guessed_worlds
from wargame.engine.perspective.filter import Perspective, glimpse
from wargame.engine.policies import choose_scripted, imagined
from wargame.engine.turn.sheet import Sheet
from wargame.engine.world.world import World


@dataclass(frozen=True, eq=False)
class Guess:
    """A complete world as the seat may imagine it, and the other seats' sheets in it."""

    world: World
    others: Mapping[str, Sheet]


def guesses(view: Perspective, seed: int, count: int) -> Iterator[Guess]:
    """Yield `count` situations; each world is one of `guessed_worlds`, and its dice are derived from `seed`."""
    for number, world in enumerate(guessed_worlds(view, seed, count)):
        yield Guess(world, _others(view, world, derived_seed(seed, number)))


def _others(view: Perspective, world: World, seed: int) -> dict[str, Sheet]:
    """Let every other seat's scripted policy decide from its own view of the imagined world."""
    policies = {state.code: imagined(state.policy) for state in view.setting.spec.states if state.seat}
    return {
        code: choose_scripted(policy, glimpse(view.setting, world, code), seed).sheet
        for code, policy in policies.items()
        if code != view.seat
    }
