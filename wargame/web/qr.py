"""QR codes as drawings that stand in the page."""

import segno


def qr_svg(text: str) -> str:
    """An SVG element of the text's QR code in the ink of the page, with the quiet zone that scanners ask for.

    The background is left to the page, which must be light; decorative, for the address stands beside it in words.
    """
    code = segno.make(text, error="m", micro=False)
    return str(code.svg_inline(border=4, omitsize=True, svgclass="qr", lineclass=None, dark="#15212B", light="#FFFFFF"))
