"""Signed addresses of live streams: what a page may listen to, decided by the view that rendered it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.core import signing

LIFETIME_SECONDS = 24 * 60 * 60
PREFIX = "/live/"
_SIGNER = "wargame.live"
_began: ContextVar[float | None] = ContextVar("began", default=None)


@dataclass(frozen=True)
class Token:
    """What a stream's address says: its channels, and since when its page is made (seconds since the epoch)."""

    channels: frozenset[str]
    signed_at: float


@contextmanager
def reading() -> Iterator[None]:
    """Whatever is read from now on goes into a page; addresses made meanwhile carry this moment."""
    token = _began.set(time.time())
    try:
        yield
    finally:
        _began.reset(token)


def address_of(*channels: str) -> str:
    """The path of the stream for these channels; up to its first colon it is the same for equal channels."""
    began = _began.get() or time.time()
    names = signing.b64_encode(",".join(sorted(channels)).encode()).decode()
    return PREFIX + signing.Signer(salt=_SIGNER).sign(f"{names}:{began:.6f}")


def read(path: str) -> Token:
    """What the path was signed for; raises `signing.BadSignature` when it is forged or has expired."""
    names, _, moment = signing.Signer(salt=_SIGNER).unsign(path.removeprefix(PREFIX)).partition(":")
    if time.time() - float(moment) > LIFETIME_SECONDS:
        raise signing.SignatureExpired("the address of this stream has expired")
    return Token(frozenset(signing.b64_decode(names.encode()).decode().split(",")), float(moment))
