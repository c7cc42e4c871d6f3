"""The time left, in the same words as static/js/countdown.js, and real times."""

from datetime import datetime, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from django.utils import timezone

from wargame import database_clock

WARN_SECONDS, BAD_SECONDS = 120, 30

_HOUR, _DAY = 3600, 86_400


@cache
def zones() -> tuple[str, ...]:
    """Return the names of the time zones to choose from: UTC, then by region and city."""
    regions = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")
    return ("UTC", *sorted(name for name in available_timezones() if name.split("/")[0] in regions and "/" in name))


def zone_of(name: str) -> tzinfo:
    """Return the time zone of a name; UTC for a name that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def moment(at: datetime) -> str:
    """Return a real time in the active time zone: "16:40", or on another day than today "Fri 4 Dec 2026, 16:40"."""
    here = timezone.localtime(at)
    clock = here.strftime("%H:%M")
    if here.date() == timezone.localdate():
        return clock
    return f"{here.strftime('%a')} {here.day} {here.strftime('%b %Y')}, {clock}"


def duration(minutes: int) -> str:
    """Return minutes in words: "50 minutes", "2 h 15 min", "42 days", "6 days 23 h"."""
    if minutes < 90:
        return f"{minutes} minute{'' if minutes == 1 else 's'}"
    if minutes < 48 * 60:
        hours, rest = divmod(minutes, 60)
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    days, rest = divmod(round(minutes / 60), 24)
    return f"{days} days {rest} h" if rest else f"{days} days"


def is_far(deadline: datetime) -> bool:
    """Return whether a deadline is a day or more away, so that its date says more than the time left."""
    return seconds_left(deadline) >= _DAY


def seconds_left(deadline: datetime) -> int:
    """Return the whole seconds until a deadline, 0 after it."""
    return max(0, round((deadline - database_clock.read()).total_seconds()))


def clock_of(seconds: float | None) -> str:
    """Return the time left: "09:40", from an hour on "2 h 05 min", from a day on "6 days 23 h"; "" for no timer."""
    if seconds is None:
        return ""
    whole = round(seconds)
    if whole >= _DAY:
        days, rest = divmod(whole, _DAY)
        return f"{days} day{'' if days == 1 else 's'} {rest // _HOUR} h"
    if whole >= _HOUR:
        hours, rest = divmod(whole, _HOUR)
        return f"{hours} h {rest // 60:02d} min"
    minutes, rest = divmod(whole, 60)
    return f"{minutes:02d}:{rest:02d}"


def urgency(seconds: int) -> str:
    """Return the style of a clock: "warn" in the last two minutes, "bad" in the last 30 seconds, else ""."""
    if seconds <= BAD_SECONDS:
        return "bad"
    return "warn" if seconds <= WARN_SECONDS else ""
