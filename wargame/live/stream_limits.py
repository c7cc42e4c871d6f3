"""Limits on open streams in this process: for one page, one browser, one address.

A stream costs memory in the process in which it is open, so each process counts its own. A class of forty behind one
address has as many streams as open pages.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from wargame.live import sessions
from wargame.networks import network_of

MOST = {"page": 8, "browser": 24, "address": 2000}
RETRY_SECONDS = 15


class OpenStreams:
    """The open streams."""

    def __init__(self) -> None:
        self._open: Counter[tuple[str, str]] = Counter()

    @contextmanager
    def one_more(self, scope: dict[str, Any]) -> Iterator[bool]:
        """Yield whether there is room for this stream, and count it within the block."""
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
    client = scope.get("client") or ("",)
    return [
        ("page", str(scope["path"])),
        ("address", network_of(str(client[0]))),
        ("browser", sessions.key_in(scope["headers"])),
    ]
