"""`manage.py export_exercise CODE`: everything about an exercise as JSON."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wargame.exercises.management.command_arguments import exercise_of
from wargame.exercises.results import exports


class Command(BaseCommand):
    """Prints or writes the document, with what is hidden from seats; the dice's secret once the exercise is over."""

    help = "Writes an exercise with orders, worlds, ledger, versions and digests, hidden facts included, as JSON."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="the exercise's code, with or without its dash")
        parser.add_argument("--output", help="a file to write (default: standard output)")

    def handle(self, *, code: str, output: str | None, **options: Any) -> None:
        document = exports.exercise_document(exercise_of(code))
        text = json.dumps(document, indent=1, ensure_ascii=False, sort_keys=True)
        if output is None:
            self.stdout.write(text)
            return
        try:
            Path(output).write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"Cannot write {output}: {error.strerror}.", returncode=2) from error
