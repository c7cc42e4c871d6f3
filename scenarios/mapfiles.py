"""Where the map file of a scenario lies."""

from pathlib import Path

_PACKS = Path(__file__).resolve().parent / "packs"


def map_file(slug: str) -> Path:
    """The map file of a scenario; raises FileNotFoundError, naming it, where a pack brings none."""
    found = next((file for file in _PACKS.glob("*/map.geojson") if file.parent.name == slug), None)
    if found is None:
        raise FileNotFoundError(f"The pack {slug} has no map.geojson.")
    return found
