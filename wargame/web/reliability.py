"""The diagram of whether odds hold: what was told across, what came upwards, and the diagonal of odds that hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from wargame.web.charts import Tick
from wargame.web.dots import SURE

_LEFT, _TOP, _RIGHT, _BOTTOM = 38, 12, 16, 40
_SMALLEST, _LARGEST = 3.5, 11.0
_TICKS = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Tenth:
    """Odds of about the same height, in 100: what was told, what came with its standard error, in how many cases."""

    told: float
    came: float
    error: float | None
    cases: int


@dataclass(frozen=True)
class Point:
    """A tenth in pixels, as large as its cases are many."""

    x: float
    y: float
    low: float
    high: float
    radius: float


@dataclass(frozen=True)
class ReliabilityChart:
    """The diagram for the template, in pixels."""

    size: int
    left: int
    right: int
    top: int
    bottom: int
    sentence: str
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]
    points: tuple[Point, ...]


def reliability_chart(sentence: str, tenths: Sequence[Tenth], size: int = 340) -> ReliabilityChart:
    """Return the diagram, `size` pixels wide and high."""
    right, bottom = size - _RIGHT, size - _BOTTOM

    def across(value: float) -> float:
        return round(_LEFT + (right - _LEFT) * value / 100, 1)

    def up(value: float) -> float:
        return round(bottom - (bottom - _TOP) * min(100.0, max(0.0, value)) / 100, 1)

    most = max((one.cases for one in tenths), default=1)
    points = (
        Point(
            x=across(one.told),
            y=up(one.came),
            low=up(one.came - SURE * (one.error or 0.0)),
            high=up(one.came + SURE * (one.error or 0.0)),
            radius=round(max(_SMALLEST, _LARGEST * sqrt(one.cases / most)), 1),
        )
        for one in tenths
    )
    return ReliabilityChart(
        size=size,
        left=_LEFT,
        right=right,
        top=_TOP,
        bottom=bottom,
        sentence=sentence,
        rows=tuple(Tick(up(value), str(value)) for value in _TICKS),
        columns=tuple(Tick(across(value), str(value)) for value in _TICKS),
        points=tuple(points),
    )
