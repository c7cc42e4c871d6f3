"""Figures of a running Parley: counts, ages and room, without anything of what is played.

They are read when somebody asks, from the database, the broker and the disk, so that all web processes say the same.
"""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from celery import current_app
from django.conf import settings
from django.db.models import Count, F
from kombu.exceptions import ChannelError, KombuError

from wargame import database_clock
from wargame.exercises.models import Restarts, Turn

QUEUE = "celery"


def turns_by_status() -> dict[str, int]:
    """Return the number of turns of each status."""
    counted = Turn.objects.order_by("status").values_list("status").annotate(Count("pk"))
    return dict.fromkeys(Turn.Status.values, 0) | dict(counted)


def failed_turns() -> list[tuple[int, int]]:
    """Return the turns that wait for somebody to retry them, the latest first: their keys, and their exercises'."""
    failed = Turn.objects.filter(status=Turn.Status.FAILED).order_by("-pk")
    return list(failed.values_list("pk", "branch__exercise"))


def longest_wait() -> float:
    """Return for how many seconds the turn that has waited longest for its results has waited; 0.0 if none waits."""
    waiting = Turn.objects.filter(status=Turn.Status.ADJUDICATING, closed_at__isnull=False).order_by("closed_at")
    waited = waiting.values_list(database_clock.now() - F("closed_at"), flat=True).first()
    return 0.0 if waited is None else max(0.0, waited.total_seconds())


def restarts_by_part() -> dict[str, int]:
    """Return the number of times that a supervisor has started each part again, since the database was made."""
    return dict(Restarts.objects.order_by("part").values_list("part", "count"))


def waiting_messages() -> int | None:
    """Return the number of messages that wait in the broker for a worker; None if it does not answer."""
    with suppress(KombuError, OSError), current_app.connection_for_read() as connection:
        channel: Any = connection.default_channel
        try:
            return int(channel.queue_declare(QUEUE, passive=True).message_count)
        except ChannelError:
            # An empty queue is none.
            return 0
    return None


def free_bytes() -> int:
    """Return the room on the disk that PARLEY_VAR is on, or is going to be on."""
    folder = Path(settings.VAR_DIR).absolute()
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free
