"""Many games a turn onward, without ledger: for previews, policies and ensembles."""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from wargame.engine.compiled import BUILD, is_compiled
from wargame.engine.kernel.turn import play_many
from wargame.engine.setting import Setting
from wargame.engine.sheet import Sheet, start
from wargame.engine.world import World

Rows = npt.NDArray[np.int64]


def rollouts(
    setting: Setting, worlds: Sequence[World], sheets: Sequence[Mapping[str, Sheet]], seeds: Sequence[int]
) -> Rows:
    """Adjudicate one turn for each (world, sheets, seed) and give the coming worlds, one row of cells each.

    `Setting.cell` names a column, `Setting.world` turns a row into a world. The integers are those of `adjudicate`.
    """
    now = [start(setting, world, sheet) for world, sheet in zip(worlds, sheets, strict=True)]
    if is_compiled():
        rows = np.array(now, dtype=np.int64).reshape(len(now), setting.at.size)
        after = rows.copy()
        BUILD.play_many(setting.tables, setting.at, rows, after, np.array(seeds, dtype=np.int64))
        return after[:, : setting.at.sheet]
    then = [row.copy() for row in now]
    play_many(setting.plain, setting.at, now, then, list(seeds))
    return np.array(then, dtype=np.int64).reshape(len(now), setting.at.size)[:, : setting.at.sheet]


def advance(setting: Setting, world: World, sheets: Mapping[str, Sheet], seed: int) -> World:
    """Adjudicate one turn without ledger."""
    return setting.world(rollouts(setting, [world], [sheets], [seed])[0])
