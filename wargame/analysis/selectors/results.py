"""What became of an ensemble's games: endings, scores, and every figure turn by turn."""

import math
from dataclasses import dataclass

from wargame.analysis import bridge
from wargame.analysis.models import Ensemble
from wargame.engine.values import Aggregate, Measure
from wargame.exercises.bridge import setting_of

SURE = 1.96
"""Standard errors of a range that holds the true share 95 times in 100."""


@dataclass(frozen=True)
class EndingCount:
    """How many games came to an ending; in 100, with the range in which chance leaves the true share."""

    key: str
    name: str
    games: int
    in_100: int
    low: int
    high: int


@dataclass(frozen=True)
class SeatScore:
    """A seat's total score (0..100) over the games: its mean and the standard error of that."""

    seat: str
    mean: float
    error: float


@dataclass(frozen=True)
class TurnSpread:
    """Where a figure stands after a turn, in points: 5, 25, 50, 75 and 95 of 100 games are no higher."""

    turn: int
    mean: float
    deviation: float
    lowest: float
    lower: float
    median: float
    upper: float
    highest: float
    bars: tuple[int, ...]


@dataclass(frozen=True)
class Followed:
    """A figure by the name it has in conditions ("tension KOR RUS"), its scale, and its course.

    The bars of each turn count games in equal steps from `low` to `high`.
    """

    figure: str
    low: float
    high: float
    turns: tuple[TurnSpread, ...]


@dataclass(frozen=True)
class Result:
    """What became of `games` games, played from the beginning of `first_turn`; endings are in the scenario's order."""

    games: int
    first_turn: int
    endings: tuple[EndingCount, ...]
    scores: tuple[SeatScore, ...]
    figures: tuple[Followed, ...]


def counted_of(ensemble: Ensemble) -> bridge.Counted | None:
    """The counts of an ensemble of any kind that has come to an end; None as long as there are none."""
    return bridge.decode(ensemble.kind, ensemble.aggregate) if ensemble.aggregate else None


def result_of(ensemble: Ensemble, aggregate: Aggregate) -> Result:
    """The counts of one future as programs read them."""
    return Result(
        games=aggregate.games,
        first_turn=aggregate.first_turn,
        endings=endings_of(ensemble, aggregate),
        scores=scores_of(aggregate),
        figures=tuple(followed_of(aggregate, measure) for measure in aggregate.measures),
    )


def endings_of(ensemble: Ensemble, aggregate: Aggregate) -> tuple[EndingCount, ...]:
    """Every ending of the scenario, also those that no game came to."""
    names = {ending.key: ending.name for ending in setting_of(ensemble.exercise.scenario_version).spec.endings}
    return tuple(
        EndingCount(key, names[key], count, round(100 * count / aggregate.games), *share_range(count, aggregate.games))
        for key, count in aggregate.ending_counts().items()
    )


def scores_of(aggregate: Aggregate) -> tuple[SeatScore, ...]:
    """How every seat fares."""
    return tuple(
        SeatScore(seat, aggregate.mean_score(seat), aggregate.standard_error(seat)) for seat in aggregate.seats
    )


def followed_of(aggregate: Aggregate, measure: Measure) -> Followed:
    """The course of one figure."""
    scale = (measure.low / measure.unit, measure.high / measure.unit)
    turns = (spread_of(aggregate, measure.subject, turn) for turn in aggregate.turns)
    return Followed(measure.subject, *scale, tuple(turns))


def spread_of(aggregate: Aggregate, figure: str, turn: int) -> TurnSpread:
    """Where a figure stands after a turn."""

    def quantile(share: float) -> float:
        return quantile_of(aggregate, figure, turn, share)

    return TurnSpread(
        turn=turn,
        mean=aggregate.mean(figure, turn),
        deviation=aggregate.deviation(figure, turn),
        lowest=quantile(0.05),
        lower=quantile(0.25),
        median=quantile(0.5),
        upper=quantile(0.75),
        highest=quantile(0.95),
        bars=tuple(bar.games for bar in aggregate.histogram(figure, turn)),
    )


def quantile_of(aggregate: Aggregate, figure: str, turn: int, share: float) -> float:
    """The value under which this share of the games stand, in points.

    Histograms know it to within a bar; Cantelli's inequality narrows that where games hardly differ: no quantile is
    further from the mean than so many deviations, whatever the distribution.
    """
    mean, deviation = aggregate.mean(figure, turn), aggregate.deviation(figure, turn)
    below, above = math.sqrt((1 - share) / share), math.sqrt(share / (1 - share))
    found = aggregate.quantile(figure, turn, share)
    return min(max(found, mean - below * deviation), mean + above * deviation)


def share_range(count: int, games: int) -> tuple[int, int]:
    """Wilson's range of a share, in 100 (Wilson 1927, J. Am. Stat. Assoc. 22, 209): it never leaves 0..100."""
    share, square = count / games, SURE * SURE / games
    middle = (share + square / 2) / (1 + square)
    half = SURE / (1 + square) * math.sqrt(share * (1 - share) / games + square / games / 4)
    return round(100 * max(0.0, middle - half)), round(100 * min(1.0, middle + half))
