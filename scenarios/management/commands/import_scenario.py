"""Brings one pack in from a ZIP file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from scenarios.loader import PACKS, read_files
from scenarios.pack_faults import PackError
from scenarios.pack_folders import AlreadyThere, put_pack
from scenarios.pack_members import files_of_zip


class Command(BaseCommand):
    """Prints what to do next; exit status 2 for a file that is refused. Then nothing was written."""

    help = "Check a scenario pack in a ZIP file, and put it into the folder of packs, whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="The ZIP file.")
        parser.add_argument("--packs", type=Path, default=PACKS, help="The folder of packs (default: Parley's own).")
        parser.add_argument("--replace", action="store_true", help="Replace the files of a pack of the same name.")

    def handle(self, *args: Any, file: Path, packs: Path, replace: bool, **options: Any) -> None:
        try:
            with file.open("rb") as stream:
                files = files_of_zip(stream)
            slug = read_files(files, packs).meta.slug
            changed = put_pack(packs, slug, files, replace=replace)
        except PackError as error:
            raise CommandError(f"Nothing was written.\n{error}", returncode=2) from error
        except AlreadyThere as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(f"Nothing was written. {error.filename}: {error.strerror}.", returncode=2) from error
        told = f"{len(files)} files, no fault found. load_scenarios loads it." if changed else "it is there already."
        self.stdout.write(f"{slug}: {told}")
