"""Plays many sheets of a seat in the same futures: this turn, the others' orders in the next, and the game's end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wargame.engine.perspective.filter import Perspective
from wargame.engine.playouts.playouts import begin, play
from wargame.engine.playouts.pledges import bound
from wargame.engine.policies import imagined
from wargame.engine.previews.effects import places
from wargame.engine.previews.guesses import Guess
from wargame.engine.previews.next_sheets import NextSheets, next_sheets_of
from wargame.engine.rules.playout import Games
from wargame.engine.turn.interventions import Accord, Interventions
from wargame.engine.turn.sheet import Sheet
from wargame.engine.world.cells import ending_cell
from wargame.engine.world.dice import derived_seed

Points = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SheetFutures:
    """The results of sheets: the first axis is the sheets, the second the futures, which are the same for all.

    `turn` and `end` are the total of the seat's aims, in points, after this turn and at the end of the game.
    `figures` (sheets, columns) are the means of `places` after this turn, in milli-points.
    `next_sheets` (sheets, futures, states, SLOTS, SHEET_WIDTH) are the orders of every state in the next turn, -1 if
    the game has ended. `end` and `next_sheets` are None if the futures end with this turn.
    """

    turn: Points
    figures: Points
    end: Points | None = None
    next_sheets: NextSheets | None = None


def play_on(
    view: Perspective,
    imagined_now: Sequence[Guess],
    sheets: Sequence[Sheet],
    seed: int,
    count: int,
    accords: tuple[Accord, ...] = (),
) -> SheetFutures:
    """Play each sheet on in `count` futures, shared among the imagined situations; `accords` are made in this turn.

    After this turn the seat gives no more orders, so that the effect of the sheet is not mixed with that of later
    orders. The other seats go on as scripted seats that keep to their pledges as in a live turn. Only the compiled
    rules play to the end.
    """
    situations = [(guess, sheet) for sheet in sheets for guess in imagined_now]
    rounds = max(1, count // len(imagined_now))
    # Game i takes situation i modulo their number, so one round of seeds covers all sheets.
    seeds = [
        derived_seed(seed, round_ * len(imagined_now) + number)
        for round_ in range(rounds)
        for _ in sheets
        for number in range(len(imagined_now))
    ]
    handed_in = [{**guess.others, view.seat: sheet} for guess, sheet in situations]
    worlds, made = [guess.world for guess, _ in situations], Interventions(accords=accords)
    games = begin(view.setting, worlds, handed_in, seeds, [policies_after(view)], made)
    games = bound(view.setting, games, [guess.pledges for guess, _ in situations])
    played = _Played(view, games, (rounds, len(sheets), len(imagined_now)))
    turn, figures = played.on(1), played.means([place.column for place in places(view)])
    left = view.setting.at.turns - view.turn
    if left < 1 or not isinstance(games.rows, np.ndarray):
        return SheetFutures(turn, figures)
    is_over = games.rows[:, ending_cell(view.setting.at)] != 0
    end = played.on(1)
    next_sheets = np.where(is_over[:, None, None, None], -1, next_sheets_of(view.setting, games))
    return SheetFutures(turn, figures, played.on(left - 1) if left > 1 else end, played.by_sheet(next_sheets))


@dataclass(frozen=True, eq=False)
class _Played:
    """Games in play, laid out in rounds of all sheets, each in all situations."""

    view: Perspective
    games: Games
    shape: tuple[int, int, int]

    def on(self, turns: int) -> Points:
        """Play on for `turns` turns; return the total score of the seat at that point, in points."""
        play(self.view.setting, self.games, turns)
        seat = self.view.setting.seats.index(self.view.seat)
        return self.by_sheet(np.asarray(self.games.scores, dtype=np.int64)[:, seat]) / 1000

    def means(self, columns: Sequence[int]) -> Points:
        """Return the mean of each of these columns of the games' rows, by sheet."""
        rows = np.asarray(self.games.rows, dtype=np.int64).reshape(-1, self.view.setting.at.size)
        return np.asarray(self.by_sheet(rows[:, columns]).mean(axis=1), dtype=np.float64)

    def by_sheet(self, numbers: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return numbers of the games by sheet and future."""
        rounds, sheets, _ = self.shape
        rest = numbers.shape[1:]
        by_sheet = numbers.reshape(*self.shape, *rest).swapaxes(0, 1)
        return by_sheet.reshape(sheets, rounds * self.shape[2], *rest)


def policies_after(view: Perspective) -> dict[str, str]:
    """Return the policies after this turn; the seat itself gives no orders."""
    policies = {state.code: imagined(state.policy) for state in view.setting.spec.states if state.seat}
    return policies | {view.seat: "hold"}
