"""Where the map file of a scenario lies."""

from pathlib import Path

_PACKS = Path(__file__).resolve().parent / "packs"


def find_map(slug: str) -> Path | None:
    """The map file of a scenario, or None where a pack brings none."""
    return next((file for file in _PACKS.glob("*/map.geojson") if file.parent.name == slug), None)


def map_file(slug: str) -> Path:
    """The map file of a scenario that must have one; raises FileNotFoundError, naming it, otherwise."""
    found = find_map(slug)
    if found is None:
        raise FileNotFoundError(f"The pack {slug} has no map.geojson.")
    return found
