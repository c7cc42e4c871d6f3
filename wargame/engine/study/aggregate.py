"""The results of many games, added up in whole numbers: two aggregates of the same ensemble merge exactly."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from typing import Any, NamedTuple, Protocol, Self, TypeVar

import numpy as np
import numpy.typing as npt

from wargame.engine.rules.tally import BINS, FIGURE_WIDTH, SUMS_WIDTH, FigureSums

Counts = npt.NDArray[np.int64]
SCORE_UNIT = 1000


class Measure(NamedTuple):
    """A figure that is followed: its name as in clauses, its range, and what one point of it is in integers."""

    subject: str
    low: int
    high: int
    unit: int


class Bar(NamedTuple):
    """One bar of a histogram: from `low` (included) to `high` points, and how many games stand there."""

    low: float
    high: float
    games: int


class Sums(Protocol):
    """Counts of games that can be added."""

    def __add__(self, other: Self) -> Self: ...


Summable = TypeVar("Summable", bound=Sums)


class NotAddable(ValueError):
    """Two aggregates do not count the same things, so they cannot be added."""


@dataclass(frozen=True, eq=False)
class Aggregate:
    """Games played onward from `first_turn`; T turns, M measures, E endings, S seats.

    A game that has ended stands still: it is counted in every later turn as it ended, so that every turn counts all
    games. `ended` (T, E) says in which turn games reached which ending. `figures` (T, M, FIGURE_WIDTH) and `scores`
    (S, FIGURE_WIDTH) hold sum, sum of squares and the bars of a histogram; scores are of the last world.
    """

    measures: tuple[Measure, ...]
    endings: tuple[str, ...]
    seats: tuple[str, ...]
    first_turn: int
    games: int
    ended: Counts
    figures: Counts
    scores: Counts

    def __add__(self, other: Self) -> Self:
        """Add the games of another aggregate, exactly and in any order. Raises NotAddable."""
        if self._counted() != other._counted():
            raise NotAddable("These aggregates follow other figures, seats, endings or turns; play both from one turn.")
        sums = {name: getattr(self, name) + getattr(other, name) for name in ("games", "ended", "figures", "scores")}
        return replace(self, **sums)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Aggregate) and encode_aggregate(self) == encode_aggregate(other)

    __hash__ = None  # type: ignore[assignment]

    @property
    def turns(self) -> range:
        """Numbers of the turns played."""
        return range(self.first_turn, self.first_turn + len(self.figures))

    def ending_counts(self) -> dict[str, int]:
        """Return the number of games that reached each ending; those cut short before one are in none."""
        return dict(zip(self.endings, self.ended.sum(axis=0).tolist(), strict=True))

    def mean(self, subject: str, turn: int) -> float:
        """Return the mean of a figure after a turn, in points."""
        return self._mean(self._figure(subject, turn), self.measure(subject).unit)

    def deviation(self, subject: str, turn: int) -> float:
        """Return the standard deviation of a figure over the games, in points."""
        return self._deviation(self._figure(subject, turn), self.measure(subject).unit)

    def histogram(self, subject: str, turn: int) -> tuple[Bar, ...]:
        """Return the distribution of games after a turn, in bars of equal width."""
        measure, counts = self.measure(subject), self._figure(subject, turn)[SUMS_WIDTH:].tolist()
        edges = [(measure.low + (measure.high - measure.low) * k / BINS) / measure.unit for k in range(BINS + 1)]
        return tuple(Bar(*bar) for bar in zip(edges[:-1], edges[1:], counts, strict=True))

    def quantile(self, subject: str, turn: int, share: float) -> float:
        """Return the value under which this share (0..1) of the games stand, in points, to within a bar."""
        left = share * self.games
        for bar in self.histogram(subject, turn):
            if bar.games and left <= bar.games:
                return bar.low + (bar.high - bar.low) * left / bar.games
            left -= bar.games
        return self.measure(subject).high / self.measure(subject).unit

    def mean_score(self, seat: str) -> float:
        """Return the mean of a seat's total score, 0..100."""
        return self._mean(self.scores[self.seats.index(seat)], SCORE_UNIT)

    def standard_error(self, seat: str) -> float | None:
        """Return the standard error of `mean_score`; None of one game, which says nothing about others."""
        if self.games < 2:
            return None
        return self._deviation(self.scores[self.seats.index(seat)], SCORE_UNIT) / math.sqrt(self.games)

    def measure(self, subject: str) -> Measure:
        """Find a followed figure by its name. Raises KeyError."""
        for measure in self.measures:
            if measure.subject == subject:
                return measure
        raise KeyError(
            f"{subject} is not followed here. Followed are: {', '.join(one.subject for one in self.measures)}."
        )

    def _counted(self) -> tuple[object, ...]:
        return self.measures, self.endings, self.seats, self.first_turn, self.figures.shape

    def _figure(self, subject: str, turn: int) -> Counts:
        if turn not in self.turns:
            raise KeyError(f"Turn {turn} was not played; turns {self.turns[0]} to {self.turns[-1]} were.")
        figure: Counts = self.figures[turn - self.first_turn, self.measures.index(self.measure(subject))]
        return figure

    def _mean(self, figure: Counts, unit: int) -> float:
        return int(FigureSums(figure, 0).total) / max(self.games, 1) / unit

    def _deviation(self, figure: Counts, unit: int) -> float:
        sums = FigureSums(figure, 0)
        total, squares = int(sums.total), int(sums.squares)
        spread = squares * self.games - total * total
        return math.sqrt(spread / (self.games * max(self.games - 1, 1))) / unit if self.games else 0.0


def merged(parts: Sequence[Summable]) -> Summable:
    """Add up at least one aggregate, or another count of games. Raises NotAddable."""
    return reduce(add, parts)


def encode_aggregate(aggregate: Aggregate) -> dict[str, Any]:
    """Turn an aggregate into plain JSON values."""
    return {
        "bins": BINS,
        "measures": [list(measure) for measure in aggregate.measures],
        "endings": list(aggregate.endings),
        "seats": list(aggregate.seats),
        "first_turn": aggregate.first_turn,
        "games": aggregate.games,
        "ended": aggregate.ended.tolist(),
        "figures": aggregate.figures.tolist(),
        "scores": aggregate.scores.tolist(),
    }


def decode_aggregate(data: dict[str, Any]) -> Aggregate:
    """Read an aggregate back. Raises ValueError for one that was counted in other bars."""
    if data.get("bins") != BINS:
        raise ValueError(f"This aggregate has {data.get('bins')} bars a figure, not {BINS}: play the ensemble again.")
    measures = tuple(Measure(*measure) for measure in data["measures"])
    turns = len(data["figures"])
    return Aggregate(
        measures=measures,
        endings=tuple(data["endings"]),
        seats=tuple(data["seats"]),
        first_turn=data["first_turn"],
        games=data["games"],
        ended=np.array(data["ended"], dtype=np.int64).reshape(turns, len(data["endings"])),
        figures=np.array(data["figures"], dtype=np.int64).reshape(turns, len(measures), FIGURE_WIDTH),
        scores=np.array(data["scores"], dtype=np.int64).reshape(len(data["seats"]), FIGURE_WIDTH),
    )
