"""`manage.py loadtest`: measures Parley with classes that all submit in the last seconds of a turn."""

import asyncio
import json as json_format
import os
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from django.core.management.base import BaseCommand, CommandError

from benchmarks.load import stack as stacks
from benchmarks.load.groups import Refused
from benchmarks.load.tallies import Tallies
from benchmarks.load.turn import Plan, run
from wargame.analysis.management import command_arguments
from wargame.analysis.management.progress import INTERRUPTED, until_interrupted

PASSWORD = "PARLEY_LOADTEST_PASSWORD"
SECONDS = 600
"""A load test that takes longer has hung."""
WORDS = {
    "errors": "answers and streams that failed",
    "lost_orders": "orders that were acknowledged and are not kept",
    "submit_ms_p95": "a submit, 95 in 100 within (ms)",
    "visible_ms_p95": "deadline to results in the browser, 95 in 100 within (ms)",
    "cpu_s": "processor time of each process from a minute before the deadline on",
    "since_deadline_ms": "what follows the deadline, up to the results in the browser",
    "answers_ms": "what people waited for from the last seconds before the deadline on, the longest first",
}


class Command(BaseCommand):
    """Starts a separate Parley, plays one turn of several classes in it, and prints how long that took."""

    help = "Measures classes that play at once: errors, lost orders, time of a submit, time from deadline to results."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--exercises", type=int, default=6, help="how many classes play at once (default 6)")
        parser.add_argument("--people", type=int, default=30, help="people in each class (default 30)")
        parser.add_argument("--window", type=int, default=10, help="seconds in which all submit (default 10)")
        parser.add_argument("--by-hand", action="store_true", help="the white cell closes the turn, not the clock")
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")
        where = parser.add_mutually_exclusive_group()
        where.add_argument("--postgres", default="", help="make the temporary database on this PostgreSQL server")
        where.add_argument("--url", default="", help="measure a Parley that runs already, instead of one of its own")
        parser.add_argument("--account", default="", help=f"with --url: who signs in; the password is in {PASSWORD}")

    def handle(self, *, exercises: int, people: int, window: int, json: bool, **options: Any) -> None:
        command_arguments.require_within("--exercises", exercises, 1, 50, "The target is 6.")
        command_arguments.require_within("--people", people, 1, 200, "A class has 30.")
        command_arguments.require_within("--window", window, 1, 50, "The target is 10.")
        tallies = Tallies()
        with until_interrupted() as stop, self._stack(options) as stack:
            self._measure(stack, Plan(exercises, people, window, is_by_clock=not options["by_hand"]), tallies)
        self._print(tallies, json)
        if stop.early:
            raise CommandError("Ended by Ctrl-C before everybody had seen the results.", returncode=INTERRUPTED)

    @contextmanager
    def _stack(self, options: dict[str, Any]) -> Iterator[stacks.Stack]:
        if options["url"]:
            yield running(options["url"], options["account"])
            return
        _require_postgres(options["postgres"])
        self._say("Parley starts with a database of its own.")
        try:
            with stacks.embedded(options["postgres"]) as stack:
                yield stack
        except stacks.NotStarted as error:
            raise CommandError(str(error)) from error

    def _measure(self, stack: stacks.Stack, plan: Plan, tallies: Tallies) -> None:
        async def bounded() -> None:
            async with asyncio.timeout(SECONDS):
                await run(stack, plan, tallies, self._say)

        try:
            asyncio.run(bounded())
        except Refused as error:
            raise CommandError(str(error)) from error
        except TimeoutError:
            tallies.fault("load test", f"not over after {SECONDS} s")

    def _say(self, text: str) -> None:
        self.stderr.write(text, style_func=str)
        self.stderr.flush()

    def _print(self, tallies: Tallies, as_json: bool) -> None:
        figures = tallies.figures()
        for fault, times in tallies.faults.most_common(20):
            self._say(f"{times} x {fault}")
        if as_json:
            self.stdout.write(json_format.dumps(figures, indent=1))
            return
        for key, value in figures.items():
            if isinstance(value, dict):
                self._print_parts(key, value)
            else:
                self.stdout.write(f"{key:<24}{'null' if value is None else value:>12}  {WORDS.get(key, '')}".rstrip())

    def _print_parts(self, key: str, parts: dict[str, Any]) -> None:
        self.stdout.write(f"{key}:  {WORDS[key]}")
        for name, part in parts.items():
            said = "  ".join(f"{word} {figure}" for word, figure in part.items()) if isinstance(part, dict) else part
            self.stdout.write(f"  {name:<40}{said}")


def running(url: str, account: str) -> stacks.Stack:
    """Return a Parley that runs already, from the command's arguments. Raises CommandError."""
    parts = urlsplit(url)
    try:
        port = parts.port or 80
    except ValueError:
        port = 0
    if parts.scheme != "http" or not parts.hostname or not port or parts.path not in {"", "/"}:
        raise CommandError(f"--url is {url!r}; it must look like http://127.0.0.1:8000.", returncode=2)
    password = os.environ.get(PASSWORD, "")
    if not account or not password:
        raise CommandError(f"--url needs --account and the password in {PASSWORD}.", returncode=2)
    return stacks.Stack(parts.hostname, port, account, password)


def _require_postgres(url: str) -> None:
    if url and not url.startswith(("postgres://", "postgresql://")):
        raise CommandError(f"--postgres is {url!r}; it must look like postgres://user@host/name.", returncode=2)
