"""Reads query parameters of pages. An invalid value counts as missing."""

from django.http import HttpRequest

_LONGEST = 80
_MOST_DIGITS = 5


def number(request: HttpRequest, name: str) -> int | None:
    """Return a positive whole number from the query, None without one."""
    text = request.GET.get(name, "")
    if not text.isascii() or not text.isdecimal() or len(text) > _MOST_DIGITS:
        return None
    return int(text) or None


def word(request: HttpRequest, name: str) -> str:
    """Return a text of at most 80 characters from the query, "" without one."""
    return request.GET.get(name, "").strip()[:_LONGEST]
