"""The world of the first turn: hidden truths are drawn, and seats with a hint believe what follows from it."""

from collections.abc import Sequence
from itertools import chain

from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import TruthSpec
from wargame.engine.world import dice
from wargame.engine.world.dice import Key
from wargame.engine.world.world import World

Beliefs = list[list[int]]
"""For each state what it takes to be the chance of each hidden truth, in milli-points."""


def opening_world(setting: Setting, seed: int) -> World:
    """Give the world of turn 1; hidden truths, and which hints are right, are drawn from the seed."""
    row = [cell[2] for cell in setting.tables.cells]
    key, at = dice.key_of(seed), setting.at
    truths = [_comes(key, 0, index, truth.chance) for index, truth in enumerate(setting.spec.truths)]
    row[at.truth : at.truth + at.truths] = truths
    row[at.belief : at.belief + at.states * at.truths] = chain(*opening_beliefs(setting, truths, key))
    return setting.world(row)


def opening_beliefs(setting: Setting, truths: Sequence[int], key: Key) -> Beliefs:
    """Give what states believe at the start of a game with these truths."""
    found = [[round(truth.chance * 1000) for truth in setting.spec.truths] for _ in setting.codes]
    for index, truth in enumerate(setting.spec.truths):
        for hint in truth.hints:
            state = setting.names.states[hint.seat]
            points_to = bool(truths[index]) == bool(_comes(key, 1 + state, index, hint.right))
            found[state][index] = _belief(truth, hint.right, points_to)
    return found


def _belief(truth: TruthSpec, right: float, points_to: bool) -> int:
    """Give the chance of a truth, in milli-points, for a seat whose hint points to it or against it (Bayes)."""
    so = truth.chance * (right if points_to else 100 - right)
    otherwise = (100 - truth.chance) * (100 - right if points_to else right)
    return round(100_000 * so / (so + otherwise)) if so + otherwise else round(truth.chance * 1000)


def _comes(key: Key, actor: int, slot: int, chance: float) -> int:
    return int(dice.roll(key, 0, dice.TRUTH, actor, slot) < round(chance * 1000) * dice.SIDES // 100000)
