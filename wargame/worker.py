"""Parley's additions to Celery's worker: a way out of a lost acknowledgement, and beats that show that it consumes."""

from contextlib import suppress
from threading import Event, Thread
from typing import Any, ClassVar

from celery import bootsteps
from celery.signals import task_postrun, task_prerun
from celery.worker.request import Request as CeleryRequest
from django.db import DatabaseError, close_old_connections, connection

from wargame.database_version import exit_unless_known
from wargame.exercises import enqueue, heartbeats
from wargame.exercises.models import Heartbeat

BEAT_SECONDS = 2.0


class Request(CeleryRequest):
    """A request whose lost acknowledgement costs the connection, not the worker.

    Celery logs an acknowledgement that the broker did not take (because it hung), and the message then holds one of the
    worker's places for ever. A worker with one place never asks for another message. A new connection has all places.
    """

    loop: ClassVar[Any] = None
    """The worker's event loop; kombu forgets which one is current when a connection is lost."""

    def acknowledge(self) -> None:
        super().acknowledge()
        if self.loop is not None:
            # Celery acknowledges in the next round of its loop: this looks in the round after it.
            self.loop.call_soon(self.loop.call_soon, self._require_acknowledged)

    def _require_acknowledged(self) -> None:
        """Raise an error in the worker's loop that makes Celery connect again."""
        if not (self.message.acknowledged or self.message.channel.closed):
            raise ConnectionResetError("The broker did not take an acknowledgement.")


class Beat(bootsteps.StartStopStep):
    """Sends a small task through the broker every two seconds; consumed, it notes that.

    If the broker, the worker's main process or its child hangs, the age of the note shows it.
    """

    requires = ("celery.worker.components:Hub", "celery.worker.components:Timer")

    def __init__(self, worker: Any, **options: Any) -> None:
        super().__init__(worker, **options)
        exit_unless_known()
        self._entry: Any = None

    def start(self, worker: Any) -> None:
        Request.loop = worker.hub
        self._entry = worker.timer.call_repeatedly(BEAT_SECONDS, enqueue.beat)

    def stop(self, worker: Any) -> None:
        if self._entry is not None:
            self._entry.cancel()
            self._entry = None


class Work:
    """A child that works on a long task consumes nothing else: while it works, it notes that by itself.

    Celery's time limit ends a task that never ends by itself.
    """

    def __init__(self) -> None:
        self._done = Event()

    def begin(self, **told: Any) -> None:
        # Has a connection that a restart of the database has ended made anew, instead of failing this task.
        close_old_connections()
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
