"""Loads the packs into the database, or says what is wrong with them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from scenarios.folders import PACKS
from scenarios.load_records import LoadRecord, files_digest, keep_record, kept_record, rows_digest
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
        files = files_digest(folder)
        said = _unchanged(files) or _load(folder, files)
        if verbosity > 0:
            self.stdout.write("\n".join(said))


def _unchanged(files: str) -> list[str]:
    """Return the sentences about a load where files and rows are those of the last load: then nothing is read.
    Otherwise nothing."""
    record = kept_record()
    if record is None or (record.files, record.rows) != (files, rows_digest()):
        return []
    said = "No file has changed since the last load, nor what reads it, nor what it wrote: nothing was read again."
    return [said, *_report(record.facts, record.sources, record.packs)]


def _load(folder: Path, files: str) -> list[str]:
    """Load the folder, whose digest is `files`, and return what to say. Raises CommandError."""
    # The schemas take a fifth of a second, which a start with unchanged files does not need.
    from scenarios.loader import load  # noqa: PLC0415

    try:
        loaded = load(folder)
    except PackError as error:
        raise CommandError(f"Nothing was loaded.\n{error}", returncode=2) from error
    # Of files that are written meanwhile it is unknown what was read.
    if files_digest(folder) == files:
        keep_record(LoadRecord(files, loaded.rows, loaded.facts, loaded.sources, loaded.packs))
    return _report(loaded.facts, loaded.sources, loaded.packs, loaded.added, library_changed=loaded.library_changed)


def _report(
    facts: int, sources: int, packs: Sequence[str], added: Sequence[str] = (), *, library_changed: bool = False
) -> list[str]:
    library = f"{facts} facts from {sources} sources, {'loaded' if library_changed else 'unchanged'}"
    said = [f"{slug}: " + ("new version loaded." if slug in added else "unchanged.") for slug in packs]
    return [f"Shared library: {library}.", *said]
