"""Finds the templates that are whole pages, and not only a base or a part of other pages."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

FOLDER = Path(settings.BASE_DIR) / "templates"
_EXTENDS = re.compile(r'{% extends "([^"#]+)')


def page_templates() -> set[str]:
    """The names of all."""
    built_on = {name: found[1] for name in _names() if (found := _EXTENDS.search((FOLDER / name).read_text()))}
    return {name for name in built_on if _root(name, built_on) == "base.html"} - FRAMES


FRAMES = {
    "accounts/frame.html",
    "exercises/aside.html",
    "exercises/frame.html",
    "exercises/live_page.html",
    "exercises/diplomacy/room_page.html",
    "scenarios/editor/frame.html",
    "web/error.html",
}
"""Others extend them; no view renders them."""


def _names() -> Iterator[str]:
    return (path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.html"))


def _root(name: str, built_on: dict[str, str]) -> str:
    while name in built_on:
        name = built_on[name]
    return name
