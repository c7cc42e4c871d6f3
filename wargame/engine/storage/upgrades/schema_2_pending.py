"""Schema 2 adds the orders whose later effects are still to come. Before it, no scenario had such orders."""

from typing import Any


def upgrade(fields: dict[str, Any]) -> dict[str, Any]:
    """Give every state an empty list of orders under way."""
    return {**fields, "pending": [[] for _ in fields["approval"]]}
