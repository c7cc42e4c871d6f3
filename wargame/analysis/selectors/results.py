"""The results of an ensemble's games: endings, scores, and every figure by turn."""

import math
from dataclasses import dataclass

from wargame.analysis import bridge
from wargame.analysis.models import Ensemble
from wargame.engine.values import Aggregate, Measure
from wargame.exercises.bridge import setting_of

SURE = 1.96
"""Standard errors on each side of a 95 % confidence interval."""


@dataclass(frozen=True)
class EndingCount:
    """The number of games with an ending; its share in 100, with the 95 % confidence interval."""

    key: str
    name: str
    games: int
    in_100: int
    low: int
    high: int


@dataclass(frozen=True)
class SeatScore:
    """A seat's total score (0..100) over the games: the mean and its standard error, None of one game."""

    seat: str
    mean: float
    error: float | None


@dataclass(frozen=True)
class TurnSpread:
    """The distribution of a figure after a turn, in points: its 5th, 25th, 50th, 75th and 95th percentile."""

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
    """A figure by its name in conditions ("tension KOR RUS"), its scale, and its distribution by turn.

    The bars of each turn count games in equal steps from `low` to `high`.
    """

    figure: str
    low: float
    high: float
    turns: tuple[TurnSpread, ...]


@dataclass(frozen=True)
class Result:
    """The results of `games` games, played from the opening of `first_turn`; endings are in the scenario's order."""

    games: int
    first_turn: int
    endings: tuple[EndingCount, ...]
    scores: tuple[SeatScore, ...]
    figures: tuple[Followed, ...]


def counts_of(ensemble: Ensemble) -> bridge.Counted | None:
    """Return the counts of an ensemble that has ended, or of the games that a split has played so far; else None."""
    if ensemble.aggregate:
        return bridge.decode(ensemble.kind, ensemble.aggregate)
    return _count_so_far(ensemble) if ensemble.is_running and ensemble.kind == Ensemble.Kind.SPLIT else None


def _count_so_far(ensemble: Ensemble) -> bridge.Counted | None:
    rows = ensemble.chunks.filter(aggregate__isnull=False).values_list("aggregate", flat=True)
    return bridge.merged([bridge.decode(ensemble.kind, row) for row in rows if row is not None])


def result_of(ensemble: Ensemble, aggregate: Aggregate) -> Result:
    """Return the counts of one future for the API."""
    return Result(
        games=aggregate.games,
        first_turn=aggregate.first_turn,
        endings=endings_of(ensemble, aggregate),
        scores=scores_of(aggregate),
        figures=tuple(followed_of(aggregate, measure) for measure in aggregate.measures),
    )


def endings_of(ensemble: Ensemble, aggregate: Aggregate) -> tuple[EndingCount, ...]:
    """Return every ending of the scenario, also those that no game had."""
    names = {ending.key: ending.name for ending in setting_of(ensemble.exercise).spec.endings}
    return tuple(
        EndingCount(key, names[key], count, round(100 * count / aggregate.games), *share_range(count, aggregate.games))
        for key, count in aggregate.ending_counts().items()
    )


def scores_of(aggregate: Aggregate) -> tuple[SeatScore, ...]:
    """Return the scores of every seat."""
    return tuple(
        SeatScore(seat, aggregate.mean_score(seat), aggregate.standard_error(seat)) for seat in aggregate.seats
    )


def followed_of(aggregate: Aggregate, measure: Measure) -> Followed:
    """Return one figure by turn."""
    scale = (measure.low / measure.unit, measure.high / measure.unit)
    turns = (spread_of(aggregate, measure.subject, turn) for turn in aggregate.turns)
    return Followed(measure.subject, *scale, tuple(turns))


def spread_of(aggregate: Aggregate, figure: str, turn: int) -> TurnSpread:
    """Return the distribution of a figure after a turn."""

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
    """Return the value below which this share of the games is, in points.

    Histograms give it to within a bar. Cantelli's inequality narrows that where games hardly differ: in any
    distribution, a quantile is at most so many deviations from the mean.
    """
    mean, deviation = aggregate.mean(figure, turn), aggregate.deviation(figure, turn)
    below, above = math.sqrt((1 - share) / share), math.sqrt(share / (1 - share))
    found = aggregate.quantile(figure, turn, share)
    return min(max(found, mean - below * deviation), mean + above * deviation)


def share_range(count: int, games: int) -> tuple[int, int]:
    """Return Wilson's confidence interval of a share, in 100 (Wilson 1927, J.

    Am. Stat. Assoc. 22, 209); it stays in 0..100.
    """
    share, square = count / games, SURE * SURE / games
    middle = (share + square / 2) / (1 + square)
    half = SURE / (1 + square) * math.sqrt(share * (1 - share) / games + square / games / 4)
    return round(100 * max(0.0, middle - half)), round(100 * min(1.0, middle + half))
