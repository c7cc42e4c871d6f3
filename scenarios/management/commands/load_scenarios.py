"""Loads the packs into the database, or says what is wrong with them."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from scenarios.faults import PackError
from scenarios.loader import PACKS, load


class Command(BaseCommand):
    help = "Load the shared library and every scenario pack; nothing is written if anything is wrong."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=PACKS, help="The folder of packs.")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            loaded = load(folder)
        except PackError as error:
            raise CommandError(f"Nothing was loaded.\n{error}", returncode=2) from error
        size = f"{loaded.facts} facts from {loaded.sources} sources"
        self.stdout.write(f"Shared library: {size}, {'loaded' if loaded.library_changed else 'unchanged'}.")
        for slug in loaded.packs:
            self.stdout.write(f"{slug}: " + ("new version loaded." if slug in loaded.added else "unchanged."))
