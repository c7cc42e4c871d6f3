"""The schemas with which editors check packs while an author types."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from django.core.management import CommandError, call_command

from scenarios.loader import PACKS
from scenarios.schema.editor_schemas import editor_schemas

SCHEMAS = editor_schemas()
FILES = [
    *(pytest.param(path, path.stem, id=path.stem) for path in sorted(PACKS.glob("[a-z]*/*.yaml"))),
    *(pytest.param(path, "seat", id=f"seat {path.stem}") for path in sorted(PACKS.glob("[a-z]*/seats/*.yaml"))),
]


def read(path: Path) -> Any:
    """Read the file as an editor does: numbers stay numbers, and times become text, as in JSON."""
    return json.loads(json.dumps(yaml.load(path.read_text(), yaml.CSafeLoader), default=str))


def faults(name: str, tree: Any) -> list[str]:
    return [error.message for error in jsonschema.Draft202012Validator(SCHEMAS[name]).iter_errors(tree)]


@pytest.mark.parametrize(("path", "name"), FILES)
def test_a_pack_that_loads_has_no_fault_in_an_editor(path: Path, name: str) -> None:
    assert faults(name, read(path)) == []


def test_an_unknown_key_and_a_wrong_type_are_marked() -> None:
    tree = read(PACKS / "nine-past-nine" / "msel.yaml")
    assert any("colour" in fault for fault in faults("msel", {**tree, "colour": "red"}))
    assert faults("msel", {**tree, "injects": "none"})


def test_the_command_writes_one_for_each_file(tmp_path: Path) -> None:
    call_command("write_schemas", str(tmp_path / "new"), stdout=StringIO())
    written = {path.name.removesuffix(".schema.json") for path in (tmp_path / "new").iterdir()}
    assert written == set(SCHEMAS)
    assert "seat" in written


def test_a_folder_that_cannot_be_made_is_named_with_a_remedy(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("")
    with pytest.raises(CommandError, match="Name a folder"):
        call_command("write_schemas", str(taken), stdout=StringIO())
