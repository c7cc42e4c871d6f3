"""Writes one pack into a ZIP file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from scenarios.loader import PACKS, UnknownPack, pack_folder
from scenarios.pack_faults import PackError
from scenarios.pack_members import files_of, pack_zip


class Command(BaseCommand):
    """Prints the number of files; exit status 2 where there is no such pack, or the file cannot be written."""

    help = "Write the files of a scenario pack into a ZIP file, which import_scenario and the browser read."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slug", help="The pack, named as its folder.")
        parser.add_argument("file", type=Path, help="The ZIP file to write.")
        parser.add_argument("--packs", type=Path, default=PACKS, help="The folder of packs (default: Parley's own).")

    def handle(self, *args: Any, slug: str, file: Path, packs: Path, **options: Any) -> None:
        try:
            files = files_of(pack_folder(packs, slug))
            file.write_bytes(pack_zip(slug, files))
        except (PackError, UnknownPack) as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(f"Cannot write {file}: {error.strerror}.", returncode=2) from error
        self.stdout.write(f"{slug}: {len(files)} files in {file}.")
