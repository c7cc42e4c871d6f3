"""Games in which seats give orders that were laid down before: a sheet for each of several turns."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from wargame.engine.playouts.playouts import play
from wargame.engine.rules.playout import Games
from wargame.engine.scenario.setting import Setting
from wargame.engine.world.layout import SHEET_WIDTH, SLOTS

Cells = npt.NDArray[np.int64]

GivenSheets = Mapping[str, Cells]
"""For each seat (n, turns, orders, SHEET_WIDTH) what it orders in each game, from the first turn that is played on."""


def play_given(setting: Setting, games: Games, given: GivenSheets, turns: int) -> None:
    """Play games on, in place, for so many turns. A seat decides by its policy when its sheets are used up."""
    lasting = min(turns, max((sheets.shape[1] for sheets in given.values()), default=0))
    for turn in range(lasting):
        for row in games.filed:
            row[:] = [0] * setting.at.states
        for seat, sheets in given.items():
            if turn < sheets.shape[1]:
                hand_in(setting, games, seat, sheets[:, turn])
        play(setting, games, 1)
    if turns > lasting:
        if lasting:
            for row in games.filed:
                row[:] = [0] * setting.at.states
        play(setting, games, turns - lasting)


def hand_in(setting: Setting, games: Games, seat: str, sheets: Cells) -> None:
    """Write the sheets (n, orders, SHEET_WIDTH) of a seat into the rows of the games."""
    at, place, (count, width, _) = setting.at, setting.names.states[seat], sheets.shape
    first = at.sheet + place * SLOTS * SHEET_WIDTH
    own, used = slice(first, first + width * SHEET_WIDTH), at.filed + place
    cells = sheets.reshape(count, -1)
    rows: Any = games.rows
    if isinstance(rows, np.ndarray):
        rows[:, own], rows[:, used], games.filed[:, place] = cells, width, 1
        return
    for row, filed, sheet in zip(rows, games.filed, cells.tolist(), strict=True):
        row[own], row[used], filed[place] = sheet, width, 1
