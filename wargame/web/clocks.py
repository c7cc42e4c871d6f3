"""The time that is left, as clocks show it; static/js/countdown.js writes it in the same words."""

from datetime import datetime

from django.utils import timezone

WARN_SECONDS, BAD_SECONDS = 120, 30

_HOUR, _DAY = 3600, 86_400


def seconds_left(deadline: datetime) -> int:
    """Whole seconds until a deadline, 0 after it."""
    return max(0, round((deadline - timezone.now()).total_seconds()))


def clock_of(seconds: float | None) -> str:
    """The time left: "09:40", from an hour on "2 h 05 min", from a day on "6 days 23 h"; "" for no timer."""
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
    """How a clock looks that shows this: "warn" in the last two minutes, "bad" at the end, else ""."""
    if seconds <= BAD_SECONDS:
        return "bad"
    return "warn" if seconds <= WARN_SECONDS else ""
