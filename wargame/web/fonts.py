"""Web fonts made from the installed font packages: subset to what our pages write, as woff2, once per version."""

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import fontpkg_ibm_plex_mono
import fontpkg_ibm_plex_sans
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

_ASCII = range(0x20, 0x7F)
_LATIN = range(0xA0, 0x180)
_SIGNS = map(
    ord, "\u2009\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2032\u2033\u2190\u2192\u2212\u2248\u2264\u2265"
)


@dataclass(frozen=True)
class WebFont:
    """One file of ours: its source, the characters kept, and the part of each variable axis kept."""

    name: str
    source: Path
    characters: tuple[int, ...]
    axes: dict[str, tuple[float, float, float]] = field(default_factory=dict)


FONTS = (
    WebFont(
        name="plex-sans.woff2",
        source=fontpkg_ibm_plex_sans.ROOT / "files" / "IBMPlexSans[wdth,wght].ttf",
        characters=(*_ASCII, *_LATIN, *_SIGNS),
        axes={"wght": (400, 400, 700)},
    ),
    WebFont(
        name="plex-mono.woff2",
        source=fontpkg_ibm_plex_mono.ROOT / "files" / "IBMPlexMono-Medium.ttf",
        characters=tuple(_ASCII),
    ),
)


def build(font: WebFont, folder: Path) -> Path:
    """The woff2 of a font in the folder, made if missing; processes that race write the same bytes, each whole."""
    target = folder / font.name
    if target.exists():
        return target
    folder.mkdir(parents=True, exist_ok=True)
    # Fonts are built once per version, and fontTools takes a tenth of each process's start to import.
    from wargame.web.subsetting import subset  # noqa: PLC0415

    drawing = subset(font.source, font.characters, font.axes)
    with tempfile.NamedTemporaryFile(dir=folder, suffix=".part", delete=False) as part:
        drawing.save(part)
    Path(part.name).chmod(0o644)
    os.replace(part.name, target)
    return target


def folder_of(fonts: Iterable[WebFont]) -> Path:
    """Where built fonts are kept: a new folder for every change of source, characters or axes."""
    digest = hashlib.sha256()
    for font in fonts:
        digest.update(repr((font, font.source.stat().st_size)).encode())
    return Path(settings.VAR_DIR) / "fonts" / digest.hexdigest()[:12]


class FontFinder(BaseFinder):
    """Serves /static/fonts/ from the built fonts, to the development server and to collectstatic alike."""

    prefix = "fonts"

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        found = [str(build(font, folder_of(FONTS))) for font in FONTS if path == f"{self.prefix}/{font.name}"]
        if find_all or kwargs.get("all"):
            return found
        return found[0] if found else None

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        folder = folder_of(FONTS)
        storage = FileSystemStorage(location=folder)
        storage.prefix = self.prefix  # type: ignore[attr-defined] # collectstatic and WhiteNoise read it
        for font in FONTS:
            build(font, folder)
            yield font.name, storage
