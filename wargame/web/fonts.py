"""Builds web fonts from installed font packages: subsets of the characters that our pages use, as woff2, once per
version.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

import fontpkg_ibm_plex_mono
import fontpkg_ibm_plex_sans
from django.conf import settings

from wargame.web.built_files import BuiltFinder, write

_ASCII = range(0x20, 0x7F)
_WESTERN = range(0xA0, 0x100)
_EXTENDED = range(0x100, 0x180)
_SIGNS = map(
    ord, "\u2009\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u2032\u2033\u2190\u2192\u2212\u2248\u2264\u2265"
)


@dataclass(frozen=True)
class WebFont:
    """One font file: its source, the characters kept, and the range kept of each variable axis."""

    name: str
    source: Path
    characters: tuple[int, ...]
    axes: dict[str, tuple[float, float, float]] = field(default_factory=dict)


FONTS = (
    WebFont(
        name="plex-sans.woff2",
        source=fontpkg_ibm_plex_sans.ROOT / "files" / "IBMPlexSans[wdth,wght].ttf",
        characters=(*_ASCII, *_WESTERN, *_SIGNS),
        axes={"wght": (400, 400, 700)},
    ),
    # Letters of names, such as ő: type.css has browsers load them where a page shows one.
    WebFont(
        name="plex-sans-extended.woff2",
        source=fontpkg_ibm_plex_sans.ROOT / "files" / "IBMPlexSans[wdth,wght].ttf",
        characters=tuple(_EXTENDED),
        axes={"wght": (400, 400, 700)},
    ),
    WebFont(
        name="plex-mono.woff2",
        source=fontpkg_ibm_plex_mono.ROOT / "files" / "IBMPlexMono-Medium.ttf",
        characters=tuple(_ASCII),
    ),
)


def build(font: WebFont, folder: Path) -> Path:
    """Return the woff2 file of a font in the folder, built if missing.

    Processes that do so at the same time write the same bytes.
    """
    target = folder / font.name
    if target.exists():
        return target
    # Imported here, because fontTools takes a tenth of a process's start and is needed once per version.
    from wargame.web.subsetting import subset  # noqa: PLC0415

    drawing = subset(font.source, font.characters, font.axes)
    content = BytesIO()
    drawing.save(content)
    write(target, content.getvalue())
    return target


def folder_of(fonts: Iterable[WebFont]) -> Path:
    """Return the folder of built fonts, a new one for every change of source, characters or axes."""
    digest = hashlib.sha256()
    for font in fonts:
        digest.update(repr((font, font.source.stat().st_size)).encode())
    return Path(settings.VAR_DIR) / "fonts" / digest.hexdigest()[:12]


class FontFinder(BuiltFinder):
    """The finder of /static/fonts/."""

    prefix = "fonts"

    def built(self) -> list[Path]:
        return [build(font, folder_of(FONTS)) for font in FONTS]
