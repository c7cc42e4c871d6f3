"""Changes one thing in a file of a pack."""

from pathlib import Path

from scenarios.schema.pack import Pack


def change(path: Path, old: str, new: str) -> None:
    """Replace the first `old` by `new`; the file must contain it, or the test would test nothing."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def without_map(pack: Pack) -> Pack:
    """Return a pack as its stored content gives it back: its map is stored beside it."""
    return pack.model_copy(update={"map": None})
