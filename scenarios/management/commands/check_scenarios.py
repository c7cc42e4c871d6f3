"""Checks the packs and writes nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from scenarios.faults import PackError
from scenarios.loader import PACKS, check


class Command(BaseCommand):
    help = "Check the shared library and every scenario pack without loading them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=PACKS, help="The folder of packs.")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            packs = check(folder)
        except PackError as error:
            raise CommandError(str(error), returncode=2) from error
        facts = len(packs.library.incidents) + len(packs.library.claims)
        self.stdout.write(f"{len(packs.packs)} packs, {facts} incidents and claims: no fault found.")
