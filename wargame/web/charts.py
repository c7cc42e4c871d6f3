"""Line charts over turns: coordinates in pixels that web/chart_lines.html writes as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor

from wargame.web.axes import Axes, Plane, Tick
from wargame.web.figures import points
from wargame.web.geometry import Point, path

_LEFT, _TOP, _BOTTOM = 34, 12, 26
_LABEL_HEIGHT = 15

Values = tuple[float | None, ...]
"""A value for each position, None where there is none."""


@dataclass(frozen=True)
class Series:
    """One line: its name, values and style; `bands` are ranges around it (lows, highs), the widest first.

    Styles "main" and "second" are emphasised, "alt" is the other line of a comparison, "base" is the grey dashed line
    that it is compared with, "played" is what people did, and "" is a plain line. Names are written at the line ends,
    so there is no legend.
    """

    name: str
    values: Values
    style: str = ""
    bands: tuple[tuple[Values, Values], ...] = ()


@dataclass(frozen=True)
class DrawnSeries:
    path: str
    style: str
    x: float
    y: float
    label_y: float
    label: str
    bands: tuple[str, ...]


@dataclass(frozen=True)
class Gate:
    """The range in which lines are wanted at one position: its place in pixels, and what it is called."""

    x: float
    top: float
    height: float
    label: str


@dataclass(frozen=True)
class LineChart:
    """A chart for the template, in pixels; `now_label` says what happens at the vertical line."""

    width: int
    height: int
    sentence: str
    axes: Axes
    series: tuple[DrawnSeries, ...]
    now: float | None
    now_label: str = ""
    gate: Gate | None = None


def line_chart(
    sentence: str,
    positions: Sequence[str],
    series: Sequence[Series],
    *,
    size: tuple[int, int] = (640, 260),
    span: tuple[float, float] = (0, 100),
    now: int | None = None,
) -> LineChart:
    """Return a chart of series over named positions ("Start", "T1", ...); `now` marks one with a vertical line."""
    width, height = size
    longest = max((len(one.name) for one in series), default=0)
    right = width - 20 - 7.0 * (longest + 4)
    plane = Plane(_LEFT, _TOP, right, height - _BOTTOM, 0, max(1, len(positions) - 1), *span)
    return LineChart(
        width=width,
        height=height,
        sentence=sentence,
        axes=_axes(plane, positions),
        series=_spread(tuple(_draw(one, plane) for one in series if _has_values(one)), plane.bottom),
        now=None if now is None else plane.across(now),
    )


def _axes(plane: Plane, positions: Sequence[str]) -> Axes:
    """Return the axes: quarters upwards, positions across. The text of the first position is the longest, and leans."""
    quarters = (plane.low + (plane.high - plane.low) * n / 4 for n in range(5))
    columns = (Tick(plane.across(number), text, leans=not number) for number, text in enumerate(positions))
    return Axes(plane, tuple(Tick(plane.up(value), points(value)) for value in quarters), tuple(columns))


def with_gate(chart: LineChart, position: int, wanted: tuple[float, float], label: str) -> LineChart:
    """Return a chart whose axis goes from 0 to 100 with the range in which its line is wanted at a position."""
    low, high = (chart.axes.plane.up(value) for value in wanted)
    gate = Gate(chart.axes.columns[position].at, high, round(low - high, 1), label)
    return replace(chart, gate=gate)


def fitted_span(series: Sequence[Series], low: float, high: float) -> tuple[float, float]:
    """Return the part of an axis from low to high that holds all lines and bands, with quarters at whole fives."""
    lines = [line for one in series for line in (one.values, *(edge for band in one.bands for edge in band))]
    known = [value for line in lines for value in line if value is not None]
    if not known:
        return low, high
    first, last = 5.0 * floor((min(known) - 2) / 5), 5.0 * ceil((max(known) + 2) / 5)
    steps = max(1, ceil((last - first) / 20)) * 20
    first = min(first - (steps - (last - first)) // 10 * 5, high - steps)
    first = max(low, first)
    return first, min(high, first + steps)


def _has_values(series: Series) -> bool:
    return any(value is not None for value in series.values)


def _draw(series: Series, plane: Plane) -> DrawnSeries:
    def placed(values: Values) -> list[Point]:
        return [(plane.across(n), plane.up(value)) for n, value in enumerate(values) if value is not None]

    line = placed(series.values)
    last = next(value for value in reversed(series.values) if value is not None)
    x, y = line[-1]
    bands = tuple(path([*placed(highs), *reversed(placed(lows))], closed=True) for lows, highs in series.bands)
    return DrawnSeries(path(line), series.style, x, y, y, f"{series.name} {points(last)}", bands)


def _spread(series: tuple[DrawnSeries, ...], bottom: float) -> tuple[DrawnSeries, ...]:
    """Move labels of lines that end close together apart, and keep their order from top to bottom."""
    heights = spread_heights([one.y for one in series], bottom)
    return tuple(replace(one, label_y=height) for one, height in zip(series, heights, strict=True))


def spread_heights(wanted: Sequence[float], bottom: float) -> list[float]:
    """Return heights of labels near those wanted, in the same order from top to bottom, with room between them."""
    heights: dict[int, float] = {}
    previous = -float(_LABEL_HEIGHT)
    order = sorted(range(len(wanted)), key=lambda number: wanted[number])
    for number in order:
        previous = heights[number] = max(wanted[number], previous + _LABEL_HEIGHT)
    limit = bottom + _LABEL_HEIGHT / 2
    for number in reversed(order):
        limit = heights[number] = min(heights[number], limit)
        limit -= _LABEL_HEIGHT
    return [round(heights[number], 1) for number in range(len(wanted))]
