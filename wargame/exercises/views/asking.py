"""What an address asks for; a question that makes no sense counts as not asked."""

from django.http import HttpRequest

_LONGEST = 80


def number(request: HttpRequest, name: str) -> int | None:
    """A positive whole number from the query of the address."""
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and 0 < int(text[:6]) < 100_000 else None


def word(request: HttpRequest, name: str) -> str:
    """A short text from the query of the address."""
    return request.GET.get(name, "").strip()[:_LONGEST]
