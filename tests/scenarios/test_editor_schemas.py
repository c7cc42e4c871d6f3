"""The schemas with which editors check packs while an author types."""

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from django.core.management import CommandError, call_command

from scenarios.loader import PACKS
from scenarios.schema.editor_schemas import Bases, editor_schemas, library_schemas
from scenarios.schema.shared_reading import read_alliances, read_catalogue

KINDS = tuple(entry.kind for entry in read_catalogue(PACKS)[1].kinds)
SCHEMAS = editor_schemas(Bases(KINDS, tuple(entry.slug for entry in read_alliances(PACKS))))
SCHEMAS |= {f"_shared/{name}": schema for name, schema in library_schemas().items()}
FILES = [
    *(pytest.param(path, path.stem, id=path.stem) for path in sorted(PACKS.glob("[a-z]*/*.yaml"))),
    *(
        pytest.param(path, f"_shared/{path.stem}", id=f"shared {path.stem}")
        for path in sorted(PACKS.glob("_shared/*.yaml"))
    ),
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


@pytest.mark.parametrize(("key", "value"), [("turns", 500), ("minutes", [1, 99999]), ("minutes", [30, 99999])])
def test_a_number_out_of_its_bounds_is_marked(key: str, value: object) -> None:
    tree = read(PACKS / "nine-past-nine" / "scenario.yaml")
    assert faults("scenario", {**tree, "meta": {**tree["meta"], key: value}})


def test_a_base_that_the_library_does_not_have_is_marked() -> None:
    (fault,) = faults("orders", {"orders": [{"base": "negociate"}]})
    assert "negotiate" in fault
    assert faults("orders", {"orders": [{"base": "negotiate"}]}) == []


def test_an_entry_of_the_library_without_its_names_is_marked() -> None:
    place = {key: value for key, value in read(PACKS / "_shared" / "places.yaml")[0].items() if key != "names"}
    assert any("'names'" in fault for fault in faults("_shared/places", [place]))


def test_no_bound_is_left_in_words_that_no_editor_knows() -> None:
    assert not [name for name, schema in SCHEMAS.items() if re.search(r'"(ge|le|gt|lt)":', json.dumps(schema))]


@pytest.mark.slow
def test_the_command_writes_one_for_each_file(tmp_path: Path) -> None:
    call_command("write_schemas", str(tmp_path / "new"), stdout=StringIO())
    folder = tmp_path / "new"
    written = {str(path.relative_to(folder)).removesuffix(".schema.json") for path in folder.rglob("*.json")}
    assert written == set(SCHEMAS)
    assert "seat" in written


@pytest.mark.slow
def test_a_folder_that_cannot_be_made_is_named_with_a_remedy(tmp_path: Path) -> None:
    taken = tmp_path / "file"
    taken.write_text("")
    with pytest.raises(CommandError, match="Name a folder"):
        call_command("write_schemas", str(taken), stdout=StringIO())
