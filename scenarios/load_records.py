"""The record of the last load and its files: where neither has changed since, loading again would change nothing.

A load takes a second, which every start would wait for. This module does without the schemas, whose import takes long.
"""

import json
import os
import platform
from contextlib import suppress
from dataclasses import asdict, dataclass
from fnmatch import filter as matching
from hashlib import sha256
from pathlib import Path

import django
import pydantic
import yaml
from django.conf import settings

from scenarios.access import in_library
from scenarios.folders import shared_of
from scenarios.models import Edition, OrderKind

_PROGRAM = ("scenarios", "wargame/engine")
"""Folders with the program that reads packs, checks them and writes rows."""
_LIBRARIES = (platform.python_version(), django.__version__, pydantic.VERSION, yaml.__version__)


@dataclass(frozen=True, slots=True)
class LoadRecord:
    """`files` is a digest of what was read and of the program that read it, `rows` one of what they became."""

    files: str
    rows: str
    facts: int
    sources: int
    packs: tuple[str, ...]


def files_digest(folder: Path) -> str:
    """Return a hash of every file of a folder of packs, and of all that decides what is made of them."""
    digest = sha256(json.dumps(_LIBRARIES).encode())
    program = ((Path(settings.BASE_DIR, name), "*.py") for name in _PROGRAM)
    for part, pattern in ((folder, "*"), (shared_of(folder), "*"), *program):
        for path in _files_in(part, pattern):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(part)}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def _files_in(folder: Path, pattern: str) -> list[Path]:
    """Return the files of a folder and of those below it, sorted. A pack may be a link to a folder elsewhere."""
    # Path.rglob does not look into links, and a load does.
    walked = os.walk(folder, followlinks=True)
    found = (Path(place, name) for place, _, names in walked for name in matching(names, pattern))
    return sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts)


def rows_digest() -> str:
    """Return a hash of the rows by which a load knows whether its files are in the database already."""
    edition = Edition.objects.first()
    scenarios = in_library().order_by("slug").values_list("slug", "current__content_hash", "current__map")
    kinds = OrderKind.objects.order_by("kind").values()
    rows = [edition and edition.content_hash, [*scenarios], [{**kind, "id": None} for kind in kinds]]
    return sha256(json.dumps(rows).encode()).hexdigest()


def kept_record() -> LoadRecord | None:
    """Return the record of the last load; None where there is none that can be read."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
        return LoadRecord(**{**kept, "packs": tuple(kept["packs"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def keep_record(record: LoadRecord) -> None:
    """Keep the record of a load. Where that fails, the next start loads again."""
    with suppress(OSError):
        # Whole or not at all: another start may read it meanwhile.
        made = _file().with_suffix(".new")
        made.write_text(json.dumps(asdict(record)), encoding="utf-8")
        made.replace(_file())


def _file() -> Path:
    return Path(settings.VAR_DIR) / "loaded-packs.json"
