"""How many streams may be open at a time in this process: of one page, of one browser, from one address.

A stream costs memory where it is open, so each process counts its own. A class of forty behind one address has as many
streams as pages that are looked at.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookies import CookieError, SimpleCookie
from typing import Any

from django.conf import settings

from wargame.networks import network_of

MOST = {"page": 8, "browser": 24, "address": 2000}
RETRY_SECONDS = 15


class Crowd:
    """The streams that are open."""

    def __init__(self) -> None:
        self._open: Counter[tuple[str, str]] = Counter()

    @contextmanager
    def one_more(self, scope: dict[str, Any]) -> Iterator[bool]:
        """Whether there is room for the stream that is asked for; while the block lasts, it takes some."""
        traits = _traits(scope)
        if any(self._open[trait] >= MOST[trait[0]] for trait in traits):
            yield False
            return
        self._open.update(traits)
        try:
            yield True
        finally:
            self._open.subtract(traits)
            for trait in traits:
                if not self._open[trait]:
                    del self._open[trait]

    def __len__(self) -> int:
        return len(self._open)


def _traits(scope: dict[str, Any]) -> list[tuple[str, str]]:
    told = b"; ".join(value for name, value in scope["headers"] if name == b"cookie").decode("latin-1")
    try:
        session = SimpleCookie(told).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        session = None
    client = scope.get("client") or ("",)
    traits = [("page", str(scope["path"])), ("address", network_of(str(client[0])))]
    return [*traits, ("browser", session.value)] if session else traits
