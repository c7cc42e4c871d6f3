"""Where packs and the shared library lie."""

from pathlib import Path

PACKS = Path(__file__).resolve().parent / "packs"
SHARED = "_shared"


def shared_of(folder: Path) -> Path:
    """Return the shared library for the packs of a folder: the folder's own, or else the one that comes with Parley."""
    own = folder / SHARED
    return own if next(own.glob("*.yaml"), None) else PACKS / SHARED
