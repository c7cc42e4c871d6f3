"""A figure in two futures, from the turn where they part: the original grey and dashed, the other blue and solid."""

import math
from collections.abc import Sequence
from dataclasses import replace

from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.fan_charts import FanChart, FanRow, measure_of
from wargame.analysis.selectors.results import TurnSpread, followed_of
from wargame.engine.values import Contrast
from wargame.exercises.models import Seat
from wargame.exercises.results.selectors.trends import PHONE, Option, in_reach, views_of
from wargame.exercises.situation.selectors.gauges import Gauge, gauges_of
from wargame.web.charts import LineChart, Series, Values, line_chart
from wargame.web.figures import points

WIDE = (940, 340)
"""The size of the wide drawing in pixels, chosen so that its labels can be read."""

STEP = 10
"""The axis begins and ends at multiples of this."""

TOP = 100
ALIKE = 1
"""Points by which two medians may differ and still count as equal."""


def paired_fan_of(seat: Seat, ensemble: Ensemble, names: tuple[str, str], contrast: Contrast, key: str) -> FanChart:
    """Return the chart of a figure in both futures: the one asked for, or the one of the reader's seat that differs
    most.
    """
    views = views_of(seat, ensemble.line, knows_all=True)
    gauges = sorted(gauges_of(views[0]), key=lambda gauge: gauge.who != seat.role)
    gauge = next((one for one in gauges if one.key == key), None) or _parted(gauges, contrast, seat.role)
    courses = [followed_of(each, measure_of(each, gauge)).turns for each in (contrast.first, contrast.second)]
    before = courses[0][0].turn - 1
    played = [gauge.value(view) for view in views[before:]]
    series = [_fan(name, style, course, played[0]) for name, style, course in _name_courses(names, courses)]
    if ensemble.kind in {Ensemble.Kind.WHAT_IF, Ensemble.Kind.SECOND_TRY}:
        series.append(Series("your game", tuple(played), "played"))
    return FanChart(
        title=_title(gauge.label(seat.role), names, courses),
        **_charts(_sentence(gauge.label(seat.role), names, courses), _now(ensemble), before, series),
        rows=tuple(FanRow(f"T{one.turn}", one, other=other) for one, other in zip(*courses, strict=True)),
        options=in_reach([Option(one.key, one.label(seat.role), one == gauge) for one in gauges]),
        figure=gauge.label(seat.role),
    )


def _name_courses(
    names: tuple[str, str], courses: Sequence[Sequence[TurnSpread]]
) -> list[tuple[str, str, Sequence[TurnSpread]]]:
    return list(zip(names, ("base", "alt"), courses, strict=True))


def _parted(gauges: Sequence[Gauge], contrast: Contrast, mine: str) -> Gauge:
    """Return the figure of the reader's seat whose means differ most at the end; ties go to the first."""
    own = [gauge for gauge in gauges if gauge.who == mine]
    last = contrast.first.turns[-1]

    def apart(gauge: Gauge) -> float:
        means = (each.mean(measure_of(each, gauge).subject, last) for each in (contrast.first, contrast.second))
        return abs(next(means) - next(means))

    return max(own, key=apart)


def _fan(name: str, style: str, course: Sequence[TurnSpread], opening: float | None) -> Series:
    """Return the median with the range of the middle 50 of 100 games, both from the value at which all games start."""

    def line(quantile: str) -> Values:
        return (opening, *(getattr(one, quantile) for one in course))

    return Series(name, line("median"), style, ((line("lower"), line("upper")),))


def _now(ensemble: Ensemble) -> str:
    seat = ensemble.change.get("seat")
    return f"{seat}\N{RIGHT SINGLE QUOTATION MARK}s order changes" if seat else "the lines part"


def _charts(sentence: str, now: str, before: int, series: Sequence[Series]) -> dict[str, LineChart]:
    """Return the two drawings, with axes fitted to what they show."""
    drawn = [values for one in series for values in (one.values, *(edge for band in one.bands for edge in band))]
    known = [value for values in drawn for value in values if value is not None]
    span = _span(min(known), max(known))
    numbers = range(before, before + max(len(one.values) for one in series))
    wide = [f"After T{number}" if number else "Start" for number in numbers]
    short = [f"T{number}" if number else "Start" for number in numbers]
    charts = {"chart": (wide, WIDE), "phone_chart": (short, PHONE)}
    return {
        key: replace(line_chart(sentence, [*names[:-1], "End"], series, size=size, span=span, now=0), now_label=now)
        for key, (names, size) in charts.items()
    }


def _span(lowest: float, highest: float) -> tuple[int, int]:
    """Return multiples of ten around the values, such that four equal steps between them are whole numbers as well."""
    low = STEP * math.floor(lowest / STEP)
    height = 2 * STEP * max(1, math.ceil((highest - low) / (2 * STEP)))
    low = min(low, TOP - height)
    return low, low + height


def _title(label: str, names: tuple[str, str], courses: Sequence[Sequence[TurnSpread]]) -> str:
    """Return a sentence on what the chart shows."""
    first, second = (course[-1].median for course in courses)
    if abs(second - first) < ALIKE:
        return f"{label} ends alike in both"
    higher = "higher" if second > first else "lower"
    size = points(abs(second - first))
    name = label if label[1:2].isupper() else label[:1].lower() + label[1:]
    return f"{names[1]}: {name} ends {size} point{'' if size == '1' else 's'} {higher}"


def _sentence(label: str, names: tuple[str, str], courses: Sequence[Sequence[TurnSpread]]) -> str:
    medians = [f"{points(course[-1].median)} ({name})" for name, course in zip(names, courses, strict=True)]
    return f"{label}: in the end the median stands at {' and at '.join(medians)}."
