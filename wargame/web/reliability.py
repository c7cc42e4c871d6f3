"""The diagram of whether odds hold: forecasts across, real shares upwards, and the diagonal of odds that hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from wargame.web.axes import Axes, Plane, Tick
from wargame.web.dots import SURE

_LEFT, _TOP, _RIGHT, _BOTTOM = 38, 12, 16, 40
_SMALLEST, _LARGEST = 3.5, 11.0
_TICKS = (0, 25, 50, 75, 100)


@dataclass(frozen=True)
class Tenth:
    """Odds of about the same height, in 100: the forecast, the real share with its standard error, and the cases."""

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
    sentence: str
    axes: Axes
    points: tuple[Point, ...]


def reliability_chart(sentence: str, tenths: Sequence[Tenth], size: int = 340) -> ReliabilityChart:
    """Return the diagram, `size` pixels wide and high."""
    plane = Plane(_LEFT, _TOP, size - _RIGHT, size - _BOTTOM, 0, 100, 0, 100)
    most = max((one.cases for one in tenths), default=1)
    return ReliabilityChart(
        size=size,
        sentence=sentence,
        axes=Axes(
            plane,
            tuple(Tick(plane.up(value), str(value)) for value in _TICKS),
            tuple(Tick(plane.across(value), str(value)) for value in _TICKS),
        ),
        points=tuple(_point(one, plane, most) for one in tenths),
    )


def _point(tenth: Tenth, plane: Plane, most: int) -> Point:
    def up(value: float) -> float:
        return plane.up(min(100.0, max(0.0, value)))

    return Point(
        x=plane.across(tenth.told),
        y=up(tenth.came),
        low=up(tenth.came - SURE * (tenth.error or 0.0)),
        high=up(tenth.came + SURE * (tenth.error or 0.0)),
        radius=round(max(_SMALLEST, _LARGEST * sqrt(tenth.cases / most)), 1),
    )
