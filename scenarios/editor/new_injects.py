"""The file of injects before the first one, and a text of an inject that nobody has filled in."""

from scenarios.editor.inject_grid import INJECTS, schema_of_texts
from scenarios.editor.schemas import template_of
from scenarios.yamlsafe import Place, Tree

TEXTS: Place = ("texts",)
EMPTY = "injects: []\ntexts: []\n"


def empty_text(key: str) -> dict[str, Tree]:
    """Return the least that a text of an inject must have."""
    template = template_of(schema_of_texts(), INJECTS.schema)
    return {**(template if isinstance(template, dict) else {}), "inject": key, "seats": []}
