"""Usual games: what scripted seats do in a scenario, from which a seat guesses what has gone on out of its sight."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from wargame.engine.perspective.filter import Perspective
from wargame.engine.playouts.playouts import playouts
from wargame.engine.policies import imagined
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.openings import opening_world, opening_worlds
from wargame.engine.world.dice import derived_seed
from wargame.engine.world.layout import flatten, flatten_all
from wargame.engine.world.world import UNKNOWN, World

GAMES = 96
"""Usual games of a scenario: enough to find a likeness, and soon played where nothing is compiled yet."""

LIKE = 16
"""Usual games that a seat holds for possible: those most like its own view."""

COUNTED = ("incident", "mark", "in_force", "fired")
"""The cells that show the course of a game: stages of incidents, marks, agreements, injects."""

Cells = npt.NDArray[np.int32]


def worlds_like(view: Perspective) -> Cells:
    """Return the usual games (n, cells) of this turn that are most like what a seat sees, the likest first.

    They are as many as `LIKE`, or fewer where fewer last so long; openings where none does.
    """
    begun = _worlds(view.setting, view.turn)
    lasting = begun[begun[:, view.setting.at.clock + 1] == 0]
    found = lasting if len(lasting) else _worlds(view.setting, 1)
    known = np.array(flatten(view.world), dtype=np.int32)
    compared = _mark_compared(view.setting) & (known != UNKNOWN)
    unlike = (found[:, compared] != known[compared]).sum(axis=1)
    likest: Cells = found[np.argsort(unlike, kind="stable")[:LIKE]]
    return likest


@lru_cache(maxsize=64)
def _worlds(setting: Setting, turn: int) -> Cells:
    """Return the worlds (games, cells) with which a turn of the usual games began, or in which they had ended."""
    seeds, openings = _openings(setting)
    if turn == 1:
        opened: Cells = flatten_all(openings).astype(np.int32)
        return opened
    policies = {state.code: imagined(state.policy) for state in setting.spec.states if state.seat}
    return playouts(setting, openings, [{}] * GAMES, seeds, policies, turn - 1).rows.astype(np.int32)


@lru_cache(maxsize=16)
def _openings(setting: Setting) -> tuple[list[int], list[World]]:
    """Return the seeds of the usual games, and the worlds in which they open."""
    seeds = [derived_seed(0, number) for number in range(GAMES)]
    return seeds, opening_worlds(setting, seeds)


@lru_cache(maxsize=16)
def _mark_compared(setting: Setting) -> npt.NDArray[np.bool_]:
    """Return for each cell of a world whether it is compared."""
    world = opening_world(setting, 0)
    blank = World(*(np.full_like(figures, int(name in COUNTED)) for name, figures in world._asdict().items()))
    return np.array(flatten(blank), dtype=np.bool_)
