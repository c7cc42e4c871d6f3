"""Match a sheet with the order that an adviser asked for."""

from collections.abc import Iterable, Mapping

PARTS = ("kind", "level", "target", "partner")


def is_on(sheet: Iterable[Mapping[str, str]], order: Mapping[str, str]) -> bool:
    """Return whether a sheet has exactly this order."""
    return any(all(row[part] == order[part] for part in PARTS) for row in sheet)
