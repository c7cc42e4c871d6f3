"""Writes the JSON Schemas of the files of a pack and of the shared library."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from scenarios.loader import PACKS
from scenarios.pack_faults import PackError
from scenarios.schema.editor_schemas import Bases, editor_schemas, library_schemas
from scenarios.schema.shared_reading import read_alliances, read_catalogue


class Command(BaseCommand):
    help = "Write a JSON Schema for each file of a scenario pack into a folder, for editors that check while one types."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="Where to write them; it is made if it does not exist.")
        parser.add_argument("--packs", type=Path, default=PACKS, help="The folder of packs (default: Parley's own).")

    def handle(self, *args: Any, folder: Path, packs: Path, **options: Any) -> None:
        try:
            bases = Bases(
                kinds=tuple(entry.kind for entry in read_catalogue(packs)[1].kinds),
                alliances=tuple(entry.slug for entry in read_alliances(packs)),
            )
        except PackError as error:
            raise CommandError(str(error), returncode=2) from error
        shared = {f"_shared/{name}": schema for name, schema in library_schemas().items()}
        try:
            (folder / "_shared").mkdir(parents=True, exist_ok=True)
            for name, schema in {**editor_schemas(bases), **shared}.items():
                target = folder / f"{name}.schema.json"
                target.write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
                self.stdout.write(str(target))
        except OSError as error:
            raise CommandError(f"{error}. Remedy: Name a folder that you may write to.", returncode=2) from error
