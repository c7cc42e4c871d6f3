"""Which keys an entry of a file may have, by the JSON Schema of the file."""

from collections.abc import Iterator
from typing import Any

from scenarios.yamlsafe import Place

Schema = dict[str, Any]


def keys_at(schema: Schema, place: Place) -> set[str]:
    """Return the keys that the mapping at a place may have; steps that name one way of several are passed over."""
    here = list(_ways(schema, schema))
    for step in place:
        below = [child for one in here for child in _below(one, step)]
        here = [way for child in below for way in _ways(schema, child)] or here
    return {key for one in here for key in one.get("properties", ())}


def _ways(whole: Schema, part: Schema) -> Iterator[Schema]:
    """Yield the schemas of which a value of a part has to fit one, with references looked up."""
    if "$ref" in part:
        part = whole["$defs"][part["$ref"].rpartition("/")[2]]
    yield part
    for way in (*part.get("anyOf", ()), *part.get("oneOf", ())):
        yield from _ways(whole, way)


def _below(part: Schema, step: str | int) -> Iterator[Schema]:
    """Yield the schema of an item of a list, or of the value of a key."""
    if isinstance(step, str):
        found = part.get("properties", {}).get(step)
    else:
        found = next(iter(part.get("prefixItems", ())[step:]), part.get("items"))
    if isinstance(found, dict):
        yield found
