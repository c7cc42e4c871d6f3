"""What Parley adds to Celery's worker: beats that show that it consumes."""

from contextlib import suppress
from threading import Event, Thread
from typing import Any

from celery import bootsteps
from celery.signals import task_postrun, task_prerun
from django.db import DatabaseError, connection

from wargame.exercises import enqueue
from wargame.exercises.models import Heartbeat
from wargame.exercises.services import heartbeats

BEAT_SECONDS = 2.0


class Beat(bootsteps.StartStopStep):
    """Sends a small task through the broker every two seconds; consumed, it notes that.

    Whoever hangs on the way, the broker, the worker's main process or its child, is then seen by the age of the note.
    """

    requires = ("celery.worker.components:Timer",)

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        self._entry: Any = None

    def start(self, worker: Any) -> None:
        self._entry = worker.timer.call_repeatedly(BEAT_SECONDS, enqueue.beat)

    def stop(self, worker: Any) -> None:
        if self._entry is not None:
            self._entry.cancel()
            self._entry = None


class Work:
    """A child that works on a long task consumes nothing else: while it works, it notes that by itself.

    What never ends is ended by Celery's time limit.
    """

    def __init__(self) -> None:
        self._done = Event()

    def begin(self, **told: Any) -> None:
        self._done = Event()
        Thread(target=_beat_until, args=(self._done,), daemon=True).start()

    def end(self, **told: Any) -> None:
        self._done.set()
        # Between many short tasks no beat comes through for long.
        with suppress(DatabaseError):
            heartbeats.beat_again(Heartbeat.WORKER)


def _beat_until(done: Event) -> None:
    while not done.wait(BEAT_SECONDS):
        # A database that is away for a moment is the work's business.
        with suppress(DatabaseError):
            heartbeats.beat(Heartbeat.WORKER)
    connection.close()


_work = Work()
task_prerun.connect(_work.begin)
task_postrun.connect(_work.end)
