"""Contact sheets: the photographs of a page with a row for each state, laid out by the browser."""

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from playwright.sync_api import Browser

from tests.contact_sheets.camera import QUALITY, THEMES, Visit

SHOWN = {1440: 600, 1366: 570, 768: 330, 390: 250, 320: 205}
"""Pixels of a sheet that a photograph of each width takes."""
ROWS = 3
"""More would be higher than anybody looks at."""
STYLE = """
body { margin: 16px; width: max-content; background: #8a8f94; color: #000; font: 16px/1.4 sans-serif }
h1 { font-size: 28px } h2 { margin: 24px 0 8px; font-size: 20px }
section { display: flex; gap: 12px; align-items: start }
figure { margin: 0 } figcaption { font-size: 13px }
a { display: block; overflow: hidden; max-height: 1500px }
img { display: block; width: 100% }
"""


def write(page: str, visits: Sequence[Visit], folder: Path, widths: Sequence[int]) -> Iterator[Path]:
    """The sheets of a page as HTML, in which each photograph leads to itself in full size."""
    parts = [visits[first : first + ROWS] for first in range(0, len(visits), ROWS)]
    for number, part in enumerate(parts, start=1):
        yield _write_sheet(f"{page}-{number}" if len(parts) > 1 else page, part, folder, widths)


def _write_sheet(name: str, visits: Sequence[Visit], folder: Path, widths: Sequence[int]) -> Path:
    rows = "".join(f"<h2>{escape(visit.name)}</h2><section>{_row(visit, folder, widths)}</section>" for visit in visits)
    sizes = "".join(f".at-{width} {{ width: {shown}px }}" for width, shown in SHOWN.items())
    head = f"<!doctype html><meta charset=utf-8><title>{escape(name)}</title><style>{STYLE}{sizes}</style>"
    path = folder / f"{name}.html"
    path.write_text(f"{head}<h1>{escape(name)}</h1>{rows}", encoding="utf-8")
    return path


def _row(visit: Visit, folder: Path, widths: Sequence[int]) -> str:
    photographs = [(width, theme, visit.file(width, theme)) for theme in THEMES for width in widths]
    return "".join(
        f"<figure class=at-{width}><figcaption>{escape(visit.name)}: {width} px, {theme}</figcaption>"
        f'<a href="{escape(file)}"><img src="{escape(file)}" alt=""></a></figure>'
        for width, theme, file in photographs
        if (folder / file).exists()
    )


def print_sheet(browser: Browser, sheet: Path) -> list[str]:
    """Makes the picture of a sheet, beside it; there is nothing that could be wrong with it."""
    page = browser.new_page(viewport={"width": 2500, "height": 1000})
    page.goto(sheet.as_uri(), wait_until="load")
    page.screenshot(path=sheet.with_suffix(".jpg"), full_page=True, type="jpeg", quality=QUALITY)
    page.close()
    return []
