"""A figure as it was played and as it might have been: bands over the turns."""

from collections.abc import Sequence
from dataclasses import dataclass

from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.results import TurnSpread, followed_of
from wargame.engine.values import Aggregate, Measure, Perspective
from wargame.exercises.models import Seat
from wargame.exercises.results.selectors.trends import PHONE, Option, in_reach, views_of
from wargame.exercises.situation.selectors.gauges import Gauge, gauges_of
from wargame.web.charts import LineChart, Series, Values, fitted_span, line_chart
from wargame.web.figures import points

WIDE = (700, 440)
"""The size in pixels of the drawing beside the endings, chosen so that its labels can be read."""


@dataclass(frozen=True)
class FanRow:
    """The numbers of one turn.

    `played` is None after the end of the line; `other` is the second future, if there is one.
    """

    label: str
    spread: TurnSpread
    played: float | None = None
    other: TurnSpread | None = None


@dataclass(frozen=True)
class FanChart:
    """A chart with its table, and the figures that can be shown instead; `title` says what `figure` does."""

    title: str
    chart: LineChart
    phone_chart: LineChart
    rows: tuple[FanRow, ...]
    options: tuple[Option, ...]
    figure: str = ""


@dataclass(frozen=True)
class _Asked:
    """The figure that the reader sees, and those that they can choose."""

    gauge: Gauge
    gauges: tuple[Gauge, ...]
    mine: str

    @property
    def label(self) -> str:
        return self.gauge.label(self.mine)


def fan_chart_of(seat: Seat, ensemble: Ensemble, aggregate: Aggregate, key: str) -> FanChart:
    """Return the chart of the figure that the reader asked for, or of the figure of their seat that moves most."""
    views = views_of(seat, ensemble.line, knows_all=True)
    asked = _find_gauge(views[aggregate.first_turn - 1], aggregate, key, seat.role)
    course = followed_of(aggregate, measure_of(aggregate, asked.gauge)).turns
    played = tuple(asked.gauge.value(view) for view in views)
    series = [_fan("Median", "alt", course, played[course[0].turn - 1]), Series("As played", played, "played")]
    rows = tuple(FanRow(f"T{one.turn}", one, played[one.turn] if one.turn < len(played) else None) for one in course)
    ended = played[-1] if ensemble.line.is_finished else None
    half = f"{points(course[-1].lower)} and {points(course[-1].upper)}"
    finding = f"{asked.label} ends between {half} in half of the games"
    return _draw(asked, series, (finding, _sentence(asked.label, course[-1], ended)), rows)


def _draw(asked: _Asked, series: Sequence[Series], said: tuple[str, str], rows: tuple[FanRow, ...]) -> FanChart:
    steps = max(len(one.values) for one in series)
    positions = ("Start", *(f"T{number}" for number in range(1, steps)))
    finding, sentence = said
    span, now = fitted_span(series, asked.gauge.low, 100), rows[0].spread.turn - 1
    return FanChart(
        title=finding,
        figure=asked.label,
        chart=line_chart(sentence, positions, series, size=WIDE, span=span, now=now),
        phone_chart=line_chart(sentence, positions, series, size=PHONE, span=span, now=now),
        rows=rows,
        options=in_reach([Option(one.key, one.label(asked.mine), one == asked.gauge) for one in asked.gauges]),
    )


def _fan(name: str, style: str, course: Sequence[TurnSpread], opening: float | None) -> Series:
    """Return the bands; they start at the value from which all games were played."""
    before: Values = (*[None] * (course[0].turn - 1), opening)

    def line(quantile: str) -> Values:
        return (*before, *(getattr(one, quantile) for one in course))

    bands = ((line("lowest"), line("highest")), (line("lower"), line("upper")))
    return Series(name, line("median"), style, bands)


def _find_gauge(opening: Perspective, aggregate: Aggregate, key: str, mine: str) -> _Asked:
    gauges = tuple(sorted(gauges_of(opening), key=lambda gauge: gauge.who != mine))
    wanted = next((gauge for gauge in gauges if gauge.key == key), None)
    return _Asked(wanted or _liveliest(opening, aggregate, mine), gauges, mine)


def measure_of(aggregate: Aggregate, gauge: Gauge) -> Measure:
    """Return the counts of a figure."""
    return aggregate.measure(" ".join(filter(None, (gauge.variable, gauge.who, gauge.towards))))


def _liveliest(opening: Perspective, aggregate: Aggregate, mine: str) -> Gauge:
    """Return the figure of the reader's seat whose mean at the end is farthest from where the games begin; ties go to
    the first.
    """
    last = aggregate.turns[-1]

    def moved(gauge: Gauge) -> float:
        begun = gauge.value(opening)
        return 0.0 if begun is None else abs(aggregate.mean(measure_of(aggregate, gauge).subject, last) - begun)

    return max((gauge for gauge in gauges_of(opening) if gauge.who == mine), key=moved)


def _sentence(label: str, last: TurnSpread, played: float | None) -> str:
    half = f"{points(last.lower)} and {points(last.upper)}"
    most = f"{points(last.lowest)} and {points(last.highest)}"
    ended = "" if played is None else f" As it was played it came to {points(played)}."
    return f"{label}: in the end half of the games stand between {half}, 90 of 100 between {most}.{ended}"
