"""Guessed worlds: draws what a seat does not know from its beliefs and from usual games like the one that it sees."""

from collections.abc import Iterator

import numpy as np

from wargame.engine.perspective.filter import Perspective
from wargame.engine.policies.usual_games import Cells, worlds_like
from wargame.engine.turn.openings import opening_beliefs
from wargame.engine.world.dice import PREVIEW, SIDES, derived_seed, key_of, roll
from wargame.engine.world.layout import flatten
from wargame.engine.world.world import UNKNOWN, Ints, World

SPREAD = 10_000
"""Milli-points by which a guessed figure of another state may lie above or below that of the usual game."""

GUESSED_FIGURES = ("readiness", "resolve")


def guessed_worlds(view: Perspective, seed: int, count: int) -> Iterator[World]:
    """Yield `count` guessed worlds.

    A hidden truth holds in the share of them that the seat believes, to the nearest world. What else is hidden is as in
    a usual game like the one that the seat sees, one in which the same truths hold if there is one. Others believe in
    each world what they might at the start, if it were so.
    """
    known, like = np.array(flatten(view.world), dtype=np.int32), worlds_like(view)
    truths = np.array([view.setting.world(game).truth for game in like])
    for number, truth in enumerate(_truths(view, seed, count)):
        guess = derived_seed(seed, number)
        game = like[_fitting((truths != truth).sum(axis=1), guess)]
        yield _filled(view, np.where(known == UNKNOWN, game, known), truth, guess)


def _fitting(unlike: Ints, seed: int) -> int:
    """Return the place of a game in which the fewest truths differ, drawn from all of them."""
    fitting = np.flatnonzero(unlike == unlike.min())
    return int(fitting[roll(key_of(seed), 0, PREVIEW, len(GUESSED_FIGURES), 0) % len(fitting)])


def _filled(view: Perspective, cells: Cells, truth: Ints, seed: int) -> World:
    """Return the world of these cells (cells,) in which the truths hold and others believe accordingly.

    Figures of others that nobody knows to the point are varied.
    """
    world = view.setting.world(cells)
    beliefs = np.array(opening_beliefs(view.setting, truth.tolist(), key_of(seed)), dtype=np.int32)
    known = view.world.belief != UNKNOWN
    guessed = {"truth": truth, "belief": np.where(known, view.world.belief, beliefs.reshape(known.shape))}
    for figure, name in enumerate(GUESSED_FIGURES):
        values, hidden = getattr(world, name), getattr(view.world, name) == UNKNOWN
        guessed[name] = np.where(hidden, _spread(values, seed, figure), values).astype(np.int32)
    return world._replace(**guessed)


def _spread(values: Ints, seed: int, figure: int) -> Ints:
    """Move each value by up to `SPREAD` up or down, within 0..100 points."""
    key = key_of(seed)
    rolls = np.array([roll(key, 0, PREVIEW, figure, slot) for slot in range(len(values))])
    moved: Ints = np.clip(values + (2 * rolls - SIDES) * SPREAD // SIDES, 0, 100_000).astype(np.int32)
    return moved


def _truths(view: Perspective, seed: int, count: int) -> Ints:
    """Draw truths (count, T): each holds in as many guesses as the seat's belief says, in an order drawn for each
    truth.
    """
    key = key_of(seed)
    drawn = np.zeros((count, len(view.priors)), dtype=np.int32)
    for index, belief in enumerate(view.priors):
        order = sorted(range(count), key=lambda number: roll(key, number, PREVIEW, index, 2))
        drawn[order[: round(belief / 100 * count)], index] = 1
    return drawn
