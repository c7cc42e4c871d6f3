"""The orders of seats in the next turn of many games, as arrays."""

import numpy as np
import numpy.typing as npt

from wargame.engine.rules.playout import Games
from wargame.engine.scenario.setting import Setting
from wargame.engine.world.layout import SHEET_WIDTH, SLOTS, FiledOrder

NextSheets = npt.NDArray[np.int64]
KIND, LEVEL, TARGET, PARTNER = (FiledOrder.columns.index(name) for name in ("kind", "level", "target", "partner"))


def next_sheets_of(setting: Setting, games: Games) -> NextSheets:
    """Return the sheets of the turn that was played last (games, states, SLOTS, SHEET_WIDTH); -1 for no order."""
    at = setting.at
    sheets = np.array(games.rows[:, at.sheet : at.filed], dtype=np.int64).reshape(-1, at.states, SLOTS, SHEET_WIDTH)
    used = np.arange(SLOTS) < np.array(games.rows[:, at.filed : at.result])[:, :, None]
    return np.where(used[..., None], sheets, -1)
