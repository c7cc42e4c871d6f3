"""The files of a pack as bytes by name, in a folder or in a ZIP file, and the names that they may have.

A pack holds data alone: a program beside it, such as `make_map.py`, is left where it is.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any, NoReturn

from scenarios.pack_faults import Fault, PackError
from scenarios.schema.map_reading import MAX_BYTES as MAX_MAP_BYTES
from scenarios.schema.map_reading import NAME as MAP
from scenarios.schema.pack_reading import SHAPES
from scenarios.yamlsafe import MAX_BYTES, read_bytes
from wargame.zip_files import BadZip, ZipBounds, members_of, zip_of

PackFiles = Mapping[str, bytes]
"""The files of a pack by their names inside its folder, such as `seats/USA.yaml`."""

COVER, README = "scenario.yaml", "README.md"
_SEATS = re.compile(r"(seats|voices)/[A-Z]{3}\.yaml")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_SLUG, MAX_TITLE = 60, 160
BOUNDS = ZipBounds(file_bytes=3_000_000, unpacked_bytes=6_000_000, members=100)
"""The most that a ZIP file with a pack may hold. The largest pack of Parley unpacks to a third of it."""
_LITTER = re.compile(r"(.*/)?(__MACOSX/.*|\.DS_Store|Thumbs\.db|make_map\.py)", re.DOTALL)
"""Members that computers add by themselves, and the program that draws a map: they are left out."""
_AGAIN = "Make the file with export_scenario, or pack the folder of a pack as a ZIP file."


def is_member(name: str) -> bool:
    """Return whether a pack may have a file of this name."""
    return name in {MAP, README} or name.removesuffix(".yaml") in SHAPES or _SEATS.fullmatch(name) is not None


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the files of a pack in a folder, in the order of their names."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name: (folder / name).read_bytes() for name in names if is_member(name)}


def write_files(folder: Path, files: PackFiles) -> None:
    """Write the files of a pack into a folder, which is made. `require_names` has checked their names."""
    for name, body in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body)


def pack_zip(slug: str, files: PackFiles) -> bytes:
    """Return a ZIP file with a folder of this name that holds the files; equal files give an equal ZIP file."""
    return zip_of({f"{slug}/{name}": files[name] for name in sorted(files)})


def files_of_zip(file: IO[bytes]) -> dict[str, bytes]:
    """Return the files of a pack from a ZIP file with its folder, or with its files alone. Raises PackError."""
    try:
        members = members_of(file, BOUNDS, _chosen)
    except BadZip as error:
        raise PackError([Fault("ZIP file", str(error), _AGAIN)]) from error
    top = _top(list(members))
    files = {name.removeprefix(top): body for name, body in members.items()}
    require_files(files)
    return files


def require_files(files: PackFiles) -> None:
    """Raise PackError for names that no pack has, files that are too large, and bytes that are no text."""
    require_names(list(files))
    for name, body in files.items():
        most = MAX_MAP_BYTES if name == MAP else MAX_BYTES
        if len(body) > most:
            _refuse(name, f"the file is larger than {most // 1024} kB.", "Shorten it.")
        try:
            has_nul = "\0" in body.decode()
        except UnicodeDecodeError:
            _refuse(name, "a byte is not UTF-8.", "Save the file with the encoding UTF-8.")
        if has_nul:
            _refuse(name, "a control character is not allowed.", "Remove the invisible character.")


def require_names(names: Sequence[str]) -> None:
    """Raise PackError for a name that no pack has, such as one that climbs out of its folder, and without a cover."""
    if strange := sorted(name for name in names if not is_member(name)):
        remedy = f"A pack has {COVER} and the other files that docs/how-to/add-a-scenario.md names: remove this one."
        _refuse(f"{strange[0]!r:.80}", "no pack has a file of this name.", remedy)
    if COVER not in names:
        _refuse(COVER, "there is no such file.", "Add the file: every pack begins with it.")


def slug_of(files: PackFiles) -> str:
    """Return the slug that the cover of a pack gives it. Raises PackError where it gives none."""
    slug = _card(files).get("slug")
    if not isinstance(slug, str) or len(slug) > MAX_SLUG or not _SLUG.fullmatch(slug):
        message, remedy = (
            "the pack has no short name.",
            f"Write 'slug: a-short-name' below 'meta:', of at most {MAX_SLUG} signs.",
        )
        raise PackError([Fault(COVER, message, remedy, "meta.slug")])
    return slug


def title_of(files: PackFiles) -> str:
    """Return the title on the card of a pack, or else its slug; "" where nobody can read either of them."""
    try:
        card = _card(files)
    except PackError:
        return ""
    title = card.get("title") or card.get("slug")
    return title[:MAX_TITLE] if isinstance(title, str) else ""


def _card(files: PackFiles) -> dict[str, Any]:
    tree = read_bytes(files[COVER], name=COVER).tree
    meta = tree.get("meta") if isinstance(tree, dict) else None
    return meta if isinstance(meta, dict) else {}


def _chosen(names: Sequence[str]) -> list[str]:
    """Return the names of the pack's files among those of a ZIP file, before anything is unpacked. Raises PackError."""
    kept = [name for name in names if not _LITTER.fullmatch(name)]
    top = _top(kept)
    require_names([name.removeprefix(top) for name in kept])
    return kept


def _top(names: Sequence[str]) -> str:
    """Return the folder that all names begin with, with its slash; "" where the cover lies at the top."""
    tops = {name.partition("/")[0] for name in names}
    return f"{tops.pop()}/" if len(tops) == 1 and COVER not in names else ""


def _refuse(name: str, message: str, remedy: str) -> NoReturn:
    raise PackError([Fault(name, message, remedy)])
