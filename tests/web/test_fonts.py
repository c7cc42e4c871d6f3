"""Web fonts are built from the installed packages, small and complete."""

from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from wargame.web.fonts import FONTS, FontFinder, build

MONO = FONTS[-1]


@pytest.mark.slow
def test_a_font_holds_what_pages_write_and_stays_light(tmp_path: Path) -> None:
    sans, extended, mono = (build(font, tmp_path) for font in FONTS)
    assert {ord("ő"), ord("ž")} <= TTFont(extended).getBestCmap().keys()
    letters = TTFont(sans).getBestCmap()
    for sign in "Aä\N{EN DASH}\N{EM DASH}“”…→\N{MINUS SIGN}":
        assert ord(sign) in letters
    assert {axis.axisTag for axis in TTFont(sans)["fvar"].axes} == {"wght", "wdth"}
    assert sans.stat().st_size + mono.stat().st_size < 50_000


def test_a_built_font_is_not_built_again(tmp_path: Path) -> None:
    made = build(MONO, tmp_path)
    before = made.stat().st_mtime_ns
    assert build(MONO, tmp_path).stat().st_mtime_ns == before
    assert [file.name for file in tmp_path.iterdir()] == [MONO.name]


@pytest.mark.slow
def test_a_font_has_the_same_bytes_whenever_it_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two web processes build it at the same time, and each records the length of its own build."""
    made = []
    for second in ("1000000000", "1700000000"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", second)
        made.append(build(MONO, tmp_path / second).read_bytes())
    assert made[0] == made[1]


@pytest.mark.slow
def test_the_finder_finds_our_fonts_and_nothing_else(tmp_path: Path, settings: Any) -> None:
    settings.VAR_DIR = tmp_path
    finder = FontFinder()
    assert Path(finder.find("fonts/plex-mono.woff2")).read_bytes()[:4] == b"wOF2"
    assert finder.find("fonts/../../secret-key") is None
    assert finder.find("fonts/other.woff2", find_all=True) == []
    assert [name for name, _ in finder.list(None)] == ["plex-sans.woff2", "plex-sans-extended.woff2", "plex-mono.woff2"]
