"""Games from given situations to their endings, as an appraisal plays them: some seats with sheets laid down before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wargame.engine.playouts.given_sheets import GivenSheets, play_given
from wargame.engine.playouts.playouts import as_built, from_rows
from wargame.engine.rules.playout import Games
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.named_figures import POINT
from wargame.engine.study.rehearsal.history import History
from wargame.engine.turn.openings import opening_cells

Numbers = npt.NDArray[np.int64]
Points = npt.NDArray[np.float64]

AT_ONCE = 400
"""Games laid out at a time, so that their rows fit into the processor's cache."""


@dataclass(frozen=True, eq=False)
class Played:
    """The results of games (n): the number of each ending from 0, -1 for none, and scores (n, seats) in points."""

    endings: Numbers
    scores: Points

    def score(self, setting: Setting, seat: str) -> Points:
        return self.scores[:, setting.seats.index(seat)]

    @property
    def leads(self) -> Points:
        """(n, seats) 1 where a seat has the highest score; equal scores share a game."""
        highest = self.scores == self.scores.max(axis=1, keepdims=True)
        shares: Points = highest / highest.sum(axis=1, keepdims=True)
        return shares


def openings_of(setting: Setting, seeds: Sequence[int]) -> Numbers:
    """Lay out (seeds, cells) the opening of the game of each seed."""
    rows: Numbers = setting.rows(opening_cells(setting, seeds))
    return rows


def rows_before(history: History, turn: int, games: Numbers) -> Numbers:
    """Lay out (games, cells) the worlds in which a turn (from 0) of these games began."""
    rows: Numbers = history.setting.rows(history.before[turn, games])
    return rows


def fresh_seeds(seeds: Sequence[int], turn: int, count: int) -> list[int]:
    """Return so many other seeds for each seed, in its order; another `turn` gives others again."""
    return [(seed + 1) * 2**40 + turn * 2**32 + number for seed in seeds for number in range(count)]


def played(
    setting: Setting,
    rows: Numbers,
    seeds: Sequence[int],
    policies: Mapping[str, str],
    given: GivenSheets | None = None,
) -> Played:
    """Play a game from each row (n, cells) to its ending; all rows stand in the same turn."""
    sheets, turns = given or {}, setting.at.turns + 1 - int(rows[0, setting.at.clock])
    found = []
    for part in portions(len(seeds)):
        games = laid_out(setting, rows[part], seeds[part], policies)
        play_given(setting, games, {seat: sheets[seat][part] for seat in sheets}, turns)
        found.append(standing(setting, games))
    return joined(found)


def portions(count: int) -> Iterator[slice]:
    for first in range(0, count, AT_ONCE):
        yield slice(first, min(first + AT_ONCE, count))


def laid_out(setting: Setting, rows: Numbers, seeds: Sequence[int], policies: Mapping[str, str]) -> Games:
    """Lay out a game for each row (n, cells), to be played by `play_given`."""
    filed = as_built(np.zeros((len(seeds), setting.at.states), dtype=np.int64))
    return from_rows(setting, as_built(rows), filed, seeds, [policies])


def standing(setting: Setting, games: Games) -> Played:
    """Return the state of games after the turns that were played: a game that is still on has no ending, but scores."""
    count, at = len(games.keys), setting.at
    scores = np.array(games.scores, dtype=np.int64).reshape(count, len(setting.seats)) / POINT
    return Played(rows_of(setting, games)[:, at.clock + 1] - 1, scores)


def rows_of(setting: Setting, games: Games) -> Numbers:
    """Return (n, cells) the worlds of games as they stand."""
    return np.asarray(games.rows, dtype=np.int64).reshape(len(games.keys), setting.at.size)


def joined(found: Sequence[Played]) -> Played:
    """Put portions of games one after the other."""
    return Played(np.concatenate([one.endings for one in found]), np.concatenate([one.scores for one in found]))
