"""Games from given situations to their endings, as an appraisal plays them: some seats with sheets laid down before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wargame.engine.playouts.given_sheets import GivenSheets, play_given
from wargame.engine.playouts.playouts import as_built, from_rows
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
    """What became of games (n): the number of each ending from 0, -1 for none, and scores (n, seats) in points."""

    endings: Numbers
    scores: Points

    def score(self, setting: Setting, seat: str) -> Points:
        return self.scores[:, setting.seats.index(seat)]


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
    sheets = given or {}
    found = [
        _portion(setting, rows[part], seeds[part], policies, {seat: sheets[seat][part] for seat in sheets})
        for part in portions(len(seeds))
    ]
    endings, scores = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return Played(endings, scores)


def portions(count: int) -> Iterator[slice]:
    for first in range(0, count, AT_ONCE):
        yield slice(first, min(first + AT_ONCE, count))


def _portion(
    setting: Setting, rows: Numbers, seeds: Sequence[int], policies: Mapping[str, str], given: GivenSheets
) -> tuple[Numbers, Points]:
    count, at = len(seeds), setting.at
    filed = as_built(np.zeros((count, at.states), dtype=np.int64))
    games = from_rows(setting, as_built(rows), filed, seeds, [policies])
    play_given(setting, games, given, at.turns + 1 - int(rows[0, at.clock]))
    last = np.asarray(games.rows, dtype=np.int64).reshape(count, at.size)
    scores = np.array(games.scores, dtype=np.int64).reshape(count, len(setting.seats)) / POINT
    return last[:, at.clock + 1] - 1, scores
