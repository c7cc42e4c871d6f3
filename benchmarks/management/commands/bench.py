"""`manage.py bench`: measures the engine's speed on this machine and prints its figures."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from benchmarks.figures import KEYS, Figure, figures
from wargame.analysis.management import command_arguments
from wargame.analysis.management.progress import ProgressLine, ended_early, until_interrupted


class Command(BaseCommand):
    """Prints every figure. One that cannot be measured here is null, and the reason is printed with it."""

    help = "Measures how fast the engine is on this machine, in about a minute; nothing is compared with a target."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seconds", type=int, default=3, help="how long to measure each figure (default 3)")
        parser.add_argument("--json", action="store_true", help="print the figures as JSON, the reasons on stderr")

    def handle(self, *, seconds: int, json: bool, **options: Any) -> None:
        command_arguments.require_within("--seconds", seconds, 1, 60, "For steadier figures take 10.")
        found = {key: Figure(key, None, "not measured before Ctrl-C") for key in KEYS}
        done, progress = 0, ProgressLine(self.stderr, len(KEYS), "figures")
        with until_interrupted() as stop:
            for figure in figures(seconds):
                found[figure.key] = figure
                done += 1
                progress.tell(done)
        self._print(found, json)
        if stop.early:
            ended_early(done, len(KEYS), "figures")

    def _print(self, found: dict[str, Figure], as_json: bool) -> None:
        if as_json:
            self.stdout.write(document(found))
            for key, figure in found.items():
                if figure.reason:
                    self.stderr.write(f"{key} is null: {figure.reason}", style_func=str)
            return
        self.stdout.write("Measured on the theatre: 8 states, 12 turns, the catalogue's kinds.")
        for key, figure in found.items():
            value = f"{figure.value:,.2f}" if figure.value is not None else "null"
            self.stdout.write(f"{key:<26}{value:>12}  {figure.reason or KEYS[key]}")


def document(found: dict[str, Figure]) -> str:
    """Return the figures as JSON, rounded to three decimals."""
    return json.dumps({key: None if f.value is None else round(f.value, 3) for key, f in found.items()}, indent=1)
