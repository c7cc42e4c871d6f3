"""Subsets a font to some characters and some range of its variable axes, with fontTools."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FEATURES = ("kern", "liga", "mark", "mkmk", "ccmp", "locl")


def subset(source: Path, characters: Iterable[int], axes: Mapping[str, tuple[float, float, float]]) -> TTFont:
    """Return the font as woff2 with these code points only; `axes` is minimum, default and maximum of each axis."""
    options = Options(hinting=False, layout_features=list(FEATURES))
    options.drop_tables += ["meta"]
    # Without a timestamp, all processes build the same bytes, so a noted file length stays right.
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    if axes:
        font = instantiateVariableFont(font, axes)
    font.flavor = "woff2"
    return font
