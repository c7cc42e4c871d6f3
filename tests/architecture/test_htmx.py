"""Only django-htmx reads and writes the headers of htmx."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_HEADER = re.compile(r"""["'](HTTP_)?HX[-_]""", re.IGNORECASE)


def test_no_module_names_a_header_of_htmx() -> None:
    modules = [file for room in ("wargame", "scenarios") for file in (ROOT / room).rglob("*.py")]
    assert len(modules) > 400
    named = [str(file.relative_to(ROOT)) for file in modules if _HEADER.search(file.read_text(encoding="utf-8"))]
    assert not named, "use request.htmx, HtmxDetails(request) or the responses of django_htmx.http"
    assert _HEADER.search('request.headers.get("HX-Request")')
