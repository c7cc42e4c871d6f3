"""Writes the JSON Schemas of the files of a pack."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from scenarios.schema.editor_schemas import editor_schemas


class Command(BaseCommand):
    help = "Write a JSON Schema for each file of a scenario pack into a folder, for editors that check while one types."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, help="Where to write them; it is made if it does not exist.")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, schema in editor_schemas().items():
                target = folder / f"{name}.schema.json"
                target.write_text(json.dumps(schema, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
                self.stdout.write(str(target))
        except OSError as error:
            raise CommandError(f"{error}. Remedy: Name a folder that you may write to.", returncode=2) from error
