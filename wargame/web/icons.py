"""Lucide's icons as SVG.

The package's template tag opens its archive of 1,745 drawings for every icon, which takes 20 ms. Here each process
opens the archive once.
"""

from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

from django.utils.safestring import SafeString

_ATTRIBUTES = {"class": "icon", "aria-hidden": "true", "stroke-width": "1.8"}
_NAMESPACE = "{http://www.w3.org/2000/svg}"


class UnknownIcon(LookupError):
    """Lucide has no icon of this name."""


@lru_cache(maxsize=256)
def icon_svg(name: str, size: int, ident: str = "") -> SafeString:
    """Return the icon as an SVG element of `size` pixels, hidden from assistive technology. Raises UnknownIcon.

    `ident` is its id, where a page draws the icon many times by reference.
    """
    try:
        svg = ElementTree.fromstring(_archive().read(f"{name}.svg"))  # noqa: S314 - drawings of an installed package
    except KeyError:
        raise UnknownIcon(f"Lucide has no icon {name!r}.") from None
    for node in svg.iter():
        # SVG within HTML needs no namespace.
        node.tag = node.tag.removeprefix(_NAMESPACE)
    svg.attrib |= {"width": str(size), "height": str(size), **_ATTRIBUTES, **({"id": ident} if ident else {})}
    return SafeString(ElementTree.tostring(svg, encoding="unicode"))


@cache
def _archive() -> ZipFile:
    return ZipFile(BytesIO(files("lucide").joinpath("lucide.zip").read_bytes()))
