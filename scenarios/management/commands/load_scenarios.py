"""Loads the packs into the database, or says what is wrong with them."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from scenarios.loader import PACKS, load
from scenarios.management import database
from scenarios.pack_faults import PackError


class Command(BaseCommand):
    help = "Load the shared library and every scenario pack; nothing is written if anything is wrong."
    # Django's checks would take a third of the start; the tests run them.
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=PACKS, help="The folder of packs.")

    def handle(self, *args: Any, folder: Path, verbosity: int, **options: Any) -> None:
        database.prepare()
        try:
            loaded = load(folder)
        except PackError as error:
            raise CommandError(f"Nothing was loaded.\n{error}", returncode=2) from error
        if verbosity == 0:
            return
        size = f"{loaded.facts} facts from {loaded.sources} sources"
        self.stdout.write(f"Shared library: {size}, {'loaded' if loaded.library_changed else 'unchanged'}.")
        for slug in loaded.packs:
            self.stdout.write(f"{slug}: " + ("new version loaded." if slug in loaded.added else "unchanged."))
