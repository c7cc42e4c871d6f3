"""Static files that are built: kept under `var/`, and found by WhiteNoise and collectstatic like other static files."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder, get_finders
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage


def write(target: Path, content: bytes) -> None:
    """Write the file atomically. Processes that do so at the same time write the same bytes."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as part:
        part.write(content)
    Path(part.name).chmod(0o644)
    os.replace(part.name, target)


class BuiltFinder(BaseFinder):
    """A finder of built files under `prefix`, for the development server and for collectstatic."""

    prefix = ""

    def built(self) -> Sequence[Path]:
        """Return the files, all in one folder. A subclass builds those that are missing."""
        raise NotImplementedError

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        is_ours = path.startswith(f"{self.prefix}/")
        found = [str(file) for file in self.built() if path == f"{self.prefix}/{file.name}"] if is_ours else []
        if find_all or kwargs.get("all"):
            return found
        return found[0] if found else None

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for file in self.built():
            storage = FileSystemStorage(location=file.parent)
            storage.prefix = self.prefix  # type: ignore[attr-defined] # collectstatic and WhiteNoise read it
            yield file.name, storage


def build_missing() -> None:
    """Build all files that are missing, before web processes start: each of them would build the same.

    Where files are collected, `collectstatic` has built them.
    """
    if settings.WHITENOISE_USE_FINDERS:
        for finder in get_finders():
            if isinstance(finder, BuiltFinder):
                finder.built()
