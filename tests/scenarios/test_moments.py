"""Simulated times: which forms are read, and the order in which they come."""

import pytest
from pydantic import TypeAdapter, ValidationError

from scenarios.moments import moment_order, months_of
from scenarios.schema.scalars import Moment


def test_moments_come_in_the_order_of_the_calendar() -> None:
    told = ["10 September 09:00", "6 July 08:00", "16 July", "09:04", "1 August", "23:10", "6 July"]
    in_order = ["09:04", "23:10", "6 July", "6 July 08:00", "16 July", "1 August", "10 September 09:00"]
    assert sorted(told, key=moment_order) == in_order


@pytest.mark.parametrize(("opens_at", "in_order"), [
    ("1 January", ["09:04", "28 December", "5 January"]),
    ("1 December", ["09:04", "28 December", "5 January"]),
    ("1 July", ["5 January", "28 December"]),
    ("06:30", ["5 January", "28 December"]),
])  # fmt: skip
def test_december_comes_before_the_january_of_a_turn_in_winter(opens_at: str, in_order: list[str]) -> None:
    assert sorted(set(in_order), key=lambda moment: moment_order(moment, opens_at)) == in_order


@pytest.mark.parametrize("moment", ["09:04", "6 July", "24 July 11:30"])
def test_a_time_a_date_or_both_are_read(moment: str) -> None:
    assert TypeAdapter(Moment).validate_python(moment) == moment


@pytest.mark.parametrize("moment", ["July", "6 Juli", "32 July", "0 July", "6 July 24:00", "July 6", "6 July 2018"])
def test_anything_else_is_refused(moment: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Moment).validate_python(moment)


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [("1 July", "30 September", "Jul\N{EN DASH}Sep"), ("16 July 06:00", "31 July", "Jul"), ("06:00", "07:00", "")],
)
def test_a_turn_is_said_in_months_unless_it_takes_hours(first: str, last: str, months: str) -> None:
    assert months_of(first, last) == months
