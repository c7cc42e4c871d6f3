"""Waterfalls: a value over the turns of a game, each change laid out as steps, for web/waterfall.html as SVG.

Places across are in 100 of the width, so that a drawing fits the columns of the table that it stands in; heights are
pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from wargame.web.charts import Series, fitted_span, spread_heights
from wargame.web.figures import points

HEIGHT, _TOP, _BOTTOM = 300, 18, 14
_ROOM = 0.9
"""The share of a column that its steps fill."""


@dataclass(frozen=True)
class Step:
    """One step of a change: the name of its part, its points, whether they are more than chance, and a mark."""

    part: str
    mean: float
    is_clear: bool
    mark: str = ""


@dataclass(frozen=True)
class Change:
    """A change of the value: where it begins, and its steps."""

    before: float
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Bar:
    """A drawn step; `x` and `width` are in 100 of the drawing, `level` is the height at which the next step begins."""

    part: str
    x: float
    y: float
    width: float
    height: float
    level: float
    is_clear: bool
    mark: str
    mark_y: float

    @property
    def half(self) -> float:
        """The way from its beginning to its middle."""
        return self.width / 2


@dataclass(frozen=True)
class Spot:
    """A place in the drawing with a text."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Stretch:
    """A stretch of a line."""

    x: float
    y: float
    to_x: float
    to_y: float


@dataclass(frozen=True)
class DrawnLine:
    """The value of another seat: its stretches, and its name and last value beside the end."""

    name: str
    stretches: tuple[Stretch, ...]
    end: Spot
    is_main: bool


@dataclass(frozen=True)
class Waterfall:
    """The drawing, and the sentence that says what it shows.

    `band` has the corners of the range of the main value, "x,y x,y ...", "" without a range.
    """

    sentence: str
    height: int
    rules: tuple[Spot, ...]
    columns: tuple[float, ...]
    bars: tuple[Bar, ...]
    starts: tuple[Spot, ...]
    lines: tuple[DrawnLine, ...]
    band: str = ""


def waterfall(
    sentence: str,
    changes: Sequence[Change],
    main: Series,
    others: Sequence[Series] = (),
    base: Series | None = None,
    band: Sequence[tuple[float, float]] = (),
) -> Waterfall:
    """Return the drawing of one value by its changes, beside the lines of others.

    `main` and `others` have a value before each change and one at the end, and `band` has its range there; `base` is a
    dashed line.
    """
    lines = [one for one in (*others, base) if one]
    levels = [level for change in changes for level in _levels(change)]
    low, high = fitted_span([main, *lines, Series("", tuple(levels)), *_edges(band)], 0, 100)
    scale = _Scale(low, high, len(changes))
    drawn = [_line(one, scale) for one in lines]
    ends = [scale.up(main.values[-1] or 0), *(line.end.y for line in drawn)]
    heights = spread_heights(ends, HEIGHT - _BOTTOM)
    name = Spot(100, heights[0], f"{main.name} {points(main.values[-1] or 0)}")
    moved = [_named_at(line, height) for line, height in zip(drawn, heights[1:], strict=True)]
    return Waterfall(
        sentence=sentence,
        height=HEIGHT,
        rules=tuple(Spot(0, scale.up(value), points(value)) for value in scale.quarters),
        columns=tuple(scale.across(number) for number in range(1, len(changes))),
        bars=tuple(bar for number, change in enumerate(changes) for bar in _bars(change, number, scale)),
        starts=tuple(
            Spot(scale.across(number), scale.up(change.before), points(change.before))
            for number, change in enumerate(changes)
        ),
        lines=(*moved, DrawnLine(main.name, (), name, is_main=True)),
        band=_corners(band, scale),
    )


def _edges(band: Sequence[tuple[float, float]]) -> list[Series]:
    return [Series("", tuple(edge)) for edge in zip(*band, strict=True)]


@dataclass(frozen=True)
class _Scale:
    """From values and columns to places."""

    low: float
    high: float
    count: int

    @property
    def quarters(self) -> list[float]:
        return [self.low + (self.high - self.low) * n / 4 for n in range(5)]

    def up(self, value: float) -> float:
        return round(_TOP + (HEIGHT - _TOP - _BOTTOM) * (self.high - value) / (self.high - self.low), 1)

    def across(self, column: float) -> float:
        return round(100 * column / self.count, 3)


def _corners(band: Sequence[tuple[float, float]], scale: _Scale) -> str:
    """Return the corners of a range: its lower edge from left to right, then its upper edge back."""
    lower = [f"{scale.across(n)},{scale.up(low)}" for n, (low, _) in enumerate(band)]
    upper = [f"{scale.across(n)},{scale.up(high)}" for n, (_, high) in enumerate(band)]
    return " ".join((*lower, *reversed(upper)))


def _levels(change: Change) -> list[float]:
    levels = [change.before]
    for step in change.steps:
        levels.append(levels[-1] + step.mean)
    return levels


def _bars(change: Change, number: int, scale: _Scale) -> list[Bar]:
    width = _ROOM / max(1, len(change.steps))
    found = []
    for place, (step, (before, after)) in enumerate(zip(change.steps, pairwise(_levels(change)), strict=True)):
        top, bottom = sorted((scale.up(before), scale.up(after)))
        x = scale.across(number + (1 - _ROOM) / 2 + place * width)
        mark_y = bottom + 14 if bottom < HEIGHT - _BOTTOM - 28 else top - 14
        found.append(
            Bar(
                part=step.part,
                x=x,
                y=top,
                width=scale.across(width),
                height=max(1.0, round(bottom - top, 1)),
                level=scale.up(after),
                is_clear=step.is_clear,
                mark=step.mark,
                mark_y=round(mark_y, 1),
            )
        )
    return found


def _line(series: Series, scale: _Scale) -> DrawnLine:
    placed = [(scale.across(n), scale.up(value)) for n, value in enumerate(series.values) if value is not None]
    stretches = tuple(Stretch(*one, *other) for one, other in pairwise(placed))
    last = next(value for value in reversed(series.values) if value is not None)
    return DrawnLine(series.name, stretches, Spot(*placed[-1], f"{series.name} {points(last)}"), is_main=False)


def _named_at(line: DrawnLine, height: float) -> DrawnLine:
    return DrawnLine(line.name, line.stretches, Spot(line.end.x, height, line.end.text), line.is_main)
