"""`manage.py export_exercise CODE > FILE`: everything about an exercise in one archive."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wargame.exercises.archives.services import writing
from wargame.exercises.management.command_arguments import exercise_of


class Command(BaseCommand):
    """Writes the archive, with what is hidden from seats; the secret of the dice is in it once the exercise is over."""

    help = (
        "Writes an exercise with its scenario, orders, worlds, ledger and digests, hidden facts included, as an "
        "archive (ZIP) that `import_exercise` brings in elsewhere once the exercise is over."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="the exercise's code, with or without its dash")
        parser.add_argument("--output", help="a file to write (default: standard output)")

    def handle(self, *, code: str, output: str | None, **options: Any) -> None:
        exercise = exercise_of(code)
        if output is None and sys.stdout.isatty():
            raise CommandError("An archive is no text: write it into a file, as in `> exercise.zip`.", returncode=2)
        archive = writing.archive_of(exercise)
        if output is None:
            sys.stdout.buffer.write(archive)
            sys.stdout.flush()
            return
        try:
            Path(output).write_bytes(archive)
        except OSError as error:
            raise CommandError(f"Cannot write {output}: {error.strerror}.", returncode=2) from error
