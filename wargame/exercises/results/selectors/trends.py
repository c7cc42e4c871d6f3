"""The trend of a figure over the turns of a line, beside another line and the historical record."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wargame.engine.values import Perspective
from wargame.exercises import perspectives
from wargame.exercises.models import Branch, Exercise, Seat, Turn
from wargame.exercises.record_runs import RECORD_RUNS, record_runs
from wargame.exercises.situation.selectors.aims import TotalOfAims
from wargame.exercises.situation.selectors.gauges import Gauge, gauges_of
from wargame.web.charts import LineChart, Series, fitted_span, line_chart

RECORD = "Record"
WIDE, PHONE = (840, 380), (350, 240)
"""Sizes of the two drawings in pixels. A phone gets its own, so that labels stay readable."""
CHIPS = 6
"""Figures that a page offers as chips; it folds the others."""


Figure = Gauge | TotalOfAims


@dataclass(frozen=True)
class Option:
    """A figure that can be shown."""

    key: str
    label: str
    is_chosen: bool


def in_reach(options: Sequence[Option]) -> tuple[Option, ...]:
    """Return the options with the chosen one among the first six, which pages offer as chips."""
    chosen = [option for option in options[CHIPS:] if option.is_chosen]
    others = [option for option in options if option not in chosen]
    place = CHIPS - len(chosen)
    return (*others[:place], *chosen, *others[place:])


@dataclass(frozen=True)
class TableRow:
    """The values at one point in time, one for each series."""

    label: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Trend:
    """A chart with its table. `finding` says what it shows; `has_record` that it includes the record's dashed line."""

    title: str
    finding: str
    chart: LineChart
    phone_chart: LineChart
    names: tuple[str, ...]
    rows: tuple[TableRow, ...]
    options: tuple[Option, ...]
    has_record: bool
    record_runs: int = RECORD_RUNS


def views_of(seat: Seat, line: Branch, *, knows_all: bool) -> tuple[Perspective, ...]:
    """Return the reader's views at the start of every turn of the line, and after the last turn with results."""
    turns = list(Turn.objects.in_line(line).with_exercise())
    openings = [perspectives.truth_of(turn) if knows_all else perspectives.view_of(turn, seat) for turn in turns]
    final = perspectives.final_view_of(turns[-1], seat, may_know_all=knows_all)
    return (*openings, final) if final else tuple(openings)


def trend_of(seat: Seat, lines: Sequence[tuple[str, Sequence[Perspective]]], asked: str) -> Trend:
    """Return the trend of the figure that the reader asked for, or of the total of the seat's aims.

    `lines` are one or two named lines of views. With one, the historical record is drawn beside it.
    """
    views = lines[0][1]
    figures = _figures(seat.role, views)
    chosen = next((figure for figure in figures if figure.key == asked), figures[0])
    record = record_of(seat.exercise, chosen)
    columns = [(name, tuple(chosen.value(view) for view in line)) for name, line in lines]
    if record:
        columns.append((RECORD, record))
    steps = max(len(values) for _, values in columns)
    positions = ("Start", *(f"T{number}" for number in range(1, steps)))
    label = chosen.directed(seat.role)
    styles = _styles(len(lines))
    series = [Series(name, values, style) for (name, values), style in zip(columns, styles, strict=False)]
    sentence, span = _sentence(label, columns[0][1]), fitted_span(series, chosen.low, 100)
    return Trend(
        title=label,
        finding=_finding(label, columns[0][1]),
        chart=line_chart(sentence, positions, series, size=WIDE, span=span),
        phone_chart=line_chart(sentence, positions, [_short(one) for one in series], size=PHONE, span=span),
        names=tuple(name for name, _ in columns),
        rows=tuple(
            TableRow(at, tuple(values[step] if step < len(values) else None for _, values in columns))
            for step, at in enumerate(positions)
        ),
        options=in_reach([Option(one.key, one.directed(seat.role), one == chosen) for one in figures]),
        has_record=bool(record),
    )


def _short(series: Series) -> Series:
    """Return the line with the first part of its name: a long one would leave the drawing no room on a phone."""
    return replace(series, name=series.name.partition(":")[0])


def record_of(exercise: Exercise, gauge: Figure) -> tuple[float | None, ...]:
    """Return the mean trend of the figure over plays of the record's orders; empty if the scenario has no record."""
    runs = [[gauge.value(view) for view in run] for run in record_runs(exercise)]
    return tuple(_mean(values) for values in zip(*runs, strict=True))


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _styles(lines: int) -> tuple[str, ...]:
    return ("main", "base") if lines == 1 else ("main", "alt", "base")


def _figures(mine: str, views: Sequence[Perspective]) -> tuple[Figure, ...]:
    """Return the total of the seat's aims, then its own figures, then all others, each kind by how far it moved."""
    gauges = gauges_of(views[0])
    far = sorted(gauges, key=lambda gauge: (gauge.who != mine, -_span([gauge.value(view) for view in views])))
    return (TotalOfAims(mine), *far)


def _span(values: Sequence[float | None]) -> float:
    known = [value for value in values if value is not None]
    return max(known) - min(known) if known else 0.0


def _finding(label: str, values: Sequence[float | None]) -> str:
    """Say in a few words what the line shows."""
    known = [round(value) for value in values if value is not None]
    first, last, highest, lowest = known[0], known[-1], max(known), min(known)
    if highest > max(first, last) + 2:
        return f"{label} rose to {highest} and ended at {last}"
    if lowest < min(first, last) - 2:
        return f"{label} fell to {lowest} and ended at {last}"
    if abs(last - first) < 2:
        return f"{label} hardly moved"
    return f"{label} {'rose' if last > first else 'fell'} from {first} to {last}"


def _sentence(label: str, values: Sequence[float | None]) -> str:
    known = [round(value) for value in values if value is not None]
    turns = "1 turn" if len(known) == 2 else f"{len(known) - 1} turns"
    return f"{label} went from {known[0]} to {known[-1]} over {turns}; highest {max(known)}."
