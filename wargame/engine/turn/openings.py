"""The world of the first turn: hidden truths are drawn, and seats with a hint believe what follows from it."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import HintSpec, TruthSpec
from wargame.engine.world import dice
from wargame.engine.world.dice import Key
from wargame.engine.world.world import World

Numbers = npt.NDArray[np.int64]


def opening_world(setting: Setting, seed: int) -> World:
    """Give the world of turn 1; hidden truths, and which hints are right, are drawn from the seed."""
    return opening_worlds(setting, [seed])[0]


def opening_worlds(setting: Setting, seeds: Sequence[int]) -> list[World]:
    """Give the opening world of the game of each seed."""
    return [setting.world(row) for row in opening_cells(setting, seeds)]


def opening_cells(setting: Setting, seeds: Sequence[int]) -> Numbers:
    """Give the cells (seeds, cells) of the opening worlds, without what is ordered in them."""
    keys, at = [dice.key_of(seed) for seed in seeds], setting.at
    rows = np.tile(_undrawn(setting), (len(seeds), 1))
    drawn = [(0, index, truth.chance) for index, truth in enumerate(setting.spec.truths)]
    truths = rows[:, at.truth : at.truth + at.truths] = _come(keys, drawn)
    beliefs = opening_beliefs(setting, truths, keys)
    rows[:, at.belief : at.belief + at.states * at.truths] = beliefs.reshape(len(seeds), -1)
    return rows


@lru_cache(maxsize=16)
def _undrawn(setting: Setting) -> Numbers:
    return np.array([cell[2] for cell in setting.tables.cells], dtype=np.int64)


def opening_beliefs(setting: Setting, truths: Numbers, keys: Sequence[Key]) -> Numbers:
    """Return the beliefs of states at the start of games with these truths (games, truths): the chance of each, in
    milli-points (games, states, truths).
    """
    chances = [round(truth.chance * 1000) for truth in setting.spec.truths]
    found = np.tile(np.array(chances, dtype=np.int64), (len(keys), len(setting.codes), 1))
    hints = _hints(setting)
    are_right = _come(keys, [(1 + state, index, hint.right) for index, state, hint in hints])
    for (index, state, hint), is_right in zip(hints, are_right.T, strict=True):
        truth = setting.spec.truths[index]
        towards, against = (_belief(truth, hint.right, points_to) for points_to in (True, False))
        found[:, state, index] = np.where(truths[:, index] == is_right, towards, against)
    return found


def _hints(setting: Setting) -> list[tuple[int, int, HintSpec]]:
    """Give every hint with the places of its truth and of its state."""
    states = setting.names.states
    return [(index, states[hint.seat], hint) for index, truth in enumerate(setting.spec.truths) for hint in truth.hints]


def _belief(truth: TruthSpec, right: float, points_to: bool) -> int:
    """Give the chance of a truth, in milli-points, for a seat whose hint points to it or against it (Bayes)."""
    so = truth.chance * (right if points_to else 100 - right)
    otherwise = (100 - truth.chance) * (100 - right if points_to else right)
    return round(100_000 * so / (so + otherwise)) if so + otherwise else round(truth.chance * 1000)


def _come(keys: Sequence[Key], drawn: Sequence[tuple[int, int, float]]) -> Numbers:
    """Draw for each key (keys, draws) whether something comes, 1 or 0: its actor, slot, and chance in 100."""
    blocks = [dice.block_of(0, dice.TRUTH, actor, slot) for actor, slot, _ in drawn]
    reach = [round(chance * 1000) * dice.SIDES // 100000 for _, _, chance in drawn]
    return (dice.rolls(keys, blocks) < reach).astype(np.int64)
