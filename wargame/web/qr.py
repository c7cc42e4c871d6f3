"""QR codes as inline SVG."""

from functools import lru_cache

import segno


def qr_svg(text: str) -> str:
    """Return an SVG element with the text's QR code in dark ink, and the quiet zone that scanners need.

    The image is decorative, because the URL is written beside it.
    """
    code = segno.make(text, error="m", micro=False)
    return str(code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None, dark="#15212B", light="#FFFFFF"))


@lru_cache(maxsize=64)
def shared_qr_svg(text: str) -> str:
    """Return the same for a text that many pages show; it is kept, so the text must be no secret."""
    return qr_svg(text)
