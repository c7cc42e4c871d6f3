"""The futures of a seat's sheets: games played out from worlds as the seat guesses them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, partial
from typing import Any

import numpy as np

from wargame.engine.perspective.filter import Perspective
from wargame.engine.playouts.given_sheets import Cells, play_given
from wargame.engine.playouts.playouts import chosen, from_rows, in_turn, opened, play
from wargame.engine.policies.belief_worlds import guessed_worlds
from wargame.engine.policies.planning.halving import Scores
from wargame.engine.rules.playout import ONLY_DECIDE
from wargame.engine.rules.policies.kinds import MOST_ORDERS
from wargame.engine.turn.sheet import Sheet
from wargame.engine.turn.sheet import numbers as order_numbers
from wargame.engine.world.dice import derived_seed
from wargame.engine.world.layout import SHEET_WIDTH


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
    def situations(self) -> Any:
        """The guessed worlds as rows, with no sheet handed in."""
        worlds = list(guessed_worlds(self.view, self.seed, self.guesses))
        return opened(self.view.setting, worlds, [{}] * len(worlds))

    def scores(self, sheets: Sequence[Sheet], numbers: range, turns: int, later: Cells | None = None) -> Scores:
        """Give the seat's score (sheets, futures) in milli-points after so many turns, or at the ending before that.

        `later` (turns, orders, SHEET_WIDTH) is what the seat orders in the turns after this one, whatever it orders
        now; without it, and after it, its policy decides.
        """
        cells = np.array([self._cells(sheet) for sheet in sheets], dtype=np.int64)[:, None]
        if later is not None:
            following = np.broadcast_to(later, (len(sheets), *later.shape))
            cells = np.concatenate([cells, following], axis=1)
        scores = self.played(cells.repeat(len(numbers), axis=0), [*numbers] * len(sheets), turns)
        return scores.reshape(len(sheets), len(numbers))

    def played(self, plans: Cells, numbers: Sequence[int], turns: int) -> Scores:
        """Give the seat's score (n,) by plans (n, turns, orders, SHEET_WIDTH), each in the future of its number."""
        setting = self.view.setting
        rows = chosen(self._decided(max(numbers) + 1), numbers)
        filed = in_turn([[int(code != self.view.seat) for code in setting.codes]], len(numbers))
        games = from_rows(setting, rows, filed, [self._seeds(number) for number in numbers], [self.policies])
        play_given(setting, games, {self.view.seat: plans}, turns)
        return np.array(games.scores, dtype=np.int64)[:, setting.seats.index(self.view.seat)]

    @cached_property
    def _decided(self) -> Callable[[int], Any]:
        return cache(self._decide)

    def _decide(self, count: int) -> Any:
        """Return the rows of the first so many futures with the orders that the other seats give this turn.

        No order of the seat changes these orders, so all its plans share them.
        """
        rows = chosen(self.situations, [number % self.guesses for number in range(count)])
        filed = in_turn([[0] * self.view.setting.at.states], count)
        others = {code: policy for code, policy in self.policies.items() if code != self.view.seat}
        seeds = [self._seeds(number) for number in range(count)]
        games = from_rows(self.view.setting, rows, filed, seeds, [others])
        play(self.view.setting, games, ONLY_DECIDE)
        return games.rows

    @cached_property
    def _seeds(self) -> Callable[[int], int]:
        return cache(partial(derived_seed, self.seed))

    def _cells(self, sheet: Sheet) -> list[tuple[int, ...]]:
        """Give a sheet as numbers, filled up with no orders."""
        orders = [order_numbers(self.view.setting, self.view.seat, order) for order in sheet]
        return [*orders, *[(-1,) * SHEET_WIDTH] * (MOST_ORDERS - len(orders))]
