"""`manage.py restore FILE`: replaces the database by a backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from wargame.backups import restore
from wargame.backups.errors import BackupError


class Command(BaseCommand):
    """Restores all or nothing. On failure it exits with status 1 and changes nothing."""

    help = "Puts the database back as a backup has it. End Parley before, and migrate after."
    # The checks would read the database that is about to be replaced.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="what `backup` wrote")
        parser.add_argument("--force", action="store_true", help="replace a database that is not empty")

    def handle(self, *, file: Path, force: bool, **options: Any) -> None:
        try:
            kept = restore(file, overwrite=force)
        except BackupError as error:
            raise CommandError(str(error)) from error
        if kept:
            self.stdout.write(f"What was there before is kept in {kept}")
        self.stdout.write(f"Restored from {file}. `play` and `migrate` bring it to this version.")
