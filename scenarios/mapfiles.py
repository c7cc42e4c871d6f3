"""Finds the map file of a scenario."""

from pathlib import Path

from scenarios.folders import PACKS


def find_map(slug: str) -> Path | None:
    """Return the map file of a scenario, or None if its pack has none."""
    return next((file for file in PACKS.glob("*/map.geojson") if file.parent.name == slug), None)


def map_file(slug: str) -> Path:
    """Return the map file of a scenario. Raises FileNotFoundError with the slug if its pack has none."""
    found = find_map(slug)
    if found is None:
        raise FileNotFoundError(f"The pack {slug} has no map.geojson.")
    return found
