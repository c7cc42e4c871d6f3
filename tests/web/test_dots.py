"""Figures in rows, and the diagram of odds: where things are drawn."""

import math

import pytest
from django.template.loader import render_to_string

from wargame.web.charts import Series, line_chart, with_gate
from wargame.web.dots import RowScale, dot_of
from wargame.web.reliability import Tenth, reliability_chart


def test_a_dot_has_its_range_and_what_is_wanted() -> None:
    dot = dot_of(0.5, 0.05, RowScale(0, 1), wanted=(0.1, 0.35))
    assert (dot.at, dot.low, dot.high) == (50.0, 40.2, 59.8)
    assert (dot.wanted, dot.wanted_width) == (10.0, 25.0)


def test_what_is_wanted_may_be_open_to_a_side() -> None:
    dot = dot_of(3.0, None, RowScale(-5, 15), wanted=(2.0, math.inf))
    assert (dot.wanted, dot.wanted_width, dot.low) == (35.0, 65.0, None)


@pytest.mark.parametrize(("value", "start", "width"), [(10, 25.0, 50.0), (-4, 5.0, 20.0), (90, 25.0, 75.0)])
def test_a_bar_goes_from_zero_to_the_figure_or_the_end(value: float, start: float, width: float) -> None:
    dot = dot_of(value, 0.0, RowScale(-5, 15), is_bar=True)
    assert (dot.start, dot.width) == (start, width)


def test_odds_that_hold_lie_on_the_diagonal() -> None:
    chart = reliability_chart("All holds.", [Tenth(25, 25, 2.0, 400), Tenth(75, 75, None, 4)], size=340)
    first, second = chart.points
    assert (first.x - chart.axes.plane.left) == pytest.approx(chart.axes.plane.bottom - first.y, abs=2.5)
    assert first.radius > second.radius
    assert first.low > first.y > first.high
    assert second.low == second.y == second.high
    drawn = render_to_string("web/chart_reliability.html", {"chart": chart})
    assert 'aria-label="All holds."' in drawn
    assert drawn.count("<circle") == 2


def test_a_gate_stands_at_its_position_between_the_values_that_are_wanted() -> None:
    chart = line_chart("Falls.", ("T1", "T2", "End"), [Series("left", (100, 50, 0))])
    gated = with_gate(chart, 1, (40, 60), "wanted")
    assert gated.gate is not None
    assert gated.gate.x == chart.axes.columns[1].at
    assert chart.axes.plane.top < gated.gate.top < chart.axes.plane.bottom
    assert gated.gate.height == pytest.approx((chart.axes.plane.bottom - chart.axes.plane.top) / 5, abs=0.2)
    assert "chart-gate" in render_to_string("web/chart_lines.html", {"chart": gated})
    assert "chart-gate" not in render_to_string("web/chart_lines.html", {"chart": chart})
