"""Puts the files of a pack into a folder of packs, whole or not at all."""

from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from scenarios.pack_members import PackFiles, files_of, write_files


class AlreadyThere(FileExistsError):
    """The folder has another pack of this name."""


def put_pack(folder: Path, slug: str, files: PackFiles, *, replace: bool) -> bool:
    """Put a pack into a folder of packs; return whether this changed anything.

    With `replace` it takes the place of a pack of this name; what is no file of a pack, such as `make_map.py`, stays.
    Raises AlreadyThere and OSError.
    """
    place = folder / slug
    if place.is_dir():
        if files_of(place) == dict(files):
            return False
        if not replace:
            raise AlreadyThere(
                f"There is another pack {slug!r} in {folder}. Add --replace, or give yours another slug."
            )
    with TemporaryDirectory(prefix=".", dir=folder) as work:
        made, before = Path(work) / "new", Path(work) / "before"
        if place.is_dir():
            copytree(place, made, symlinks=True)
            for name in files_of(made):
                (made / name).unlink()
        write_files(made, files)
        if place.is_dir():
            place.rename(before)
        made.rename(place)
    return True
