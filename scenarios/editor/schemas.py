"""The schemas of the parts of a scenario, from which the pages of things have their fields."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from scenarios.editor.draft_trees import catalogue_kinds
from scenarios.editor.parts import Part
from scenarios.schema.editor_schemas import Bases, editor_schemas
from scenarios.yamlsafe import Tree

Schema = Mapping[str, Any]
PLACEHOLDER = "To be written."
_KEYS = frozenset({"key", "kind", "to", "start", "code", "slug"})
_NAMES = frozenset({"name", "label", "title", "short", "post", "term", "subject", "headline"})
_KNOWN = {
    "icon": "circle",
    "time": "09:00",
    "grade": "B2",
    "variable": "approval",
    "who": "actor",
    "policy": "empirical",
}


@lru_cache(maxsize=1)
def all_schemas() -> Mapping[str, Schema]:
    """Return the schema of each file of a pack."""
    return editor_schemas(Bases(kinds=tuple(catalogue_kinds()), alliances=()))


def resolved(schema: Schema, file: str) -> Schema:
    """Return a schema behind a reference, and the one that is not null of two."""
    if "$ref" in schema:
        found: Schema = all_schemas()[file]["$defs"][str(schema["$ref"]).rpartition("/")[2]]
        return found
    if "anyOf" in schema:
        others = [each for each in schema["anyOf"] if each.get("type") != "null"]
        return resolved(others[0], file) if len(others) == 1 else schema
    return schema


def schema_of_values(schema: Schema, file: str) -> Schema:
    """Return the schema of the values of a mapping with keys of its own."""
    patterns = schema.get("patternProperties", {}).values()
    return resolved(schema.get("additionalProperties") or next(iter(patterns), {}), file)


def schema_of(part: Part) -> Schema:
    """Return the schema of one thing of a part."""
    whole = all_schemas()[part.schema]
    if not part.section:
        return whole
    found = resolved(whole["properties"][part.section], part.schema)
    return resolved(found["items"], part.schema) if "items" in found else found


def template_of(schema: Schema, file: str, name: str = "") -> Tree:
    """Return the least that a value of a schema must have, to be filled in by its author."""
    found = resolved(schema, file)
    kind = found.get("type")
    if "enum" in found or "const" in found:
        return str(found["enum"][0] if "enum" in found else found["const"])
    if kind == "object":
        fields = found.get("properties", {})
        return {each: template_of(fields[each], file, each) for each in found.get("required", ()) if each in fields}
    if kind == "array":
        pair: list[Tree] = ["1", "1"]
        inner = found.get("items")
        return pair if "prefixItems" in found else [template_of(inner, file, name)] if inner else []
    return "no" if kind == "boolean" else _number(found, name) if kind in ("integer", "number") else _text(name)


def _number(schema: Schema, name: str) -> str:
    return f"{schema.get('minimum', 1 if name in ('weight', 'turn', 'number') else 0):g}"


def _text(name: str) -> str:
    if name in _KNOWN:
        return _KNOWN[name]
    if name in _KEYS:
        return "new"
    return "New" if name in _NAMES else PLACEHOLDER
