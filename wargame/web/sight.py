"""Signs of life of people before a page: how often a page in sight gives one, and how long it counts.

A page gives its signs by static/js/here.js, every 12 to 15 seconds.
"""

from datetime import datetime, timedelta

SEEN_EVERY = timedelta(seconds=8)
AWAY_AFTER = timedelta(seconds=30)
"""After two signs that miss, a person is away."""


def was_seen(seen_at: datetime | None, within: timedelta, now: datetime) -> bool:
    """Return whether somebody was seen lately. A sign further ahead dates from before the clock was set back."""
    return seen_at is not None and abs(now - seen_at) < within
