"""Signs of life, written by those who are at work, by the database's clock: hosts disagree about the time."""

import time

from django.db.models import F

from wargame import database_clock
from wargame.exercises.models import Heartbeat

SHORTEST_SECONDS = 1.0
_last: dict[str, float] = {}


def beat(name: str) -> None:
    """Notes that the part is at work now."""
    _last[name] = time.monotonic()
    if not Heartbeat.objects.filter(name=name).update(beat_at=database_clock.now()):
        Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": database_clock.now()})


def beat_again(name: str) -> None:
    """The same amid work that has many steps: at most once a second from one process."""
    if time.monotonic() - _last.get(name, float("-inf")) >= SHORTEST_SECONDS:
        beat(name)


def ages() -> dict[str, float]:
    """Seconds since the last beat of each part that has ever beaten."""
    rows = Heartbeat.objects.values_list("name", database_clock.now() - F("beat_at"))
    return {name: max(0.0, age.total_seconds()) for name, age in rows}
