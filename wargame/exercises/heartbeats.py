"""Signs of life, written by those who are at work, by the database's clock: hosts disagree about the time."""

import time

from django.db.models import F

from wargame import database_clock
from wargame.exercises.models import Heartbeat

SHORTEST_SECONDS = 1.0
AHEAD_SECONDS = 1.0
"""A beat may lie so far ahead: a statement goes by the time at which it began."""
_last: dict[str, float] = {}


def beat(name: str) -> None:
    """Note that the part is at work now."""
    _last[name] = time.monotonic()
    if not Heartbeat.objects.filter(name=name).update(beat_at=database_clock.now()):
        Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": database_clock.now()})


def beat_again(name: str) -> None:
    """Do the same amid work that has many steps: at most once a second from one process."""
    if time.monotonic() - _last.get(name, float("-inf")) >= SHORTEST_SECONDS:
        beat(name)


def ages() -> dict[str, float]:
    """Return the seconds since the last beat of each part that has beaten by the present clock.

    A beat further ahead dates from before the clock was set back. Nobody knows its age, so it shows no life.
    """
    rows = Heartbeat.objects.values_list("name", database_clock.now() - F("beat_at"))
    seconds = {name: age.total_seconds() for name, age in rows}
    return {name: max(0.0, age) for name, age in seconds.items() if age >= -AHEAD_SECONDS}
