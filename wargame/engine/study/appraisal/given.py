"""Games in which seats give orders that were laid down beforehand; the other seats decide by their policies."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wargame.engine.playouts.playouts import as_built, from_rows, play
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.named_figures import POINT
from wargame.engine.turn.adjudicate import opening_world
from wargame.engine.world.layout import SHEET_WIDTH, SLOTS

Numbers = npt.NDArray[np.int64]
Points = npt.NDArray[np.float64]

Plans = Mapping[str, Numbers]
"""For each seat (n, turns, orders, SHEET_WIDTH) what it orders, from the first turn that is played on."""

AT_ONCE = 400
"""Games laid out at a time: their rows stay within what a processor keeps at hand."""

OPENINGS = 512
"""Opening worlds that games begin in, taken in turn: they differ only by what is hidden."""


@dataclass(frozen=True, eq=False)
class Played:
    """What became of games (n): the number of each ending from 0, -1 for none, and scores (n, seats) in points."""

    endings: Numbers
    scores: Points

    def score(self, setting: Setting, seat: str) -> Points:
        return self.scores[:, setting.seats.index(seat)]


def opening_rows(setting: Setting, count: int) -> Numbers:
    """Lay out (count, cells) openings."""
    made = np.array(
        [setting.facts(opening_world(setting, seed)) for seed in range(min(count, OPENINGS))], dtype=np.int64
    )
    return made[np.arange(count) % len(made)]


def played(
    setting: Setting, rows: Numbers, seeds: Sequence[int], policies: Mapping[str, str], plans: Plans | None = None
) -> Played:
    """Play a game from each row (n, cells) to its ending; all rows stand in the same turn."""
    found = [
        _portion(
            setting,
            rows[part],
            seeds[part],
            policies,
            {seat: given[part] for seat, given in (plans or {}).items()},
        )
        for part in portions(len(seeds))
    ]
    endings, scores = (np.concatenate(parts) for parts in zip(*found, strict=True))
    return Played(endings, scores)


def portions(count: int) -> Iterator[slice]:
    for first in range(0, count, AT_ONCE):
        yield slice(first, min(first + AT_ONCE, count))


def _portion(
    setting: Setting, rows: Numbers, seeds: Sequence[int], policies: Mapping[str, str], plans: Plans
) -> tuple[Numbers, Points]:
    count, at = len(seeds), setting.at
    laid_out = as_built(rows.tolist()) if count else rows
    filed = as_built([[0] * at.states for _ in range(count)])
    games = from_rows(setting, laid_out, filed, seeds, [policies])
    lasting = max((given.shape[1] for given in plans.values()), default=0)
    left = at.turns + 1 - (int(rows[0, at.clock]) if count else 0)
    for step in range(min(lasting, left)):
        for seat, given in plans.items():
            hand_in_all(setting, games.rows, games.filed, seat, given[:, step : step + 1])
        play(setting, games, 1)
        for row in games.filed:
            row[:] = [0] * at.states
    if left > lasting:
        play(setting, games, left - lasting)
    last = np.asarray(games.rows, dtype=np.int64).reshape(count, at.size)
    scores = np.array(games.scores, dtype=np.int64).reshape(count, len(setting.seats)) / POINT
    return last[:, at.clock + 1] - 1, scores


def hand_in_all(setting: Setting, rows: object, filed: object, seat: str, given: Numbers) -> None:
    """Write a seat's sheet (n, 0 or 1, orders, SHEET_WIDTH) for this turn into the row of every game."""
    if not given.shape[1]:
        return
    at, place, width = setting.at, setting.names.states[seat], given.shape[2]
    first = at.sheet + place * SLOTS * SHEET_WIDTH
    end = first + width * SHEET_WIDTH
    cells = given.reshape(len(given), -1)
    if isinstance(rows, np.ndarray):
        rows[:, first:end] = cells
        rows[:, at.filed + place] = width
        filed[:, place] = 1  # type: ignore[index]
        return
    for row, sheet, handed_in in zip(rows, cells.tolist(), filed, strict=True):  # type: ignore[call-overload]
        row[first:end] = sheet
        row[at.filed + place] = width
        handed_in[place] = 1
