"""JSON Schemas of the files of a pack and of the library, for editors that check them while an author types."""

from dataclasses import dataclass
from typing import Any, get_type_hints

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import CoreSchema

from scenarios.schema.catalogue import CatalogueFile
from scenarios.schema.library import Library
from scenarios.schema.pack_files import SeatFile
from scenarios.schema.pack_reading import SHAPES
from scenarios.schema.pack_voices import VoiceEntry

DIALECT = "https://json-schema.org/draft/2020-12/schema"
BOUNDS = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}
"""Pydantic's words for bounds, which it keeps where a number is read from text, and those of JSON Schema."""

Schema = dict[str, Any]


@dataclass(frozen=True)
class Bases:
    """The bases that an order or a level (`kinds`) and an agreement (`alliances`) may name."""

    kinds: tuple[str, ...]
    alliances: tuple[str, ...]


class _WithBounds(GenerateJsonSchema):
    def generate_inner(self, schema: CoreSchema) -> Schema:
        return {BOUNDS.get(word, word): value for word, value in super().generate_inner(schema).items()}


def editor_schemas(bases: Bases) -> dict[str, Schema]:
    """Return the schema of each file of a pack by name; `seat` is for all files in `seats/`, `voice` for those in
    `voices/`.

    They are made from the models that check packs. They do not demand what the reader fills in, from a base or from the
    name of a seat's file, so they accept some files that `check_scenarios` refuses, and refuse none that it accepts.
    """
    schemas = {name: _schema_of(model) for name, model in {**SHAPES, "seat": SeatFile, "voice": VoiceEntry}.items()}
    _let_have_base(schemas["scenario"]["$defs"]["AgreementSpec"], bases.alliances)
    for entry in ("OrderEntry", "LevelSpec"):
        _let_have_base(schemas["orders"]["$defs"][entry], bases.kinds)
    _let_levels_have_keys(schemas["orders"]["$defs"]["OrderEntry"])
    for entry in (*schemas["seat"]["$defs"].values(), schemas["voice"]):
        entry["required"] = [field for field in entry.get("required", []) if field not in {"seat", "seats"}]
    return schemas


def library_schemas() -> dict[str, Schema]:
    """Return the schema of each file of the shared library by name."""
    models = {**get_type_hints(Library), "catalogue": CatalogueFile}
    return {name: _schema_of(model) for name, model in models.items()}


def _schema_of(model: Any) -> Schema:
    return {"$schema": DIALECT, **TypeAdapter(model).json_schema(schema_generator=_WithBounds)}


def _let_have_base(entry: Schema, names: tuple[str, ...]) -> None:
    described = {"enum": [*names], "description": "An entry of the shared library to start from."}
    entry["properties"]["base"] = described
    entry["required"] = []


def _let_levels_have_keys(order: Schema) -> None:
    """Allow `levels` to be a mapping from the base's levels to their changes."""
    order["properties"]["levels"] = {"anyOf": [order["properties"]["levels"], {"type": "object"}]}
