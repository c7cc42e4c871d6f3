"""A game as its seats could know it: what each could expect of a turn, and what its orders were worth by that.

Worlds are drawn from the perspective and the beliefs of a seat, as for its odds, and nothing else is read of the true
world. Beside it stand the orders that were on offer in the place of some, by both readings: as known then, in which
the other seats decide by their policies, and with hindsight, in the true world with the real orders of the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from wargame.engine.perspective.filter import Perspective
from wargame.engine.perspective.replacements import replaced
from wargame.engine.playouts.playouts import begin, played_out
from wargame.engine.playouts.pledges import Pledge, bound
from wargame.engine.policies.belief_worlds import guessed_worlds
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.aggregate import NotAddable, merged
from wargame.engine.study.ensemble import AT_ONCE
from wargame.engine.study.named_figures import POINT, figures
from wargame.engine.study.situation import Situation, games_from
from wargame.engine.study.split import added, error_of_mean
from wargame.engine.turn.interventions import NONE
from wargame.engine.turn.sheet import Order, Sheet
from wargame.engine.world.dice import refuse_seeds
from wargame.engine.world.world import World

WORLDS = 64
"""Worlds that are drawn together, so that a truth holds in as many of them as the seat believes."""
READINGS = ("known", "hindsight")

Sums = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class KnownTurn:
    """A turn as one seat knew it: its view of the opening, its own sheet, and the pledges that others gave it."""

    view: Perspective
    sheet: Sheet = ()
    pledges: tuple[Pledge, ...] = ()


@dataclass(frozen=True, eq=False)
class Swap:
    """An order (in `slot` from 0) that a seat gave, and the orders that were on offer in its place.

    `here` is the true turn with everybody's orders, for the reading with hindsight.
    """

    seat: str
    slot: int
    options: tuple[Order, ...]
    known: KnownTurn
    here: Situation


@dataclass(frozen=True, eq=False)
class KnownGame:
    """A game as its seats knew it: each turn by seat, then the views after the last turn, and the swaps to compare."""

    turns: Sequence[Mapping[str, KnownTurn]]
    swaps: Sequence[Swap] = ()


@dataclass(frozen=True)
class OrderWorth:
    """The mean worth of own orders, or of an option beside the order that was given, in points, and its error."""

    mean: float
    error: float


@dataclass(frozen=True, eq=False)
class KnownThen:
    """Counts of a game as its seats knew it; those of disjoint seeds add up exactly and in any order.

    `values` are (columns, seats, measures) in milli-points: column 0 is before turn 1, the last one after the last
    turn. `own` and `own_squares` are (turns, seats, measures): what own orders of a turn were worth. `options` and
    `option_squares` are (readings, options) of all swaps, one after another: what the seat's aims have with the option
    more than with the order that was given. `value_squares` are the squares of the values, None of counts that were
    made without them. The measures of a seat are its own score, then each ending.
    """

    seats: tuple[str, ...]
    endings: tuple[str, ...]
    games: int
    values: Sums
    own: Sums
    own_squares: Sums
    options: Sums
    option_squares: Sums
    value_squares: Sums | None = None

    def __add__(self, other: Self) -> Self:
        """Add the games of other seeds. Raises NotAddable."""
        if self.values.shape != other.values.shape or self.options.shape != other.options.shape:
            raise NotAddable("These counts are of another game; add up those of one game.")
        sums = {name: getattr(self, name) + getattr(other, name) for name in COUNTS}
        squares = added(self.value_squares, other.value_squares)
        return replace(self, games=self.games + other.games, value_squares=squares, **sums)

    @property
    def turns(self) -> int:
        """Return the number of turns read."""
        return len(self.own)

    def value(self, column: int, seat: str, measure: int = 0) -> float:
        """Return the expectation of the seat before turn `column` + 1, in points (an ending in 100 games)."""
        return float(self.values[column, self.seats.index(seat), measure]) / self.games / POINT

    def value_error(self, column: int, seat: str, measure: int = 0) -> float | None:
        """Return the standard error of that expectation, in points; None where the squares were not counted."""
        if self.value_squares is None:
            return None
        place = (column, self.seats.index(seat), measure)
        return error_of_mean(self.games, int(self.values[place]), int(self.value_squares[place])) / POINT

    def worth(self, turn: int, seat: str, measure: int = 0) -> OrderWorth:
        """Return the worth of the seat's orders in a turn (from 1) by its knowledge. Needs two games or more."""
        place = (turn - 1, self.seats.index(seat), measure)
        return self._worth(self.own[place], self.own_squares[place])

    def option(self, number: int, reading: str = "known") -> OrderWorth:
        """Return the difference of an option, counted through all swaps, from the order that was given."""
        place = (READINGS.index(reading), number)
        return self._worth(self.options[place], self.option_squares[place])

    def _worth(self, total: Any, squares: Any) -> OrderWorth:
        error = error_of_mean(self.games, int(total), int(squares)) / POINT
        return OrderWorth(int(total) / self.games / POINT, error)


COUNTS = ("values", "own", "own_squares", "options", "option_squares")


def futures_of_known(setting: Setting, turns: int, options: Sequence[int]) -> int:
    """Return the number of games that are played for each seed; `options` has their number for each swap."""
    return len(setting.seats) * (2 * turns + 1) + sum(2 + 2 * number for number in options)


def known_then(setting: Setting, game: KnownGame, seeds: Sequence[int], policies: Mapping[str, str]) -> KnownThen:
    """Play a game on as its seats knew it, with one future of each kind for each seed.

    The seed also draws the world, so that every game of a seat goes on from another. Seats without a sheet, and all of
    them from the next turn on, decide by `policies`. Raises ValueError for a seed outside 0..2**128-1.
    """
    refuse_seeds(seeds)
    portions = (seeds[start : start + AT_ONCE] for start in range(0, len(seeds), AT_ONCE))
    return merged([_KnownFutures(setting, policies, portion).known(game) for portion in portions])


@dataclass(frozen=True, eq=False)
class _KnownFutures:
    """Futures of one game under the same seeds. Values are (games, measures) milli-points of one seat."""

    setting: Setting
    policies: Mapping[str, str]
    seeds: Sequence[int]

    def known(self, game: KnownGame) -> KnownThen:
        seats = self.setting.seats
        columns = [[self._turn(turn[seat]) for seat in seats] for turn in game.turns[:-1]]
        after = (game.turns[-1][seat] for seat in seats)
        last = [self._value(known, self._worlds(known.view)) for known in after]
        values = np.array([*([before for before, _ in column] for column in columns), last])
        own = np.array([[worth for _, worth in column] for column in columns])
        nothing = np.zeros((0, len(READINGS), len(self.seeds)), dtype=np.int64)
        options = np.concatenate([nothing, *(self._options(swap) for swap in game.swaps)])
        return KnownThen(
            seats=seats,
            endings=tuple(ending.key for ending in self.setting.spec.endings),
            games=len(self.seeds),
            values=values.sum(axis=2),
            value_squares=(values * values).sum(axis=2),
            own=own.sum(axis=2),
            own_squares=(own * own).sum(axis=2),
            options=options.sum(axis=2).T,
            option_squares=(options * options).sum(axis=2).T,
        )

    def _turn(self, known: KnownTurn) -> tuple[Sums, Sums]:
        """Return the values before the turn, and what its own orders add to them."""
        worlds = self._worlds(known.view)
        before = self._value(known, worlds)
        return before, self._value(known, worlds, known.sheet) - before

    def _options(self, swap: Swap) -> Sums:
        """Return (options, readings, games) the seat's aims with an option less those with its order."""
        worlds, given = self._worlds(swap.known.view), swap.known.sheet
        base = self._scores(swap, worlds, given)
        return np.stack([self._scores(swap, worlds, replaced(given, swap.slot, one)) - base for one in swap.options])

    def _scores(self, swap: Swap, worlds: Sequence[World], sheet: Sheet) -> Sums:
        """Return (readings, games): the seat's aims with a sheet, as known then and with hindsight."""
        truly = replace(swap.here, sheets={**swap.here.sheets, swap.seat: sheet}, interventions=NONE)
        games = games_from(self.setting, truly, self.seeds, self.policies)
        read = (self._value(swap.known, worlds, sheet), self._read(self.setting, games, swap.seat))
        return np.stack([values[:, 0] for values in read])

    def _worlds(self, view: Perspective) -> list[World]:
        """Draw a world for each seed from what the seat knows and believes."""
        return [
            world
            for block, seeds in groupby(self.seeds, key=lambda seed: seed // WORLDS)
            for world in guessed_worlds(view, block, WORLDS, [seed % WORLDS for seed in seeds])
        ]

    def _value(self, known: KnownTurn, worlds: Sequence[World], sheet: Sheet | None = None) -> Sums:
        setting, sheets = known.view.setting, {} if sheet is None else {known.view.seat: sheet}
        games = begin(setting, worlds, [sheets] * len(worlds), self.seeds, [self.policies])
        return self._read(setting, bound(setting, games, [known.pledges]), known.view.seat)

    def _read(self, setting: Setting, games: Any, seat: str) -> Sums:
        endings = (f"ending {ending.key}" for ending in setting.spec.endings)
        return figures(setting, played_out(setting, games), (f"score {seat}", *endings))


def encode_known(found: KnownThen) -> dict[str, Any]:
    """Turn counts into plain JSON values."""
    counts = {name: getattr(found, name).tolist() for name in COUNTS}
    if found.value_squares is not None:
        counts["value_squares"] = found.value_squares.tolist()
    return {"seats": list(found.seats), "endings": list(found.endings), "games": found.games} | counts


def decode_known(data: dict[str, Any]) -> KnownThen:
    """Read counts back."""
    names = (*COUNTS, "value_squares")
    counts = {name: np.array(data[name], dtype=np.int64) for name in names if name in data}
    if not counts["options"].size:
        counts |= {name: np.zeros((len(READINGS), 0), dtype=np.int64) for name in ("options", "option_squares")}
    return KnownThen(tuple(data["seats"]), tuple(data["endings"]), data["games"], **counts)
