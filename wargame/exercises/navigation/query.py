"""What an address asks for; a question that makes no sense counts as not asked."""

from django.http import HttpRequest

_LONGEST = 80
_MOST_DIGITS = 5


def number(request: HttpRequest, name: str) -> int | None:
    """A positive whole number from the query of the address."""
    text = request.GET.get(name, "")
    if not text.isascii() or not text.isdecimal() or len(text) > _MOST_DIGITS:
        return None
    return int(text) or None


def word(request: HttpRequest, name: str) -> str:
    """A short text from the query of the address."""
    return request.GET.get(name, "").strip()[:_LONGEST]
