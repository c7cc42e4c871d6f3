"""Numbered upgrades of stored worlds, each from one schema to the next; each file stands alone and imports none of our
code.
"""

from collections.abc import Callable
from typing import Any

from wargame.engine.storage.upgrades import schema_2_pending, schema_3_memory

UPGRADES: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = (
    schema_2_pending.upgrade,
    schema_3_memory.upgrade,
)
"""The step at index n leads from schema n + 1 to n + 2."""
