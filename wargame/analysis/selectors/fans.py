"""A figure as it went and as it might have gone: bands over the turns, beside what was played."""

from collections.abc import Sequence
from dataclasses import dataclass

from wargame.analysis import bridge
from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.results import TurnSpread, followed_of
from wargame.exercises.models import Seat
from wargame.exercises.selectors.courses import PHONE, Option, views_of
from wargame.exercises.selectors.gauges import Gauge, gauges_of
from wargame.web.charts import LineChart, Series, Values, line_chart
from wargame.web.figures import points

WIDE = (700, 440)
"""The size of the drawing beside the endings, in pixels, at which its labels are read."""


@dataclass(frozen=True)
class FanRow:
    """The numbers of one turn; `played` is None where the line had ended."""

    label: str
    spread: TurnSpread
    played: float | None


@dataclass(frozen=True)
class Fan:
    """A chart with its table, and the figures that can be shown instead."""

    title: str
    chart: LineChart
    phone_chart: LineChart
    rows: tuple[FanRow, ...]
    options: tuple[Option, ...]


def fan_of(seat: Seat, ensemble: Ensemble, aggregate: bridge.Aggregate, asked: str) -> Fan:
    """The course of the figure that the reader asked for, or of the tension of the seat that is most in doubt."""
    views = views_of(seat, ensemble.branch, knows_all=True)
    gauges = gauges_of(views[0])
    chosen = next((gauge for gauge in gauges if gauge.key == asked), None) or _doubtful(gauges, aggregate, seat.role)
    course = followed_of(aggregate, _measure(aggregate, chosen)).turns
    played = [chosen.value(view) for view in views]
    label, span = chosen.label(seat.role), (chosen.low, 100)
    steps = max(len(views), course[-1].turn + 1)
    positions = ("Start", *(f"T{number}" for number in range(1, steps)))
    series, sentence = _series(course, played), _sentence(label, course[-1], played[-1])
    now = course[0].turn - 1
    return Fan(
        title=label,
        chart=line_chart(sentence, positions, series, size=WIDE, span=span, now=now),
        phone_chart=line_chart(sentence, positions, series, size=PHONE, span=span, now=now),
        rows=tuple(FanRow(f"T{one.turn}", one, played[one.turn] if one.turn < len(played) else None) for one in course),
        options=tuple(Option(gauge.key, gauge.label(seat.role), gauge == chosen) for gauge in gauges),
    )


def _series(course: Sequence[TurnSpread], played: Sequence[float | None]) -> list[Series]:
    """The fan opens at the value from which all games were played."""
    first = course[0].turn - 1
    before: Values = (*[None] * first, played[first])

    def line(name: str) -> Values:
        return (*before, *(getattr(one, name) for one in course))

    bands = ((line("lowest"), line("highest")), (line("lower"), line("upper")))
    return [Series("Median", line("median"), "alt", bands), Series("As played", tuple(played), "played")]


def _measure(aggregate: bridge.Aggregate, gauge: Gauge) -> bridge.Measure:
    return aggregate.measure(" ".join(filter(None, (gauge.variable, gauge.who, gauge.towards))))


def _doubtful(gauges: Sequence[Gauge], aggregate: bridge.Aggregate, mine: str) -> Gauge:
    """The tension of the reader's seat whose end is the least certain; ties go to the first."""
    own = [gauge for gauge in gauges if gauge.variable == "tension" and gauge.who == mine]
    last = aggregate.turns[-1]
    return max(own, key=lambda gauge: aggregate.deviation(_measure(aggregate, gauge).subject, last))


def _sentence(label: str, last: TurnSpread, played: float | None) -> str:
    half = f"{points(last.lower)} and {points(last.upper)}"
    most = f"{points(last.lowest)} and {points(last.highest)}"
    ended = "" if played is None else f" As it was played it came to {points(played)}."
    return f"{label}: in the end half of the games stand between {half}, 90 of 100 between {most}.{ended}"
