"""Numbered steps from one schema of stored worlds to the next; each file stands alone and imports nothing of ours."""

from collections.abc import Callable
from typing import Any

from wargame.engine.storage.upgrades import schema_2_pending

UPGRADES: tuple[Callable[[dict[str, Any]], dict[str, Any]], ...] = (schema_2_pending.upgrade,)
"""The step at index n leads from schema n + 1 to n + 2."""
