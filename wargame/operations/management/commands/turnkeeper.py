"""`manage.py turnkeeper`: makes sure that no turn and no ensemble waits for a lost message.

It belongs to this room because it serves both exercises and analysis.
"""

import logging
import signal
from argparse import ArgumentParser
from threading import Event
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections

from wargame import database_clock
from wargame.analysis.services import maintenance
from wargame.database_version import exit_unless_known
from wargame.exercises.control.services import turnkeeper
from wargame.exercises.rights.services.keeping import Keeper
from wargame.web.sessions import Cleaner

logger = logging.getLogger(__name__)

SHORTEST = 0.05
"""The least seconds between rounds."""

_cleaner, _keeper = Cleaner(), Keeper()


class Command(BaseCommand):
    """Keeps turns until SIGINT or SIGTERM. One process is enough; several do no harm."""

    help = "Closes overdue turns, wakes workers for what waits and resolves turns that have waited too long."
    # Django's checks would take a third of the start; the tests run them.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="keep one round and end")
        parser.add_argument("--period", type=float, default=1.0, help="seconds between rounds (default 1)")

    def handle(self, *, once: bool, period: float, **options: Any) -> None:
        # With a longer period, the supervisor would take this process for one that hangs.
        if not 0.05 <= period <= 2:
            raise CommandError("--period must be from 0.05 to 2 seconds.", returncode=2)
        exit_unless_known()
        if once:
            self.stdout.write(str(turnkeeper.run_round(now=database_clock.read())))
            self.stdout.write(str(maintenance.run_round(now=database_clock.read())))
            Cleaner().clear(now=database_clock.read())
            Keeper().delete(now=database_clock.read())
            return
        ending = Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: ending.set())
        while not ending.is_set():
            ending.wait(keep_round(period))


def keep_round(period: float) -> float:
    """Run one round, turns first. A database error is logged and does not end the process.

    Returns the seconds until the next round: `period`, or less if a phase ends earlier, because classes wait for that
    moment.
    """
    try:
        # Ask first: a phase that ends during this round must not wait for the round after the next.
        began, left = monotonic(), turnkeeper.seconds_to_deadline()
        turnkeeper.run_round(now=database_clock.read())
        maintenance.run_round(now=database_clock.read())
        _cleaner.clear(now=database_clock.read())
        _keeper.delete(now=database_clock.read())
        return period if left is None else min(period, max(began + left - monotonic(), SHORTEST))
    except DatabaseError:
        logger.exception("This round of turnkeeping did not finish")
        return period
    finally:
        close_old_connections()
