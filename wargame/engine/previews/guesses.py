"""Imagined situations: worlds that a seat guesses, and the orders that the other seats would give in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from wargame.engine.perspective.filter import Perspective, known_cells
from wargame.engine.playouts.playouts import as_built, from_rows, in_turn, play
from wargame.engine.playouts.pledges import Pledge, bound
from wargame.engine.policies import imagined
from wargame.engine.policies.belief_worlds import guessed_worlds
from wargame.engine.rules.playout import ONLY_DECIDE
from wargame.engine.turn.sheet import Sheet, read_sheet
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
    worlds = tuple(guessed_worlds(question.view, question.seed, question.count))
    return tuple(
        Guess(world, others, question.pledges)
        for world, others in zip(worlds, _sheets_of_others(question, worlds), strict=True)
    )


def _sheets_of_others(question: _Question, worlds: Sequence[World]) -> list[dict[str, Sheet]]:
    """Let every other seat's scripted policy decide on its own view of each imagined world.

    The rules decide them all in one call, each in a game of its own; in that game nobody else gives orders.
    """
    setting, seats = question.view.setting, [code for code in question.view.setting.seats if code != question.view.seat]
    if not seats:
        return [{} for _ in worlds]
    known = np.array([known_cells(setting, world, seat) for world in worlds for seat in seats])
    seeds = [derived_seed(question.seed, number) for number in range(len(worlds)) for _ in seats]
    games = from_rows(
        setting,
        as_built(setting.rows(known)),
        in_turn([[0] * setting.at.states], len(seeds)),
        seeds,
        [{seat: imagined(setting.state(seat).policy)} for seat in seats],
    )
    games = bound(setting, games, [question.pledges])
    play(setting, games, ONLY_DECIDE)
    rows = iter(games.rows)
    return [{seat: read_sheet(setting, next(rows), setting.names.states[seat]) for seat in seats} for _ in worlds]
