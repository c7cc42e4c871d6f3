"""A page loads one style sheet and one script, which browsers may cache for ever."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from whitenoise.middleware import WhiteNoiseMiddleware

from wargame.web import bundles

STATIC = Path(project.BASE_DIR) / "static"
FOREVER = "max-age=315360000, public, immutable"


class Loaded(HTMLParser):
    """Collects the style sheets and scripts that a page loads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        words = dict(attrs)
        if tag == "script" or words.get("rel") == "stylesheet":
            self.addresses.append(str(words.get("src") or words.get("href")))


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> None:
    settings.VAR_DIR = tmp_path / "var"


OF_ONE_PAGE = {"film.js", "grid.js"}
"""Scripts that one page loads beside the bundle, so that no other page carries them."""


def served(address: str, accepts: str = "") -> HttpResponse:
    """Return the response of WhiteNoise's middleware, with 404 for addresses that it does not serve."""
    serve = WhiteNoiseMiddleware(lambda _: HttpResponse(status=404))
    request: HttpRequest = RequestFactory().get(address, HTTP_ACCEPT_ENCODING=accepts)
    answer: HttpResponse = serve(request)
    return answer


@pytest.mark.slow
def test_a_page_loads_one_style_sheet_and_one_script() -> None:
    style, script = Loaded(render_to_string("base.html")).addresses
    assert re.fullmatch(r"/static/bundles/parley\.[0-9a-f]{12}\.css", style)
    assert re.fullmatch(r"/static/bundles/parley\.[0-9a-f]{12}\.js", script)


def test_every_source_is_in_a_bundle_once() -> None:
    sheets = [
        name for name, _ in re.findall(r'@import "(.+?)" layer\((\w+)\);', (STATIC / bundles.IMPORTS).read_text())
    ]
    assert sorted(sheets) == sorted({file.name for file in (STATIC / "css").iterdir()} - {"parley.css"})
    assert "@import" not in bundles.sheet()
    scripts = [Path(name).name for name in bundles.SCRIPTS]
    files = {file.name for file in (STATIC / "js").iterdir()}
    assert files >= OF_ONE_PAGE
    assert sorted(scripts) == sorted([*(files - OF_ONE_PAGE), "htmx-2.min.js"])


def test_bundles_hold_no_comments_and_no_text_looks_like_one() -> None:
    assert "/*" not in bundles.sheet()
    assert not re.findall(r"^\s*//", bundles.script(), re.MULTILINE)
    for file in (STATIC / "css").iterdir():
        assert not [text for text in re.findall(r'"[^"\n]*"', file.read_text()) if "/*" in text]
    for file in (STATIC / "js").iterdir():
        # A template that goes on in the next line could begin that with two strokes.
        assert not [line for line in file.read_text().splitlines() if line.count("`") % 2]


def test_every_layer_has_its_place() -> None:
    text = (STATIC / bundles.IMPORTS).read_text()
    (order,) = re.findall(r"@layer (.+);", text)
    assert list(dict.fromkeys(re.findall(r"layer\((\w+)\)", text))) == order.split(", ")


@pytest.mark.slow
@pytest.mark.parametrize("debug", [False, True])
def test_what_is_not_collected_is_kept_for_good_and_compressed(settings: Any, *, debug: bool) -> None:
    settings.DEBUG = debug
    for address in Loaded(render_to_string("base.html")).addresses[:2]:
        plain, small, smallest = (served(address, accepts) for accepts in ("", "gzip", "gzip, br"))
        assert {answer["Cache-Control"] for answer in (plain, small, smallest)} == {FOREVER}
        assert (small["Content-Encoding"], smallest["Content-Encoding"]) == ("gzip", "br")
        assert int(smallest["Content-Length"]) < int(small["Content-Length"]) < int(plain["Content-Length"]) / 2
        assert smallest["ETag"] == plain["ETag"]


@pytest.mark.slow
def test_a_bundle_is_built_once_and_has_another_name_when_a_source_changes(
    tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.DEBUG = True
    finder = bundles.BundleFinder()
    first = finder.built()
    times = [file.stat().st_mtime_ns for file in first]
    assert [file.stat().st_mtime_ns for file in finder.built()] == times
    monkeypatch.setattr(bundles, "SCRIPTS", bundles.SCRIPTS[:1])
    second = finder.built()
    assert [file.name for file in first if file.suffix == ".css"] == [f.name for f in second if f.suffix == ".css"]
    assert {file.name for file in first if ".js" in file.name}.isdisjoint(file.name for file in second)


@pytest.mark.slow
def test_what_is_collected_has_its_hash_and_compressed_forms(tmp_path: Path, settings: Any) -> None:
    storage = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.STORAGES = project.STORAGES | {"staticfiles": storage}
    settings.STATIC_ROOT, settings.WHITENOISE_USE_FINDERS = str(tmp_path / "collected"), False
    others = ["admin", "rest_framework", "drf_spectacular_sidecar", "gis"]
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=others)
    for address in Loaded(render_to_string("base.html")).addresses[:2]:
        assert re.fullmatch(r"/static/bundles/parley\.[0-9a-f]{12}\.(css|js)", address)
        answer = served(address, "br")
        assert (answer["Cache-Control"], answer["Content-Encoding"]) == (FOREVER, "br")
    (sheet,) = (tmp_path / "collected" / "bundles").glob("parley.*.css")
    fonts = re.findall(r"fonts/(plex-.+?)\"", sheet.read_text())
    assert len(fonts) == 3
    assert all((tmp_path / "collected" / "fonts" / font).exists() for font in fonts)


@pytest.mark.slow
def test_the_finder_finds_bundles_and_nothing_else() -> None:
    finder = bundles.BundleFinder()
    names = [file.name for file in finder.built()]
    assert len(names) == 6
    assert finder.find(f"bundles/{names[0]}")
    assert finder.find("bundles/../secret-key") is None
    assert finder.find("bundles/parley.css", find_all=True) == []
