"""`manage.py play`: starts and ends all of Parley on one machine."""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from wargame.backups import back_up_before_migrating
from wargame.backups.errors import BackupError
from wargame.database_version import exit_unless_known
from wargame.exercises import compiled_rules, heartbeats
from wargame.exercises.models import Heartbeat
from wargame.processes import parts
from wargame.processes.addresses import address, environment_of, listen
from wargame.processes.parts import Part
from wargame.processes.supervised_part import PartGaveUp
from wargame.processes.supervisor import supervise
from wargame.web.built_files import build_missing


class Command(BaseCommand):
    """Migrates, loads the packs, then keeps broker, worker, turnkeeper and web processes running."""

    help = "Starts everything Parley needs on this machine and prints its address; Ctrl-C ends it all."
    # Django's checks would take a third of the start; the tests run them.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (0.0.0.0: every network)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default 8000)")

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        with listen(host, port) as shared, TemporaryDirectory(prefix="parley-") as folder:
            environment, run_dir = environment_of(host, port), Path(folder)
            kept = [*with_broker(environment, run_dir), *parts.web(shared, run_dir, parts.web_count())]
            exit_unless_known()
            with compiling_rules(self.say):
                self.prepare()
                shown = f"{environment['NETWORK_URL']}/" if environment.get("NETWORK_URL") else address(host, port)
                shared.listen(parts.BACKLOG)
                heartbeats.beat(Heartbeat.START)
                with publish_addresses(broker=environment["REDIS_URL"], web=address(host, port)):
                    try:
                        supervise(kept, environment, announcement=f"Parley is ready: {shown}   (Ctrl-C ends it)")
                    except PartGaveUp as error:
                        raise CommandError(str(error)) from error

    def say(self, words: str) -> None:
        """Print a line at once, even where the output is a file."""
        self.stdout.write(words)
        self.stdout.flush()

    def prepare(self) -> None:
        """Migrate the database to this version. A database that cannot be backed up first is not migrated."""
        try:
            self.say("Parley prepares its database and loads the scenarios.")
            kept = back_up_before_migrating()
            if kept:
                self.say(f"The database is brought to this version; as it was, it is kept in {kept}")
            call_command("migrate", interactive=False, verbosity=0)
            call_command("load_scenarios", verbosity=0)
            build_missing()
        except BackupError as error:
            raise CommandError(f"{error} Nothing was migrated.") from error
        except DatabaseError as error:
            reason = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise CommandError(f"The database cannot be used ({reason}). Check DATABASE_URL and PARLEY_VAR.") from error


def with_broker(environment: dict[str, str], run_dir: Path) -> Iterator[Part]:
    """Yield broker, worker and turnkeeper. A broker that REDIS_URL names is not started."""
    if not os.environ.get("REDIS_URL"):
        with suppress(FileNotFoundError):
            socket_path = run_dir / "broker.sock"
            yield parts.broker(socket_path)
            environment["REDIS_URL"] = f"unix://{socket_path}"
    environment.setdefault("REDIS_URL", settings.REDIS_URL)
    yield parts.worker(environment["REDIS_URL"])
    yield parts.turnkeeper()


@contextmanager
def compiling_rules(say: Callable[[str], None]) -> Iterator[None]:
    """Compile the rules in another process during the block: no page waits, and web processes load the result.

    Rules that an earlier start compiled are not compiled again.
    """
    if compiled_rules.are_kept():
        yield
        return
    say("Another process compiles the rules meanwhile. The first turn waits until it has finished.")
    words = [sys.executable, sys.argv[0], "compile_rules", "--verbosity=0"]
    # In a separate session, so that Ctrl-C reaches only the supervisor.
    compiling = subprocess.Popen(words, start_new_session=True)
    Thread(target=compiling.wait, daemon=True).start()
    try:
        yield
    finally:
        compiling.terminate()
        compiling.wait()


@contextmanager
def publish_addresses(**places: str) -> Iterator[None]:
    """Tell other commands, during the block, the addresses of the parts that they ask."""
    settings.RUNNING_FILE.write_text(json.dumps(places), encoding="utf-8")
    try:
        yield
    finally:
        settings.RUNNING_FILE.unlink(missing_ok=True)
