"""The bundles that pages load: one style sheet and one script, joined from smaller files.

A bundle is built once for each change of its sources. With collectstatic, the storage adds the hash to its name and the
compressed forms; where WhiteNoise serves files from finders, this module adds both.
"""

import gzip
import hashlib
import re
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from pathlib import Path

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.exceptions import ImproperlyConfigured

from wargame.web.built_files import BuiltFinder, write

PREFIX = "bundles"
SHEET, SCRIPT = f"{PREFIX}/parley.css", f"{PREFIX}/parley.js"

IMPORTS = "css/parley.css"
SCRIPTS = (
    "django_htmx/htmx-2.min.js",
    "js/shell.js",
    "js/regions.js",
    "js/live.js",
    "js/countdown.js",
    "js/keys.js",
    "js/map.js",
    "js/outbox.js",
    "js/tabs.js",
    "js/words.js",
    "js/decks.js",
    "js/drafts.js",
    "js/here.js",
    "js/print.js",
    "js/overview.js",
    "js/replay.js",
)
"""In the order in which they run. Each does nothing on a page that lacks the elements it looks for."""

_IMPORT = re.compile(r'@import "([\w-]+\.css)" layer\((\w+)\);')
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_INDENT = re.compile(r"\s*\n\s*")
_LINE_OF_REMARK = re.compile(r"^\s*//.*\n", re.MULTILINE)


class HashedBundles(StaticFilesStorage):
    """The storage for files that are not collected.

    A bundle's name has its hash, so that browsers may cache it for ever.
    """

    def url(self, name: str | None) -> str:
        is_bundle = name in {SHEET, SCRIPT}
        return super().url(f"{PREFIX}/{_served(Path(str(name)).suffix).name}" if is_bundle else name)


class BundleFinder(BuiltFinder):
    """Serves /static/bundles/."""

    prefix = PREFIX

    def built(self) -> list[Path]:
        if not settings.WHITENOISE_USE_FINDERS:
            return _for_collecting()
        served = [_served(suffix) for suffix in _SOURCES]
        return [Path(f"{file}{packed}") for file in served for packed in ("", *_PACKERS)]


def sheet() -> str:
    """Return all style sheets, each in its cascade layer, without comments and indentation."""
    imports = _source(IMPORTS)

    def layer(found: re.Match[str]) -> str:
        return f"@layer {found[2]} {{\n{(imports.parent / found[1]).read_text()}}}\n"

    return _INDENT.sub("\n", _REMARK.sub("", _IMPORT.sub(layer, imports.read_text())))


def script() -> str:
    """Return all scripts, without lines of comment. One that fails is reported, and the scripts after it still run."""
    read = {name: _source(name).read_text() for name in SCRIPTS}
    return "".join(
        f"try {{\n{_LINE_OF_REMARK.sub('', text)}\n}} catch (fault) {{ reportError(fault); }}\n"
        for name, text in read.items()
    )


def _source(name: str) -> Path:
    path = finders.find(name)
    if not isinstance(path, str):
        raise ImproperlyConfigured(f"The static file {name} is missing.")
    return Path(path)


_SOURCES: Mapping[str, Callable[[], str]] = {".css": sheet, ".js": script}
_PACKERS: Mapping[str, Callable[[bytes], bytes]] = {
    ".br": brotli.compress,
    ".gz": partial(gzip.compress, mtime=0),
}


def _for_collecting() -> list[Path]:
    """Return newly built bundles under plain names: collectstatic skips files that are older than collected ones."""
    files = []
    for suffix, source in _SOURCES.items():
        files.append(_folder() / "collected" / f"parley{suffix}")
        write(files[-1], source().encode())
    return files


def _served(suffix: str) -> Path:
    """Return the bundle, built if missing; its compressed forms are beside it."""
    # Sources change only during development, so the result is cached otherwise.
    return _build(suffix, _folder()) if settings.DEBUG else _build_once(suffix, _folder())


@lru_cache
def _build_once(suffix: str, folder: Path) -> Path:
    return _build(suffix, folder)


def _build(suffix: str, folder: Path) -> Path:
    content = _SOURCES[suffix]().encode()
    target = folder / f"parley.{hashlib.sha256(content).hexdigest()[:12]}{suffix}"
    # The plain form is written last, so where it exists, the others do.
    for packed, pack in _PACKERS.items():
        if not target.exists():
            write(Path(f"{target}{packed}"), pack(content))
    if not target.exists():
        write(target, content)
    return target


def _folder() -> Path:
    return Path(settings.VAR_DIR) / PREFIX
