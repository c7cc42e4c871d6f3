"""What a seat's sheets may lead to: games played out from worlds as the seat guesses them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from wargame.engine.perspective.belief_worlds import derived_seed, guessed_worlds
from wargame.engine.perspective.filter import Perspective
from wargame.engine.playouts.playouts import as_built, from_rows, in_turn, opened, play
from wargame.engine.policies.planning.halving import Scores
from wargame.engine.turn.sheet import Sheet, hand_in
from wargame.engine.world.layout import SHEET_WIDTH, SLOTS


@dataclass(frozen=True)
class Futures:
    """The same numbered futures for whatever is tried: number k has its guessed world and its dice.

    `policies` names the policy that plays each seat, the planning one after this turn too. In every future it decides
    by what it sees there.
    """

    view: Perspective
    seed: int
    guesses: int
    policies: Mapping[str, str]

    @cached_property
    def situations(self) -> list[Any]:
        """The guessed worlds as rows, with no sheet handed in."""
        worlds = guessed_worlds(self.view, self.seed, self.guesses)
        return [as_built(opened(self.view.setting, world, {})) for world in worlds]

    def scores(self, sheets: Sequence[Sheet], numbers: range, turns: int) -> Scores:
        """Give the seat's score (sheets, futures) in milli-points after so many turns, or at the ending before that."""
        setting, count = self.view.setting, len(sheets) * len(numbers)
        rows = in_turn([self.situations[number % self.guesses] for number in numbers], count)
        handed_in = [self._handed_in(sheet) for sheet in sheets]
        for index, row in enumerate(rows):
            row[self._own], row[self._used] = handed_in[index // len(numbers)]
        filed = in_turn([[int(code == self.view.seat) for code in setting.codes]], count)
        seeds = [derived_seed(self.seed, number) for number in numbers] * len(sheets)
        games = from_rows(setting, rows, filed, seeds, [self.policies])
        play(setting, games, turns)
        scores = np.array(games.scores, dtype=np.int64)[:, setting.seats.index(self.view.seat)]
        return scores.reshape(len(sheets), len(numbers))

    def _handed_in(self, sheet: Sheet) -> tuple[Any, int]:
        """Give the cells of the seat's sheet, and how many slots of it are used."""
        row = self._scratch
        hand_in(self.view.setting, row, {self.view.seat: sheet})
        return as_built(row[self._own]), row[self._used]

    @cached_property
    def _scratch(self) -> list[int]:
        return [0] * self.view.setting.at.size

    @cached_property
    def _own(self) -> slice:
        """Where the seat's sheet stands in a row."""
        first = self.view.setting.at.sheet + self.view.index * SLOTS * SHEET_WIDTH
        return slice(first, first + SLOTS * SHEET_WIDTH)

    @cached_property
    def _used(self) -> int:
        """Where a row says how many slots of the seat's sheet are used."""
        return self.view.setting.at.filed + self.view.index
