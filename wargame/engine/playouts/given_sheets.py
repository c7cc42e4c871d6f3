"""Games in which seats give orders that were laid down before: a sheet for each of several turns."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from wargame.engine.playouts.playouts import as_built, play
from wargame.engine.rules.playout import Games, GivenSheet
from wargame.engine.scenario.setting import Setting

Cells = npt.NDArray[np.int64]

GivenSheets = Mapping[str, Cells]
"""For each seat (n, turns, orders, SHEET_WIDTH) what it orders in each game, from the first turn that is played on."""


def play_given(setting: Setting, games: Games, given: GivenSheets, turns: int) -> None:
    """Play games on, in place, for so many turns. A seat decides by its policy when its sheets are used up."""
    play(setting, games._replace(given=laid_down(setting, len(games.keys), given)), turns)


def laid_down(setting: Setting, count: int, given: GivenSheets) -> Any:
    """Return the sheets of each game as a row of `GivenSheet`s, in the form that the build in use takes."""
    parts: list[Cells] = []
    for turn in range(max((sheets.shape[1] for sheets in given.values()), default=0)):
        for seat, sheets in given.items():
            if turn < sheets.shape[1]:
                head = GivenSheet.laid_out(step=turn + 1, state=setting.names.states[seat], orders=sheets.shape[2])
                parts.append(np.broadcast_to(np.array(head), (count, len(head))))
                parts.append(sheets[:, turn].reshape(count, -1))
    end = GivenSheet.laid_out(step=0, state=0, orders=0)
    rows = np.concatenate([*parts, np.broadcast_to(np.array(end), (count, len(end)))], axis=1)
    return as_built(rows)
