"""The words for the time left."""

from datetime import timedelta

import pytest
from django.utils import timezone

from wargame.web import clocks


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (None, ""),
        (0, "00:00"),
        (9.6, "00:10"),
        (580, "09:40"),
        (3599, "59:59"),
        (3600, "1 h 00 min"),
        (3 * 3600 + 5 * 60 + 59, "3 h 05 min"),
        (86_400, "1 day 0 h"),
        (10_079 * 60 + 57, "6 days 23 h"),
    ],
)
def test_a_clock_shows_minutes_then_hours_then_days(seconds: float | None, shown: str) -> None:
    assert clocks.clock_of(seconds) == shown


def test_nothing_is_left_after_the_deadline() -> None:
    assert clocks.seconds_left(timezone.now() - timedelta(hours=1)) == 0
    assert 598 <= clocks.seconds_left(timezone.now() + timedelta(minutes=10)) <= 600


@pytest.mark.parametrize(("seconds", "urgency"), [(121, ""), (120, "warn"), (31, "warn"), (30, "bad"), (0, "bad")])
def test_a_clock_warns_before_its_end(seconds: int, urgency: str) -> None:
    assert clocks.urgency(seconds) == urgency
