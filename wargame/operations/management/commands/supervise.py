"""`manage.py supervise`: keeps the web processes, the worker or the turnkeeper of an installed Parley running."""

from argparse import ArgumentParser
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from wargame.database_version import exit_unless_known
from wargame.processes import parts
from wargame.processes.addresses import address, environment_of, listen
from wargame.processes.parts import Part
from wargame.processes.supervised_part import PartGaveUp
from wargame.processes.supervisor import supervise
from wargame.web.built_files import build_missing

NAMES = ("web", "worker", "turnkeeper")


class Command(BaseCommand):
    """Supervises chosen parts as `play` does, for systemd and similar service managers."""

    help = "Runs parts of Parley, and starts again what dies or hangs."
    # Django's checks would take a third of the start; the tests run them.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("parts", nargs="+", choices=NAMES, metavar="part", help=", ".join(NAMES))
        parser.add_argument("--host", default="127.0.0.1", help="web: address to listen on")
        parser.add_argument("--port", type=int, default=8000, help="web: port to listen on (default 8000)")
        parser.add_argument("--processes", type=int, default=parts.web_count(), help="web: how many processes")
        parser.add_argument("--concurrency", type=int, default=1, help="worker: how many tasks at a time")

    def handle(self, *, host: str, port: int, processes: int, concurrency: int, **options: Any) -> None:
        names = options["parts"]
        if not (1 <= processes <= 64 and 1 <= concurrency <= 64):
            raise CommandError("--processes and --concurrency go from 1 to 64.", returncode=2)
        exit_unless_known()
        kept: list[Part] = []
        with ExitStack() as stack:
            if "web" in names:
                build_missing()
                shared = stack.enter_context(listen(host, port))
                run_dir = Path(stack.enter_context(TemporaryDirectory(prefix="parley-")))
                kept.extend(parts.web(shared, run_dir, processes))
                shared.listen(parts.BACKLOG)
            if "worker" in names:
                kept.append(parts.worker(settings.REDIS_URL, concurrency))
            if "turnkeeper" in names:
                kept.append(parts.turnkeeper())
            at = f" at {address(host, port)}" if "web" in names else ""
            try:
                supervise(kept, environment_of(host, port), announcement=f"Parley keeps {', '.join(names)}{at}")
            except PartGaveUp as error:
                raise CommandError(str(error)) from error
