"""Signed addresses of live streams. The view that renders a page decides to which channels it may listen.

An address is valid for the session of its page. It contains no names: its channels are keyed digests.
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
    """The content of a stream's address.

    `channels` are digests made by `channel_digest`; `signed_at` is when its page began to be made, in seconds since
    the epoch.
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
    """Within this context, stream addresses carry the time at which it began and the session of this request."""
    token = _reading.set(_Reading(time.time(), request))
    try:
        yield
    finally:
        _reading.reset(token)


@lru_cache(maxsize=4096)
def channel_digest(channel: str) -> str:
    """Return the digest of a channel that addresses and the broker use: equal for equal channels, without database
    keys.
    """
    return salted_hmac(_SIGNER, channel, algorithm="sha256").hexdigest()[:_DIGITS]


def channel_of_session(key: str) -> str:
    """Return the channel of the pages of one session; it ends with the session."""
    return f"session:{key}"


def address_of(*channels: str) -> str:
    """Return the path of the stream for these channels.

    Up to its first colon it is equal for equal channels of a session.

    Without a session it returns a path that nobody can open.
    """
    now = _reading.get()
    key = getattr(getattr(now.request, "session", None), "session_key", None) if now else None
    names = ".".join(sorted(map(channel_digest, (*channels, channel_of_session(key)) if key else channels)))
    return PREFIX + signing.Signer(salt=_SIGNER).sign(f"{names}:{now.began if now else time.time():.6f}")


def read(path: str) -> Token:
    """Return the claims that the path was signed with. Raises Django's BadSignature if it is forged or has expired."""
    names, _, moment = signing.Signer(salt=_SIGNER).unsign(path.removeprefix(PREFIX)).partition(":")
    if time.time() - float(moment) > LIFETIME_SECONDS:
        raise signing.SignatureExpired("the address of this stream has expired")
    return Token(frozenset(names.split(".")), float(moment))
