"""The two charts of an appraisal: how uncertain the ending is over the turns, and whether odds hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wargame.analysis.selectors.appraisals.figure_texts import figure, plain, spread
from wargame.engine.values import THRESHOLDS
from wargame.exercises.results.selectors.trends import PHONE
from wargame.web.charts import LineChart, Series, line_chart, with_gate
from wargame.web.dots import SURE
from wargame.web.reliability import ReliabilityChart, Tenth, reliability_chart

Row = Mapping[str, Any]
WIDE = (700, 320)


@dataclass(frozen=True)
class TurnRow:
    """The uncertainty of the ending when a turn begins, and the part it settles; `is_met` None without a threshold."""

    turn: str
    bits: str
    left: str
    settles: str
    is_met: bool | None


@dataclass(frozen=True)
class Settling:
    """The curve of the opening uncertainty that is left, and the same in rows."""

    chart: LineChart
    phone_chart: LineChart
    rows: tuple[TurnRow, ...]


@dataclass(frozen=True)
class Odds:
    """A test of the odds: diagram, the same in rows (told, came, error, cases), and the sentences about all odds."""

    chart: ReliabilityChart
    rows: tuple[tuple[str, str, str, int], ...]
    brier: str
    base_rate: str
    coverage: str
    cases: int
    ranges: int


def settling_of(figures: Row) -> Settling | None:
    """Return the course by which the ending settles; None until it is measured or for a scenario of one turn."""
    settled = figures.get("settled", ())
    if len(settled) < 2:
        return None
    left = [(100.0, 0.0), *((100 - 100 * one["value"], 100 * SURE * (one["error"] or 0.0)) for one in settled)]
    lows, highs = (tuple(min(100.0, max(0.0, value + side * error)) for value, error in left) for side in (-1, 1))
    series = [Series("left", tuple(value for value, _ in left), "alt", ((lows, highs),))]
    positions = (*(f"T{number}" for number in range(1, len(settled) + 1)), "End")
    place = len(settled) - 2
    sentence = f"{left[place][0]:.0f} in 100 of the ending's uncertainty are left when turn {place + 1} begins."
    charts = [line_chart(sentence, positions, series, size=size) for size in (WIDE, PHONE)]
    # A scenario of two turns has no turn before the last but one.
    wide, phone = (with_gate(chart, place, _wanted(), "wanted") if place > 0 else chart for chart in charts)
    return Settling(wide, phone, tuple(_turn(figures, number, left[number][0]) for number in range(len(settled))))


def _wanted() -> tuple[float, float]:
    """Return the share of games that is to be open when the last turn but one begins, in 100."""
    threshold = THRESHOLDS["settled"]
    return 100 - 100 * threshold.high, 100 - 100 * threshold.low


def _turn(figures: Row, number: int, left: float) -> TurnRow:
    bits, by = figures["ending_bits"][number], figures["settled_by_turn"][number]
    is_early = number < len(figures["settled_by_turn"]) - 2
    return TurnRow(
        turn=f"T{number + 1}",
        bits=f"{plain(bits['value'], 2)} {spread('odds_brier', bits['error'])}",
        left=plain(left, 0),
        settles=f"{figure('settled_by_turn', by['value'])} {spread('settled_by_turn', by['error'])}",
        is_met=THRESHOLDS["settled_by_turn"].is_met(by["value"]) if is_early else None,
    )


def odds_of(figures: Row) -> Odds | None:
    """Return whether odds hold; None until it is measured, or where no order has any."""
    odds = figures.get("odds", {})
    if not odds.get("reliability"):
        return None
    tenths = [
        Tenth(100 * one["told"], 100 * one["value"], None if one["error"] is None else 100 * one["error"], one["cases"])
        for one in odds["reliability"]
    ]
    off = sum(abs(one.told - one.came) * one.cases for one in tenths) / sum(one.cases for one in tenths)
    sentence = f"The results lie {off:.0f} in 100 from the forecasts, on average over all cases."
    return Odds(
        chart=reliability_chart(sentence, tenths),
        rows=tuple(
            (plain(one.told, 0), plain(one.came, 0), "" if one.error is None else f"±{plain(one.error, 1)}", one.cases)
            for one in tenths
        ),
        brier=f"{plain(odds['brier']['value'], 3)} {spread('odds_brier', odds['brier']['error'])}",
        base_rate=plain(odds["base_rate"]["value"], 3),
        coverage=f"{figure('odds_coverage', odds['coverage']['value'])} "
        f"{spread('odds_coverage', odds['coverage']['error'])}",
        cases=odds["cases"],
        ranges=odds["ranges"],
    )
