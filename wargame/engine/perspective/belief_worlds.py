"""Guessed worlds: draws what a seat does not know from its beliefs and from the scenario's opening values."""

import hashlib
from collections.abc import Iterator
from struct import Struct

import numpy as np

from wargame.engine.perspective.filter import Perspective
from wargame.engine.turn.openings import opening_beliefs, opening_world
from wargame.engine.world.dice import PREVIEW, SIDES, key_of, roll
from wargame.engine.world.world import UNKNOWN, Ints, World

SPREAD = 10_000
"""Milli-points by which a guessed figure of another state may lie above or below its opening value."""

GUESSED_FIGURES = ("readiness", "resolve")

NUMBERED = Struct("<q16s")
"""The input of the hash that derives a seed: a number, and the seed that it is derived from."""
PURPOSE = b"parley guesses"


def guessed_worlds(view: Perspective, seed: int, count: int) -> Iterator[World]:
    """Yield `count` guessed worlds.

    A hidden truth holds in the share of them that the seat believes, to the nearest world. Others believe in each what
    they might at the start, if it were so.
    """
    opening = opening_world(view.setting, seed=0)
    for number, truth in enumerate(_truths(view, seed, count)):
        guess = derived_seed(seed, number)
        beliefs = np.array(opening_beliefs(view.setting, truth.tolist(), key_of(guess)), dtype=np.int32)
        yield _filled(view, opening._replace(belief=beliefs.reshape(opening.belief.shape)), guess)._replace(truth=truth)


def derived_seed(seed: int, number: int) -> int:
    """Return a separate seed for each guess and rollout, so that the exercise's own dice are never used."""
    digest = hashlib.blake2b(NUMBERED.pack(number, seed.to_bytes(16, "little")), digest_size=16, person=PURPOSE)
    return int.from_bytes(digest.digest(), "little")


def _filled(view: Perspective, opening: World, seed: int) -> World:
    """Put the opening value in every masked cell, and vary the figures that differ from game to game."""
    fields = {}
    for name, seen in view.world._asdict().items():
        hidden = seen == UNKNOWN
        if not hidden.any():
            fields[name] = seen
            continue
        fields[name] = np.where(hidden, getattr(opening, name), seen).astype(np.int32)
        if name in GUESSED_FIGURES:
            fields[name][hidden] = _spread(fields[name][hidden], seed, GUESSED_FIGURES.index(name))
    return World(**fields)


def _spread(values: Ints, seed: int, figure: int) -> Ints:
    """Move each value by up to `SPREAD` up or down, within 0..100 points."""
    key = key_of(seed)
    moved = [
        int(value) + (2 * roll(key, 0, PREVIEW, figure, slot) - SIDES) * SPREAD // SIDES
        for slot, value in enumerate(values)
    ]
    return np.clip(np.array(moved, dtype=np.int32), 0, 100_000)


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
