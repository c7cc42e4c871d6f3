"""The seal at the end of a backup: a digest of all bytes before it, by which `restore` knows that the file is whole.

`pg_restore` and SQLite read a sealed file as they read one without a seal. Anybody who can write a file can seal it, so
`contents.py` checks what is in it as well.
"""

import hashlib
from hmac import compare_digest
from pathlib import Path
from typing import BinaryIO

from wargame.backups.errors import BackupError

_HEAD = b"\nParley backup, SHA-256 "
_LENGTH = len(_HEAD) + hashlib.sha256().digest_size * 2 + 1
_CHUNK = 1 << 20


def seal(path: Path) -> None:
    """Append the digest of the file to it."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    with path.open("ab") as stream:
        stream.write(_seal_of(digest))


def copy_unsealed(source: Path, target: Path) -> None:
    """Copy a sealed file without its seal. Raises BackupError if its digest is missing or another, or on a fault."""
    try:
        with source.open("rb") as sealed, target.open("xb") as copy:
            size = source.stat().st_size - _LENGTH
            digest = _copy(sealed, copy, size)
            end = sealed.read()
    except OSError as error:
        raise BackupError(f"Cannot read or copy {source}: {error.strerror}. Mend that, and restore again.") from error
    if not end.startswith(_HEAD):
        raise BackupError(
            f"{source} does not end with its digest: it was cut short, or an older version made it. "
            "Copy it again, or restore it with the version that made it."
        )
    if not compare_digest(end, _seal_of(digest)):
        raise BackupError(f"{source} is damaged: its digest is another one. Copy it again, or choose another backup.")


def _copy(source: BinaryIO, target: BinaryIO, size: int) -> str:
    """Copy so many bytes, and return their digest (hex)."""
    digest = hashlib.sha256()
    while size > 0 and (chunk := source.read(min(size, _CHUNK))):
        digest.update(chunk)
        target.write(chunk)
        size -= len(chunk)
    return digest.hexdigest()


def _seal_of(digest: str) -> bytes:
    return _HEAD + digest.encode() + b"\n"
