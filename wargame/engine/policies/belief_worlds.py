"""Guessed worlds: draws what a seat does not know from its beliefs and from usual games like the one that it sees."""

from collections.abc import Iterator, Sequence

import numpy as np

from wargame.engine.perspective.filter import Perspective
from wargame.engine.policies.usual_games import Cells, worlds_like
from wargame.engine.turn.openings import Numbers, opening_beliefs
from wargame.engine.world.dice import PREVIEW, SIDES, Key, block_of, derived_seed, key_of, rolls
from wargame.engine.world.layout import flatten
from wargame.engine.world.world import UNKNOWN, World

SPREAD = 10_000
"""Milli-points by which a guessed figure of another state may lie above or below that of the usual game."""

GUESSED_FIGURES = ("readiness", "resolve")


def guessed_worlds(view: Perspective, seed: int, count: int, numbers: Sequence[int] | None = None) -> Iterator[World]:
    """Yield `count` guessed worlds, or those of them with these numbers (from 0).

    A hidden truth holds in the share of them that the seat believes, to the nearest world. Other hidden facts are as in
    a usual game like the one that the seat sees, one in which the same truths hold if there is one. Others believe in
    each world what they might at the start, if it were so.
    """
    known, like = np.array(flatten(view.world), dtype=np.int32), worlds_like(view)
    at = view.setting.at
    held = like[:, at.truth : at.truth + at.truths]
    wanted = range(count) if numbers is None else numbers
    keys = [key_of(derived_seed(seed, number)) for number in wanted]
    truths = _truths(view, seed, count)[wanted]
    beliefs = opening_beliefs(view.setting, truths, keys)
    fits, spread = _rolls(view, keys)
    for number, truth in enumerate(truths):
        game = like[_fitting((held != truth).sum(axis=1), int(fits[number]))]
        world = view.setting.world(np.where(known == UNKNOWN, game, known))
        yield _filled(view, world, truth, beliefs[number], spread[number])


def _rolls(view: Perspective, keys: Sequence[Key]) -> tuple[Numbers, Numbers]:
    """Roll for each guess which game it is like (guesses,), and how far off its figures are (guesses, figures,
    states).
    """
    states, figures = len(view.setting.codes), len(GUESSED_FIGURES)
    places = [(figures, 0), *((figure, state) for figure in range(figures) for state in range(states))]
    found = rolls(keys, [block_of(0, PREVIEW, *place) for place in places])
    return found[:, 0], found[:, 1:].reshape(-1, figures, states)


def _fitting(unlike: Numbers, roll: int) -> int:
    """Return the place of a game in which the fewest truths differ, drawn from all of them."""
    fitting = np.flatnonzero(unlike == unlike.min())
    return int(fitting[roll % len(fitting)])


def _filled(view: Perspective, world: World, truth: Numbers, beliefs: Numbers, spread: Numbers) -> World:
    """Return this world with these truths (T,), in which others believe accordingly (states, T).

    Figures of others that nobody knows to the point are varied by their rolls (figures, states).
    """
    known = view.world.belief != UNKNOWN
    guessed = {"truth": truth, "belief": np.where(known, view.world.belief, beliefs.reshape(known.shape))}
    for name, rolled in zip(GUESSED_FIGURES, spread, strict=True):
        values, hidden = getattr(world, name), getattr(view.world, name) == UNKNOWN
        guessed[name] = np.where(hidden, _spread(values, rolled), values)
    return world._replace(**{name: cells.astype(np.int32) for name, cells in guessed.items()})


def _spread(values: Cells, rolled: Numbers) -> Numbers:
    """Move each value by up to `SPREAD` up or down, within 0..100 points."""
    moved: Numbers = np.clip(values + (2 * rolled - SIDES) * SPREAD // SIDES, 0, 100_000)
    return moved


def _truths(view: Perspective, seed: int, count: int) -> Numbers:
    """Draw truths (count, T): each holds in as many guesses as the seat's belief says, in an order drawn for each
    truth.
    """
    blocks = [block_of(number, PREVIEW, index, 2) for index in range(len(view.priors)) for number in range(count)]
    rolled = rolls([key_of(seed)], blocks).reshape(-1, count)
    drawn = np.zeros((count, len(view.priors)), dtype=np.int64)
    for index, belief in enumerate(view.priors):
        order = np.argsort(rolled[index], kind="stable")
        drawn[order[: round(belief / 100 * count)], index] = 1
    return drawn
