"""Schema 2: worlds keep orders whose effects come later. No scenario had any before."""

from typing import Any


def upgrade(fields: dict[str, Any]) -> dict[str, Any]:
    """Give every state an empty list of orders under way."""
    return {**fields, "pending": [[] for _ in fields["approval"]]}
