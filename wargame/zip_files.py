"""ZIP files in memory: equal members give equal files, and what is read stays within bounds.

Nothing is unpacked to disk, and no member is unpacked before the names and sizes of all are known.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError)
_PACKINGS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every member: equal members give equal files."""


@dataclass(frozen=True)
class ZipBounds:
    """The most bytes that a file may have, that its members may unpack to together, and the most members."""

    file_bytes: int
    unpacked_bytes: int
    members: int


class BadZip(ValueError):
    """The file is no ZIP file that Parley reads; the sentence names the reason."""


def zip_of(members: Mapping[str, bytes]) -> bytes:
    """Return a ZIP file with these members, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, body in members.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def members_of(
    file: IO[bytes], bounds: ZipBounds, wanted: Callable[[Sequence[str]], Sequence[str]]
) -> dict[str, bytes]:
    """Return the members that `wanted` chooses from the names of all, unpacked.

    `wanted` may raise an error of its own for names that it does not take. Folders are no members. Raises BadZip.
    """
    if file.seek(0, 2) > bounds.file_bytes:
        raise BadZip(f"The file is larger than {bounds.file_bytes:,} bytes.")
    archive = _opened(file)
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        if len(infos) > bounds.members:
            raise BadZip(f"The file has more than {bounds.members} members.")
        chosen = frozenset(wanted([info.filename for info in infos]))
        _require_plain(infos, bounds)
        return {info.filename: _body(archive, info, bounds) for info in infos if info.filename in chosen}


def _opened(file: IO[bytes]) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except _BROKEN as error:
        raise BadZip("The file is no ZIP file, or a broken one.") from error


def _require_plain(infos: Sequence[zipfile.ZipInfo], bounds: ZipBounds) -> None:
    names = [info.filename for info in infos]
    if len(set(names)) != len(names):
        raise BadZip("The file has two members of one name.")
    if links := [info.filename for info in infos if stat.S_ISLNK(info.external_attr >> 16)]:
        raise BadZip(f"{links[0]!r:.80} is a link to another file: links are not read.")
    if any(info.flag_bits & 1 for info in infos):
        raise BadZip("The file needs a password.")
    if any(info.compress_type not in _PACKINGS for info in infos):
        raise BadZip("The file is packed in a way that Parley does not read.")
    if sum(info.file_size for info in infos) > bounds.unpacked_bytes:
        raise _too_large(bounds)


def _body(archive: zipfile.ZipFile, info: zipfile.ZipInfo, bounds: ZipBounds) -> bytes:
    """Return one member; a member that unpacks to more than its head says is a bomb."""
    try:
        with archive.open(info) as member:
            body = member.read(info.file_size + 1)
    except _BROKEN as error:
        raise BadZip("The file is no ZIP file, or a broken one.") from error
    if len(body) > info.file_size:
        raise _too_large(bounds)
    return body


def _too_large(bounds: ZipBounds) -> BadZip:
    return BadZip(f"The file unpacks to more than {bounds.unpacked_bytes:,} bytes.")
