"""Checks the packs and writes nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from scenarios.loader import PACKS, check
from scenarios.pack_faults import PackError


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
