"""JSON Schemas of the files of a pack, for editors that check them while an author types."""

from typing import Any

from scenarios.schema.pack_files import SeatFile
from scenarios.schema.pack_reading import SHAPES

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FROM_BASE = {"scenario": ("AgreementSpec",), "orders": ("OrderEntry", "LevelSpec")}
"""The entries that may name a `base` in the shared library, by file: the base supplies what the pack leaves out."""

Schema = dict[str, Any]


def editor_schemas() -> dict[str, Schema]:
    """The schema of each file of a pack by name; `seat` is for all files in `seats/`.

    They are made from the models that check packs. They do not demand what the reader fills in, from a base or from the
    name of a seat's file, so they accept some files that `check_scenarios` refuses, and refuse none that it accepts.
    """
    schemas = {name: model.model_json_schema() for name, model in {**SHAPES, "seat": SeatFile}.items()}
    for name, entries in FROM_BASE.items():
        for entry in entries:
            _let_have_base(schemas[name]["$defs"][entry])
    _let_levels_have_keys(schemas["orders"]["$defs"]["OrderEntry"])
    for entry in schemas["seat"]["$defs"].values():
        entry["required"] = [field for field in entry.get("required", []) if field not in {"seat", "seats"}]
    return {name: {"$schema": DIALECT, **schema} for name, schema in schemas.items()}


def _let_have_base(entry: Schema) -> None:
    entry["properties"]["base"] = {"type": "string", "description": "An entry of the shared library to start from."}
    entry["required"] = []


def _let_levels_have_keys(order: Schema) -> None:
    """Allow `levels` to be a mapping from the base's levels to their changes."""
    order["properties"]["levels"] = {"anyOf": [order["properties"]["levels"], {"type": "object"}]}
