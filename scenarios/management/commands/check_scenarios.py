"""Checks the packs and writes nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from scenarios.loader import PACKS, check
from scenarios.pack_faults import PackError
from scenarios.reading_times import minutes_for
from scenarios.schema.pack import Pack
from scenarios.schema.pack_first_reading import first_readings


class Command(BaseCommand):
    help = "Check the shared library and every scenario pack without loading them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=PACKS, help="The folder of packs.")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            packs = check(folder)
        except PackError as error:
            raise CommandError(str(error), returncode=2) from error
        slugs = ", ".join(pack.meta.slug for pack in packs.packs) or "no pack"
        self.stdout.write(f"Shared library with {packs.library.size} facts, {slugs}: no fault found.")
        for pack in packs.packs:
            self.stdout.write(_describe_reading(pack))


def _describe_reading(pack: Pack) -> str:
    """Return in a sentence how much the seats of a pack read before their first order."""
    words = sorted(reading.words for reading in first_readings(pack))
    minutes = minutes_for(words[-1])
    return f"{pack.meta.slug}: a seat reads {words[0]} to {words[-1]} words before its first order ({minutes} minutes)."
