"""Icons: the same as the package renders them, from an archive that is opened once."""

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from lucide.templatetags.lucide import lucide

from wargame.web import icons
from wargame.web.icons import UnknownIcon, icon_svg

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
NAMED = re.compile(r'{% icon "([\w-]+)"')


def used() -> list[str]:
    """Return the icons that templates name; packs name the others."""
    return sorted({name for page in TEMPLATES.rglob("*.html") for name in NAMED.findall(page.read_text("utf-8"))})


@pytest.mark.slow
def test_every_icon_is_drawn_as_the_package_draws_it() -> None:
    assert len(used()) > 40
    for name in ("anchor", "plane", *used()):
        drawn = lucide(name, size=20, **{"class": "icon", "aria-hidden": "true", "stroke_width": "1.8"})
        assert icon_svg(name, 20) == drawn


def test_an_icon_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownIcon, match="'no-such-icon'"):
        icon_svg("no-such-icon", 16)


def test_the_archive_is_opened_once(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = []

    def opening(stored: BytesIO) -> ZipFile:
        opened.append(stored)
        return ZipFile(stored)

    monkeypatch.setattr(icons, "ZipFile", opening)
    icon_svg.cache_clear()
    icons._archive.cache_clear()
    assert [icon_svg(name, 16)[:4] for name in used()[:5]] == ["<svg"] * 5
    assert len(opened) == 1
