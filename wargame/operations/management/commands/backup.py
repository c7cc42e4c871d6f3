"""`manage.py backup FILE`: writes the whole database to one file, while Parley runs."""

from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from wargame.backups import back_up
from wargame.backups.errors import BackupError
from wargame.exercises import heartbeats
from wargame.exercises.models import Heartbeat


class Command(BaseCommand):
    """Backs up SQLite and PostgreSQL. On failure it exits with status 1 and leaves no file."""

    help = "Writes the whole database to a file, as it is at one moment; Parley may go on running."
    # Django's checks would take a third of the start; the tests run them.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="where to write it")
        parser.add_argument("--force", action="store_true", help="replace a file that is there")

    def handle(self, *, file: Path, force: bool, **options: Any) -> None:
        try:
            back_up(file, overwrite=force)
        except BackupError as error:
            raise CommandError(str(error)) from error
        with suppress(DatabaseError):
            heartbeats.beat(Heartbeat.BACKUP)
        self.stdout.write(f"Backed up to {file}, {file.stat().st_size / 1e6:.1f} MB.")
