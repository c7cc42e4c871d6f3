"""The one axis of a replay: where events lie on it, the lanes of the scrubber, and the tension drawn under them.

Time is not to scale: every turn has one width, and inside it the events stand in their order. Places are shares of the
whole width in 100, so that the drawing fits any page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wargame.exercises.models import Exercise
from wargame.exercises.results.selectors.overview.changes import steepest
from wargame.exercises.results.selectors.overview.curves import chosen_tensions
from wargame.exercises.results.selectors.overview.known import KnownTurn
from wargame.exercises.results.selectors.replay.steps import LANES, PlayedTurn, Step
from wargame.exercises.results.selectors.trends import record_of
from wargame.exercises.situation.selectors.gauges import Gauge
from wargame.web.seats import mark_of

WHOLE = 100.0
TOP, BOTTOM, HEIGHT = 14.0, 104.0, 112
CLEAR = 0.6
"""Share of the width in 100 that a mark keeps free of the next."""
LEAST_SPAN = 20.0
"""Points of tension that the chart spans at least, so that a quiet game looks quiet."""


@dataclass(frozen=True)
class AxisMark:
    """One event in a lane: its place, its shape (that of its seat, "" for none), and whether it is still to come.

    `is_here` marks an event of the turn at hand: these alone are links, so that a long game stays light.
    """

    x: float
    at: str
    shape: str
    says: str
    is_here: bool
    is_later: bool


@dataclass(frozen=True)
class Lane:
    """One lane with its marks."""

    key: str
    label: str
    marks: tuple[AxisMark, ...]


@dataclass(frozen=True)
class Column:
    """One turn on the axis: its left edge and its width."""

    number: int
    title: str
    at: str
    x: float
    width: float
    is_now: bool


@dataclass(frozen=True)
class Straight:
    """A straight piece of a line, in shares of the width and pixels of the height."""

    x1: float
    y1: float
    x2: float
    y2: float


@dataclass(frozen=True)
class TensionLine:
    """A tension over the line: its style, and its name with its last value."""

    style: str
    label: str
    pieces: tuple[Straight, ...]


@dataclass(frozen=True)
class Axis:
    """The scrubber with its lanes and its chart; `cursor` is the place of the step at hand."""

    columns: tuple[Column, ...]
    lanes: tuple[Lane, ...]
    chart: "Chart"
    cursor: float
    height: int = HEIGHT


@dataclass(frozen=True)
class Chart:
    """The tensions under the lanes, and the ends of their scale."""

    curves: tuple[TensionLine, ...]
    low: int
    high: int


def axis_of(turns: Sequence[PlayedTurn], steps: Sequence[Step], now: Step, chart: Chart) -> Axis:
    """Return the axis with the marks of these steps, and the cursor at one of them."""
    width = WHOLE / len(turns)
    return Axis(
        columns=tuple(_column(turn, round(place * width, 2), round(width, 2), now) for place, turn in enumerate(turns)),
        lanes=tuple(_lanes(turns, steps, now)),
        chart=chart,
        cursor=place_of(now, turns),
    )


def _column(turn: PlayedTurn, x: float, width: float, now: Step) -> Column:
    return Column(turn.number, turn.title, turn.steps[0].at, x, width, turn.number == now.turn)


def place_of(step: Step, turns: Sequence[PlayedTurn]) -> float:
    """Return the share of the width at which a step lies: an opening at the left edge of its turn, results at the
    right."""
    steps = turns[step.turn - 1].steps
    share = step.number / max(1, len(steps) - 1)
    return round((step.turn - 1 + share) * WHOLE / len(turns), 2)


def _lanes(turns: Sequence[PlayedTurn], steps: Sequence[Step], now: Step) -> Iterator[Lane]:
    for key, label in LANES:
        if marks := [_mark(step, turns, now) for step in steps if key in step.lanes]:
            yield Lane(key, label, tuple(_apart(marks)))


def _apart(marks: Sequence[AxisMark]) -> Iterator[AxisMark]:
    """Leave out marks of other turns that would hide each other: a long game has more events than the page pixels."""
    free = -WHOLE
    for mark in marks:
        if mark.is_here or mark.x >= free:
            free = mark.x + CLEAR
            yield mark


def _mark(step: Step, turns: Sequence[PlayedTurn], now: Step) -> AxisMark:
    return AxisMark(
        x=place_of(step, turns),
        at=step.at,
        shape=mark_of(step.seat).shape if step.seat and step.lane == "orders" else "",
        says=f"{step.seat} {step.title}".strip(),
        is_here=step.turn == now.turn,
        is_later=(step.turn, step.number) > (now.turn, now.number),
    )


def chart_of(exercise: Exercise, known: Sequence[KnownTurn]) -> Chart:
    """Return the tensions that moved most, with the record of the first one."""
    gauges = chosen_tensions(known, steepest(known))
    styled = zip(("main", "alt"), gauges, strict=False)
    lines = [(style, _name(gauge), _values(gauge, known)) for style, gauge in styled]
    if gauges and (record := record_of(exercise, gauges[0])):
        lines.append(("base", f"{_name(gauges[0])} in the record", list(record[: len(known) + 1])))
    values = [value for _, _, line in lines for value in line if value is not None]
    low, high = min(values, default=0.0), max(values, default=WHOLE)
    high = max(high, low + LEAST_SPAN)
    return Chart(tuple(_curve(line, low, high) for line in lines), round(low), round(high))


def _values(gauge: Gauge, known: Sequence[KnownTurn]) -> list[float | None]:
    return [gauge.value(view) for view in (known[0].before, *(turn.after for turn in known))]


def _name(gauge: Gauge) -> str:
    return f"{gauge.who} towards {gauge.towards}"


def _curve(line: tuple[str, str, Sequence[float | None]], low: float, high: float) -> TensionLine:
    style, name, values = line
    width = WHOLE / max(1, len(values) - 1)
    scale = (BOTTOM - TOP) / (high - low)
    heights = [None if value is None else round(BOTTOM - (value - low) * scale, 1) for value in values]
    last = next((value for value in reversed(values) if value is not None), 0.0)
    return TensionLine(style, f"{name} {round(last)}", tuple(_pieces(heights, width)))


def _pieces(heights: Sequence[float | None], width: float) -> Iterator[Straight]:
    for number, (before, after) in enumerate(pairwise(heights)):
        if before is not None and after is not None:
            yield Straight(round(number * width, 2), before, round((number + 1) * width, 2), after)
