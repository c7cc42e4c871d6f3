"""Signed addresses of live streams: what a page may listen to, decided by the view that rendered it.

An address is good for the session whose page it stands in, and names nothing: its channels are keyed digests.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache

from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

LIFETIME_SECONDS = 2 * 60 * 60
PREFIX = "/live/"
_SIGNER = "wargame.live"
_DIGITS = 24


@dataclass(frozen=True)
class Token:
    """What a stream's address says: its channels as `opaque` names them, and since when its page is made (seconds since
    the epoch).
    """

    channels: frozenset[str]
    signed_at: float


@dataclass(frozen=True)
class _Reading:
    began: float
    request: HttpRequest


_reading: ContextVar[_Reading | None] = ContextVar("reading", default=None)


@contextmanager
def reading(request: HttpRequest) -> Iterator[None]:
    """Whatever is read from now on goes into a page; addresses made meanwhile carry this moment and its session."""
    token = _reading.set(_Reading(time.time(), request))
    try:
        yield
    finally:
        _reading.reset(token)


@lru_cache(maxsize=4096)
def opaque(channel: str) -> str:
    """A channel as addresses and the broker name it: the same for the same channel, and without the numbers of rows."""
    return salted_hmac(_SIGNER, channel, algorithm="sha256").hexdigest()[:_DIGITS]


def channel_of_session(key: str) -> str:
    """What the pages of one session listen to; it ends with the session."""
    return f"session:{key}"


def address_of(*channels: str) -> str:
    """The path of the stream for these channels; up to its first colon it is the same for equal channels of a session.

    Without a session there is a path and nobody to whom it would open.
    """
    now = _reading.get()
    key = getattr(getattr(now.request, "session", None), "session_key", None) if now else None
    names = ".".join(sorted(map(opaque, (*channels, channel_of_session(key)) if key else channels)))
    return PREFIX + signing.Signer(salt=_SIGNER).sign(f"{names}:{now.began if now else time.time():.6f}")


def read(path: str) -> Token:
    """What the path was signed for. Raises Django's BadSignature when it is forged or has expired."""
    names, _, moment = signing.Signer(salt=_SIGNER).unsign(path.removeprefix(PREFIX)).partition(":")
    if time.time() - float(moment) > LIFETIME_SECONDS:
        raise signing.SignatureExpired("the address of this stream has expired")
    return Token(frozenset(names.split(".")), float(moment))
