"""What seats order in the next turn of many games, as arrays, and what pledges take off that."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from wargame.engine.playouts.playouts import play
from wargame.engine.policies.talk import is_force
from wargame.engine.previews.guesses import Guess
from wargame.engine.rules.playout import Games
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.sheet import Order
from wargame.engine.world.layout import SHEET_WIDTH, SLOTS, FiledOrder

NextSheets = npt.NDArray[np.int64]
KIND, LEVEL, TARGET, PARTNER = (FiledOrder.columns.index(name) for name in ("kind", "level", "target", "partner"))


def next_sheets_of(setting: Setting, games: Games) -> NextSheets:
    """Return the sheets of the turn that was played last (games, states, SLOTS, SHEET_WIDTH); -1 for no order."""
    at = setting.at
    sheets = np.array(games.rows[:, at.sheet : at.filed], dtype=np.int64).reshape(-1, at.states, SLOTS, SHEET_WIDTH)
    used = np.arange(SLOTS) < np.array(games.rows[:, at.filed : at.result])[:, :, None]
    return np.where(used[..., None], sheets, -1)


def hold_back(setting: Setting, games: Games, situations: Sequence[Guess]) -> None:
    """Hand in, for the next turn of games, the sheets of seats that still hold back, without force towards others.

    The games have begun in these situations in turn. What the seats decide is seen in copies of the games, which are
    played a turn on: equal games, equal decisions.
    """
    at, forceful = setting.at, _forceful(setting)
    ahead = games._replace(**{name: getattr(games, name).copy() for name in ("rows", "spare", "filed", "scores")})
    play(setting, ahead, 1)
    sheets = next_sheets_of(setting, ahead)
    for number, guess in enumerate(situations):
        here = slice(number, None, len(situations))
        for seat, towards in guess.held.items():
            state = setting.names.states[seat]
            sheet = sheets[here, state]
            aimed = np.isin(sheet[..., TARGET], [setting.names.states[other] for other in towards])
            sheet[aimed & (sheet[..., KIND] >= 0) & forceful[sheet[..., KIND], sheet[..., LEVEL]]] = -1
            first = at.sheet + state * SLOTS * SHEET_WIDTH
            games.rows[here, first : first + SLOTS * SHEET_WIDTH] = sheet.reshape(len(sheet), -1)
            games.rows[here, at.filed + state] = ahead.rows[here, at.filed + state]
            games.filed[here, state] = 1


def _forceful(setting: Setting) -> npt.NDArray[np.bool_]:
    """Return for each kind and level whether it is force."""
    orders = setting.spec.orders
    found = np.zeros((len(orders), max(len(spec.levels) for spec in orders)), dtype=np.bool_)
    for row, spec in enumerate(orders):
        for column, level in enumerate(spec.levels):
            found[row, column] = is_force(setting, Order(spec.kind, level.key))
    return found
