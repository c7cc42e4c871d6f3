"""Encodes a world as JSON with the versions of schema and engine, and decodes it; older schemas are upgraded step by
step.
"""

from math import prod
from typing import Any

import numpy as np

from wargame.engine.scenario.setting import Setting
from wargame.engine.storage.upgrades import UPGRADES
from wargame.engine.world.layout import shapes
from wargame.engine.world.world import World

ENGINE_VERSION = "1.8"
SCHEMA_VERSION = 1 + len(UPGRADES)


LEFT_OUT = ("rate", "rate_turn", "announced", "announced_turn", "hit", "duty")
"""Fields that are not stored where they are empty: those of lists of goods, which few scenarios have."""
UNTOLD = "untold"
"""The field of the differences of accounts, which is not stored where there are none."""


class CodecError(ValueError):
    """The JSON is not a world of this scenario."""


def encode(world: World) -> dict[str, Any]:
    """Return a world as JSON values: `schema`, `engine`, and in `world` a nested list of integers for each field."""
    fields = {
        name: field.tolist()
        for name, field in zip(World._fields, world, strict=True)
        if field.size or name not in (*LEFT_OUT, UNTOLD)
    }
    return {"schema": SCHEMA_VERSION, "engine": ENGINE_VERSION, "world": fields}


def decode(data: dict[str, Any], setting: Setting) -> World:
    """Decode a world of this scenario and upgrade older schemas. Raises CodecError, which says what does not fit."""
    fields = upgraded(data)
    expected = shapes(setting.sizes)
    absent: dict[str, Any] = {name: [] for name in LEFT_OUT if not prod(expected[name])}
    untold = fields.get(UNTOLD, [])
    fields = {**absent, **{name: field for name, field in fields.items() if name != UNTOLD}}
    if set(fields) != set(expected):
        odd = ", ".join(sorted(set(fields) ^ set(expected)))
        raise CodecError(f"The world's fields do not match this scenario: {odd}.")
    world = World(*(read(name, fields[name], shape) for name, shape in expected.items()))
    return world._replace(untold=read(UNTOLD, untold, (len(untold), 3)))


def upgraded(data: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of stored JSON in the present schema. Raises CodecError for another shape or unknown schema."""
    schema = data.get("schema")
    if not isinstance(schema, int) or not isinstance(data.get("world"), dict):
        raise CodecError('This is no stored world: it needs "schema" and "world".')
    if not 1 <= schema <= SCHEMA_VERSION:
        raise CodecError(f"Schema {schema} is unknown here (1..{SCHEMA_VERSION}): install a newer version of Parley.")
    fields: dict[str, Any] = data["world"]
    for upgrade in UPGRADES[schema - 1 :]:
        fields = upgrade(fields)
    return fields


def read(name: str, values: Any, shape: tuple[int, ...]) -> np.ndarray[Any, np.dtype[np.int32]]:
    """Read one field. Raises CodecError unless it has this shape and holds 32-bit whole numbers."""
    try:
        field = np.array(values)
    except ValueError:
        raise CodecError(f"{name} is ragged.") from None
    if field.size == 0 and 0 in shape:
        return np.zeros(shape, dtype=np.int32)
    if field.shape != shape:
        raise CodecError(f"{name} has shape {field.shape}; this scenario needs {shape}.")
    if field.dtype.kind != "i" or field.min(initial=0) < -(2**31) or field.max(initial=0) >= 2**31:
        raise CodecError(f"{name} holds something other than 32-bit whole numbers.")
    return field.astype(np.int32)
