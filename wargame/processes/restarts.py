"""Counts in the database how often parts were started again, for those who watch Parley from elsewhere."""

from collections.abc import Iterable
from threading import Event

from django.db import DatabaseError, close_old_connections
from django.db.models import F

from wargame.exercises.models import Restarts
from wargame.processes.supervised_part import SupervisedPart

PERIOD = 2.0


def count_until(ending: Event, supervised: Iterable[SupervisedPart]) -> None:
    """Count again and again, in a thread of its own: a database that hangs must not hold up the supervisor."""
    counted = {part.part.name: 0 for part in supervised}
    while not ending.wait(PERIOD):
        count(counted, supervised)


def count(counted: dict[str, int], supervised: Iterable[SupervisedPart]) -> None:
    """Add the starts that are not in `counted` yet. While the database takes no rows, they are added later."""
    try:
        for part in supervised:
            name, restarts = part.part.name, part.restarts
            if added := restarts - counted[name]:
                Restarts.objects.get_or_create(part=name)
                Restarts.objects.filter(part=name).update(count=F("count") + added)
                counted[name] = restarts
    except DatabaseError:
        return
    finally:
        close_old_connections()
