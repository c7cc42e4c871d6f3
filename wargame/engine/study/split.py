"""The split of a game: the change of every seat's value, as orders, dice and rulings moved it turn by turn.

The value of a world for a seat is the mean total of its aims at the end when policies play on from it; beside it stands
the share in which each ending comes. Every value is worked out under the same seeds, so that chance common to all of
them falls away.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from wargame.engine.playouts.playouts import begin, played_out
from wargame.engine.rules.playout import Games
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.aggregate import NotAddable, merged
from wargame.engine.study.ensemble import AT_ONCE
from wargame.engine.study.named_figures import POINT, figures, usual_measures
from wargame.engine.study.paired_runs import CLEAR
from wargame.engine.study.situation import Situation, games_from
from wargame.engine.turn.interventions import NONE
from wargame.engine.turn.openings import opening_worlds
from wargame.engine.turn.sheet import Sheet
from wargame.engine.world.dice import refuse_seeds
from wargame.engine.world.world import World

PARTS_OF_SPLIT = ("opening", "own", "others", "dice", "rulings")
"""The parts of a change, in the order in which pages show them."""
HALVES = 2
"""Own orders count half before and half after those of the others, so every part is counted in halves."""

MOST_POINTS = 3
"""The most turning points of a game."""

Sums = npt.NDArray[np.int64]


@dataclass(frozen=True)
class PlayedTurn:
    """A turn of a game: what was ordered and ruled in it, and the worlds it led to.

    `after` is the situation in which the next turn begins, or the final world; `unruled` is the world that the same
    orders and dice would have led to without interventions, None where there were none.
    """

    here: Situation
    after: Situation
    unruled: World | None = None


@dataclass(frozen=True)
class Moved:
    """The mean of one part in one turn for one seat and measure, in points (an ending in 100 games), and its error."""

    part: str
    mean: float
    error: float


@dataclass(frozen=True)
class LargePart:
    """A turning point: the orders of a seat in one turn, and how far they moved its own aims."""

    turn: int
    seat: str
    moved: Moved


@dataclass(frozen=True, eq=False)
class Split:
    """Counts of a split game; those of disjoint seeds add up exactly and in any order.

    `sums` and `squares` are (columns, seats, measures, parts) in halves of milli-points: column 0 is what was drawn
    before the first turn, column t is turn t, the last one the whole game. `values` are (columns, seats, measures) in
    milli-points: column 0 is the mean opening, column t the world before turn t, the last one the end; `value_squares`
    are the sums of their squares, None of counts that were made without them. The measures of a seat are its own score,
    then each ending.
    """

    seats: tuple[str, ...]
    endings: tuple[str, ...]
    games: int
    values: Sums
    sums: Sums
    squares: Sums
    value_squares: Sums | None = None

    def __add__(self, other: Self) -> Self:
        """Add the games of other seeds. Raises NotAddable."""
        if self.values.shape != other.values.shape or (self.seats, self.endings) != (other.seats, other.endings):
            raise NotAddable("These counts are of another game; split one game at a time.")
        return replace(
            self,
            games=self.games + other.games,
            values=self.values + other.values,
            sums=self.sums + other.sums,
            squares=self.squares + other.squares,
            value_squares=added(self.value_squares, other.value_squares),
        )

    @property
    def turns(self) -> int:
        """Return the number of turns that are split."""
        return len(self.values) - 2

    def value(self, column: int, seat: str, measure: int = 0) -> float:
        """Return the mean value before a turn: 0 is the mean opening, `turns` + 1 the end."""
        return float(self.values[column, self.seats.index(seat), measure]) / self.games / POINT

    def value_error(self, column: int, seat: str, measure: int = 0) -> float | None:
        """Return the standard error of that mean, in points; None where the squares were not counted."""
        if self.value_squares is None:
            return None
        place = (column, self.seats.index(seat), measure)
        return error_of_mean(self.games, int(self.values[place]), int(self.value_squares[place])) / POINT

    def moved(self, turn: int, seat: str, measure: int = 0) -> tuple[Moved, ...]:
        """Return the parts of a change of value in a turn; 0 is before the first turn, `turns` + 1 the whole game.

        The parts sum to the change of the value. Needs two games or more.
        """
        place = self.seats.index(seat)
        return tuple(
            Moved(part, *_mean_and_error(self.games, int(total), int(squares)))
            for part, total, squares in zip(
                PARTS_OF_SPLIT, self.sums[turn, place, measure], self.squares[turn, place, measure], strict=True
            )
        )

    def turning_points(self, sheets: Mapping[int, Mapping[str, Sheet]]) -> list[LargePart]:
        """Return the turns in which a seat's orders moved its own aims most, none of them within its error.

        `sheets` are the orders by turn and seat; a seat that gave none has no turning point there.
        """
        own = [
            LargePart(turn, seat, self.moved(turn, seat)[PARTS_OF_SPLIT.index("own")])
            for turn in range(1, self.turns + 1)
            for seat in self.seats
            if sheets[turn].get(seat)
        ]
        clear = [one for one in own if abs(one.moved.mean) > CLEAR * one.moved.error]
        return sorted(clear, key=lambda one: -abs(one.moved.mean))[:MOST_POINTS]


def futures_of_split(setting: Setting, turns: int) -> int:
    """Return the number of games that a split plays for each seed."""
    # Each turn: all orders, each seat's own, all but each seat's, and what it led to; before it the opening, twice.
    return 2 + turns * (2 + 2 * len(setting.seats))


def split(setting: Setting, game: Sequence[PlayedTurn], seeds: Sequence[int], policies: Mapping[str, str]) -> Split:
    """Split a game's changes of value, with one future of each kind for each seed.

    In the first turn of a future, seats whose orders are looked at give them, and the others decide by `policies`; from
    the next turn on all do. Raises ValueError for a seed outside 0..2**128-1.
    """
    refuse_seeds(seeds)
    portions = (seeds[start : start + AT_ONCE] for start in range(0, len(seeds), AT_ONCE))
    return merged([_Futures(setting, policies, portion).split(game) for portion in portions])


@dataclass(frozen=True, eq=False)
class _Futures:
    """Futures of one game under the same seeds. Values are (games, seats, measures) milli-points."""

    setting: Setting
    policies: Mapping[str, str]
    seeds: Sequence[int]

    def split(self, game: Sequence[PlayedTurn]) -> Split:
        values = [self._play_openings(), self._value(replace(game[0].here, sheets={}, interventions=NONE))]
        moved = [_halves(opening=HALVES * (values[1] - values[0]))]
        for turn in game:
            values.append(self._value(turn.after))
            moved.append(self._moved(turn, values[-2], values[-1]))
        parts, by_column = np.stack([*moved, sum(moved)]), np.stack(values)
        return Split(
            seats=self.setting.seats,
            endings=tuple(ending.key for ending in self.setting.spec.endings),
            games=len(self.seeds),
            values=by_column.sum(axis=1),
            sums=parts.sum(axis=1),
            squares=(parts * parts).sum(axis=1),
            value_squares=(by_column * by_column).sum(axis=1),
        )

    def _moved(self, turn: PlayedTurn, before: Sums, after: Sums) -> Sums:
        """Return (games, seats, measures, parts) of one turn: the mean of own orders first and the others' first."""
        here, sheets = replace(turn.here, interventions=NONE), turn.here.sheets
        together = self._value(here)
        unruled = after if turn.unruled is None else self._value(replace(turn.after, world=turn.unruled))
        own = together - before
        for place, seat in enumerate(self.setting.seats):
            alone = self._value(replace(here, sheets={who: sheets[who] for who in sheets if who == seat}))[:, place]
            rest = self._value(replace(here, sheets={who: sheets[who] for who in sheets if who != seat}))[:, place]
            own[:, place] += alone - rest
        others = HALVES * (together - before) - own
        return _halves(own=own, others=others, dice=HALVES * (unruled - together), rulings=HALVES * (after - unruled))

    def _value(self, situation: Situation) -> Sums:
        return self._read(games_from(self.setting, situation, self.seeds, self.policies))

    def _play_openings(self) -> Sums:
        """Return the values of games that each begin from an opening of their own."""
        worlds = opening_worlds(self.setting, self.seeds)
        return self._read(begin(self.setting, worlds, [{}] * len(worlds), self.seeds, [self.policies]))

    def _read(self, games: Games) -> Sums:
        found = figures(self.setting, played_out(self.setting, games), usual_measures(self.setting))
        seats = len(self.setting.seats)
        endings = np.repeat(found[:, None, seats:], seats, axis=1)
        return np.concatenate([found[:, :seats, None], endings], axis=-1)


def _halves(**moved: Sums) -> Sums:
    """Return the parts side by side, with nothing for those that are left out."""
    nothing = np.zeros_like(next(iter(moved.values())))
    return np.stack([moved.get(part, nothing) for part in PARTS_OF_SPLIT], axis=-1)


def _mean_and_error(games: int, total: int, squares: int) -> tuple[float, float]:
    """Return the mean in points and its standard error."""
    unit = HALVES * POINT
    return total / games / unit, error_of_mean(games, total, squares) / unit


def error_of_mean(games: int, total: int, squares: int) -> float:
    """Return the standard error of a mean of so many games, from the sum of its values and of their squares."""
    return sqrt((squares * games - total * total) / (games - 1)) / games


def added(one: Sums | None, other: Sums | None) -> Sums | None:
    """Return the sum of counts, None where one of them was not counted."""
    return None if one is None or other is None else one + other


def encode_split(found: Split) -> dict[str, Any]:
    """Turn counts into plain JSON values."""
    counts = {name: getattr(found, name).tolist() for name in ("values", "sums", "squares")}
    if found.value_squares is not None:
        counts["value_squares"] = found.value_squares.tolist()
    return {
        "seats": list(found.seats),
        "endings": list(found.endings),
        "games": found.games,
        "parts": PARTS_OF_SPLIT,
    } | counts


def decode_split(data: dict[str, Any]) -> Split:
    """Read counts back. Raises ValueError for some that were counted in other parts."""
    if tuple(data["parts"]) != PARTS_OF_SPLIT:
        raise ValueError("This game was split into other parts: split it again.")
    names = ("values", "sums", "squares", "value_squares")
    counts = {name: np.array(data[name], dtype=np.int64) for name in names if name in data}
    return Split(tuple(data["seats"]), tuple(data["endings"]), data["games"], **counts)
