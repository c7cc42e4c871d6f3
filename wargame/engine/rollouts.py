"""Many games a turn onward, without ledger: for previews, policies and ensembles."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from wargame.engine.compiled import compiled_rules, is_compiled
from wargame.engine.kernel.turn import play_many
from wargame.engine.setting import Setting
from wargame.engine.sheet import Sheet, start
from wargame.engine.world import World

Rows = npt.NDArray[np.int64]


def rollouts(
    setting: Setting, worlds: Sequence[World], sheets: Sequence[Mapping[str, Sheet]], seeds: Sequence[int]
) -> Rows:
    """Adjudicate one turn for each seed and give the coming worlds, one row of cells each.

    `worlds` and `sheets` are the situations to play on from; if there are fewer than seeds they are taken in turn.
    `Setting.cell` names a column, `Setting.world` turns a row into a world. The integers are those of `adjudicate`.
    """
    begun = [start(setting, world, sheet) for world, sheet in zip(worlds, sheets, strict=True)]
    if is_compiled():
        situations = np.array(begun, dtype=np.int64).reshape(len(begun), setting.at.size)
        rows = situations[np.arange(len(seeds)) % len(begun)]
        after = rows.copy()
        compiled_rules().play_many(setting.array, setting.record, rows, after, np.array(seeds, dtype=np.int64))
        return after[:, : setting.at.sheet]
    now = [begun[number % len(begun)].copy() for number in range(len(seeds))]
    then = [row.copy() for row in now]
    play_many(setting.plain, setting.at, now, then, list(seeds))
    return np.array(then, dtype=np.int64).reshape(len(now), setting.at.size)[:, : setting.at.sheet]


def advance(setting: Setting, world: World, sheets: Mapping[str, Sheet], seed: int) -> World:
    """Adjudicate one turn without ledger."""
    return setting.world(rollouts(setting, [world], [sheets], [seed])[0])
