"""Where answers are kept for a while, under which keys, and who may share them."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.cache.backends.base import BaseCache

from tests.secrecy.scene import SEATS, WATCHERS

KEEPING = {
    "preview": ("preview", "told"),
    "told": ("told", "preview"),
    "press": ("press",),
    "results": ("results",),
    "cabinet": ("judged", "silent"),
    "replay": ("replay", "press"),
    "film": ("replay", "press"),
    "report": ("report",),
    "print_report": ("report",),
    "report_compared": ("report",),
    "api-report": ("report",),
}
"""Addresses whose answers are kept, and how the keys begin under which they are."""
ON_THE_WALL = {"projector": ("headline", "press")}
WALL = "the projector"
KNOWN = {word for words in (KEEPING | ON_THE_WALL).values() for word in words}


def may_share(name: str, other: str, key: str) -> bool:
    """Return whether two readers may be given what is kept under a key: people of a seat, and watchers their press."""
    in_one_seat = name in SEATS and SEATS[name] == SEATS.get(other)
    return in_one_seat or (_begins(key) == "press" and {name, other} <= WATCHERS.keys())


def _begins(key: str) -> str:
    return key.replace(":", "-").partition("-")[0]


@contextmanager
def noting_keys() -> Iterator[set[str]]:
    """Note every key that is made, and check that addresses which keep something under it are known."""
    asked: set[str] = set()
    make_key = BaseCache.make_key

    def noted(self: BaseCache, key: str, version: int | None = None) -> str:
        asked.add(key)
        return make_key(self, key, version)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseCache, "make_key", noted)
        yield asked
    unknown = {key for key in asked if _begins(key) not in KNOWN}
    assert not unknown, f"Say in tests/secrecy/keys.py which address keeps something as {min(unknown)}"
