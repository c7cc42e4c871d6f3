"""`manage.py turnkeeper`: makes sure that every turn closes in time and is resolved, whatever broker and workers do."""

import logging
import signal
from argparse import ArgumentParser
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from wargame.exercises.services import turnkeeping

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Keeps turns until SIGINT or SIGTERM; one process is enough, several do no harm."""

    help = "Closes overdue turns, wakes workers for waiting ones and resolves what has waited too long."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="keep one round and end")
        parser.add_argument("--period", type=float, default=1.0, help="seconds between rounds (default 1)")

    def handle(self, *, once: bool, period: float, **options: Any) -> None:
        if not 0.05 <= period <= 60:
            raise CommandError("--period must be from 0.05 to 60 seconds.", returncode=2)
        if once:
            self.stdout.write(str(turnkeeping.keep(now=timezone.now())))
            return
        ending = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: ending.set())
        while not ending.is_set():
            keep_round()
            ending.wait(period)


def keep_round() -> None:
    """One round; a database that is away for a moment must not end the keeping."""
    try:
        turnkeeping.keep(now=timezone.now())
    except DatabaseError:
        logger.exception("This round of turnkeeping did not finish")
    finally:
        close_old_connections()
