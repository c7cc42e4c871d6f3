"""The forecasts that a seat read in a game, told against what came."""

from collections.abc import Sequence
from dataclasses import dataclass

from wargame.exercises.models import Branch
from wargame.exercises.results.selectors.forecast_odds import ForecastOdds, forecast_odds_of

BANDS = ((0, 19), (20, 39), (40, 59), (60, 79), (80, 100))
"""The bands of odds in which events are counted, in 100."""


@dataclass(frozen=True)
class OddsBand:
    """Forecasts of similar odds (`low` to `high` in 100): how many there were, their mean, and how many events came."""

    low: int
    high: int
    told: int
    mean: int
    came: int


@dataclass(frozen=True)
class ReadForecasts:
    """All forecasts that people of a seat read, turn by turn, and the same counted in bands of odds."""

    rows: tuple[ForecastOdds, ...]
    bands: tuple[OddsBand, ...]

    @property
    def came(self) -> int:
        """The number of events that came."""
        return sum(band.came for band in self.bands)

    @property
    def expected(self) -> float:
        """The number of events that come in the mean, by the forecasts."""
        return sum(one.odds.in_100 for one in self.rows) / 100


def forecasts_of(line: Branch, role: str) -> ReadForecasts:
    """Return the forecasts that people of a seat read in a line, and what came."""
    rows = tuple(forecast_odds_of(line, role))
    bands = (_band(low, high, [one for one in rows if low <= one.odds.in_100 <= high]) for low, high in BANDS)
    return ReadForecasts(rows, tuple(band for band in bands if band.told))


def _band(low: int, high: int, rows: Sequence[ForecastOdds]) -> OddsBand:
    mean = round(sum(one.odds.in_100 for one in rows) / max(1, len(rows)))
    return OddsBand(low, high, len(rows), mean, sum(one.odds.has_happened for one in rows))
