"""A font cut down to some characters and some part of its variable axes, by fontTools."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FEATURES = ("kern", "liga", "mark", "mkmk", "ccmp", "locl")


def subset(source: Path, characters: Iterable[int], axes: Mapping[str, tuple[float, float, float]]) -> TTFont:
    """The font as woff2, with these code points only; `axes` gives the least, usual and most of each axis kept."""
    options = Options(hinting=False, layout_features=list(FEATURES))
    options.drop_tables += ["meta"]
    # Without the time of day: a file server that has noted one length must not find another process's file.
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    if axes:
        font = instantiateVariableFont(font, axes)
    font.flavor = "woff2"
    return font
