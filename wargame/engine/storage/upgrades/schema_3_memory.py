"""Schema 3: worlds keep what moves of incidents did to whom, what states remember of force, and last turn's orders."""

from typing import Any

KEPT_ORDERS = 3


def upgrade(fields: dict[str, Any]) -> dict[str, Any]:
    """Begin without any of these memories."""
    states = len(fields["approval"])
    pairs = {name: [[0] * states for _ in range(states)] for name in ("provocation", "provoked", "grudge")}
    return {**fields, **pairs, "kept": [[0] * KEPT_ORDERS for _ in range(states)]}
