"""A flow of trade as a bar: widths are amounts, labels stand where there is room, what is left ends at the edge."""

import re
from dataclasses import replace

import pytest

from wargame.web.trade_bars import DATED, PHONE, WIDE, Goods, OwnDuty, bar_of, own_marks_of, step_of

TAXED = (
    Goods("List 1", 34, 25),
    Goods("List 2", 16, 25),
    Goods("List 3", 200, 10, coming=25, coming_turn=4),
)


@pytest.mark.parametrize("width", [WIDE, PHONE])
def test_widths_are_amounts_on_one_scale(width: int) -> None:
    larger, smaller = bar_of(TAXED, 505.6, 505.6, width), bar_of(TAXED[:2], 154, 505.6, width)
    scale = larger.segments[2].width / 200
    for bar in (larger, smaller):
        assert bar.segments[0].width == pytest.approx(34 * scale, abs=0.1)
        assert bar.segments[1].x == pytest.approx(34 * scale, abs=0.1)
    assert smaller.rest_width == pytest.approx(104 * scale, abs=0.2)
    assert smaller.edge == pytest.approx(154 * scale, abs=0.2)
    assert larger.edge <= width


def test_labels_are_left_out_where_there_is_no_room() -> None:
    wide, phone = bar_of(TAXED, 505.6, 505.6, WIDE), bar_of(TAXED, 505.6, 505.6, PHONE)
    assert [segment.amount for segment in wide.segments] == ["34", "16", "200"]
    assert [segment.amount for segment in phone.segments] == ["34", "", "200"]
    assert [rate.label for rate in wide.rates] == ["25 %", "10 %"], "two lists beside each other bear the same duty"
    assert wide.rest == "255.6 untouched"
    assert bar_of(TAXED, 260, 505.6, PHONE).rest == "", "10 bn are too narrow for a word"


def test_an_announced_duty_stands_above_its_segment() -> None:
    bar = bar_of(TAXED, 505.6, 505.6, WIDE)
    assert bar.segments[2].coming == "25 % in turn 4"
    assert bar.top > bar_of(TAXED[:2], 505.6, 505.6, WIDE).top
    late = bar_of((Goods("A", 480, 10), Goods("B", 20, 10, 25, 4)), 505.6, 505.6, PHONE).segments[1]
    assert (late.coming_anchor, late.coming_x) == ("end", round(late.x + late.width, 1))


def test_a_first_duty_that_is_announced_is_hatched_behind_what_is_taxed() -> None:
    bar = bar_of((*TAXED[:2], Goods("List 3", 200, 0, coming=10, coming_turn=4)), 505.6, 505.6, WIDE)
    announced = bar.segments[2]
    assert announced.x == pytest.approx(bar.segments[1].x + bar.segments[1].width)
    assert (announced.amount, announced.coming) == ("200", "10 % in turn 4")
    assert announced.hatch.count("M") > 10
    assert not announced.is_rising
    assert [segment.hatch for segment in bar.segments[:2]] == ["", ""]
    assert [rate.label for rate in bar.rates] == ["25 %"], "it bears none so far"
    assert bar.rest == "255.6 untouched"


def test_no_line_of_a_hatching_leaves_its_segment() -> None:
    bar = bar_of((TAXED[0], Goods("List 2", 16, 0, coming=10, coming_turn=4)), 505.6, 505.6, WIDE)
    hatched = bar.segments[1]
    numbers = [float(number) for number in re.findall(r"[\d.]+", hatched.hatch)]
    assert min(numbers[::2]) >= hatched.x
    assert max(numbers[::2]) <= round(hatched.x + hatched.width, 1)
    assert min(numbers[1::2]) >= bar.top
    assert max(numbers[1::2]) <= bar.top + bar.tall


def test_labels_of_announced_duties_do_not_run_into_each_other() -> None:
    lists = (Goods("A", 34, 10, 25, 4), Goods("B", 16, 10, 25, 4), Goods("C", 300, 10, 25, 4), Goods("D", 99, 5, 10, 5))
    segments = bar_of(lists, 505.6, 505.6, WIDE).segments
    assert [segment.coming for segment in segments] == ["25 % in turn 4", "", "", "10 % in turn 5"]
    assert all(segment.is_rising for segment in segments)


def test_labels_of_the_axis_stay_within_the_drawing() -> None:
    ticks = bar_of((), 505.6, 505.6, WIDE).ticks
    assert [tick.label for tick in ticks] == ["0 bn", "100", "200", "300", "400", "500"]
    assert (ticks[0].anchor, ticks[1].anchor, ticks[-1].anchor) == ("start", "middle", "end")


def test_the_shade_follows_the_duty() -> None:
    assert [step_of(rate) for rate in (0, 5, 10, 12, 15, 25, 30)] == [1, 2, 2, 3, 3, 4, 5]


def test_own_orders_stand_over_their_list_or_behind_what_is_taxed() -> None:
    bar = bar_of(TAXED, 505.6, 505.6, WIDE)
    marks = own_marks_of(bar, [OwnDuty(1, 2, 200, "25 %"), OwnDuty(2, None, 110, "10 %"), OwnDuty(3, None, 10, "5 %")])
    assert (marks[0].x, marks[0].width) == (bar.segments[2].x, bar.segments[2].width)
    assert marks[1].x == bar.rest_x
    assert marks[2].x == pytest.approx(marks[1].x + marks[1].width, abs=0.1)
    assert [mark.label for mark in marks] == ["25 %", "10 %", ""]


def test_dates_stand_below_the_rates_in_the_longest_wording_that_fits() -> None:
    second, third = ("turn 2, Jul\N{EN DASH}Sep", "turn 2"), ("turn 3, Oct\N{EN DASH}Dec", "turn 3")
    dated = [replace(goods, since=since) for goods, since in zip(TAXED, (second, second, third), strict=True)]
    bar = bar_of(dated, 505.6, 505.6, WIDE)
    assert [date.label for date in bar.dates] == ["turn 2", "turn 3, Oct\N{EN DASH}Dec"], "one date for two lists"
    assert bar.height == bar_of(TAXED, 505.6, 505.6, WIDE).height + DATED
    assert bar_of(dated[:2], 505.6, 505.6, PHONE).dates == (), "50 bn are too narrow for a date"
