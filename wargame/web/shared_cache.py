"""A cache that all web processes and workers share through the broker, so that each value is worked out once.

A process also keeps values that it has read in its own memory. Without the broker each process keeps its own values
alone. Others may use the broker too, so a value counts only with the mark of this program and this SECRET_KEY.
"""

import logging
import pickle
import time
from collections.abc import Callable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

import redis
from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.utils.crypto import constant_time_compare, salted_hmac
from redis.backoff import NoBackoff
from redis.retry import Retry

MOST_SECONDS = 10 * 60
"""The broker has only memory, so what it keeps for all is gone after this."""
MOST_BYTES = 64_000_000
"""Bytes that all processes together give to the broker in MOST_SECONDS."""
LONGEST_WAIT, LOOK_SECONDS = 0.3, 0.01
"""For how long somebody waits at most for a value that another one makes, and how often they look for it. They keep one
of the few places of their process meanwhile, and nobody needs longer to make one on a machine that has time."""
_PREFIX, _MAKING, _GIVEN = "parley:cache:", "parley:cache-making:", "parley:cache-bytes:"
_MARK_BYTES, _HASH_LETTERS = 32, 16
_FOLDERS = ("wargame", "scenarios", "templates")
_log = logging.getLogger(__name__)
Made = TypeVar("Made")


class SharedCache(LocMemCache):
    """Django's cache in memory, and behind it the values of other processes.

    Only values whose key says all on which they depend belong here: they are never changed, and never taken away
    elsewhere.
    """

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return the value that this process has, or that another one has worked out."""
        found = super().get(key, version=version)
        if found is not None:
            return found
        shared = _broker(settings.REDIS_URL).fetch(self.make_and_validate_key(key, version=version))
        if shared is None:
            return default
        until, value = shared
        super().set(key, value, max(until - time.time(), 0.0), version)
        return value

    def set(self, key: str, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keep a value for as long as that, and in the broker for at most MOST_SECONDS."""
        super().set(key, value, timeout, version)
        until, latest = self.get_backend_timeout(timeout), time.time() + MOST_SECONDS
        kept = latest if until is None else min(until, latest)
        _broker(settings.REDIS_URL).give(self.make_and_validate_key(key, version=version), kept, value)

    def get_or_set(
        self, key: str, default: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None
    ) -> Any:
        """Return the value; `default` makes it if there is none. Others who ask meanwhile wait for the maker."""
        return self._got_or_made(key, default if callable(default) else lambda: default, lambda _: timeout, version)

    def get_or_make(self, key: str, make: Callable[[], Made], seconds_of: Callable[[Made], float]) -> Made:
        """Return the value, as `get_or_set` does, where only the value says how many seconds it is kept."""
        found: Made = self._got_or_made(key, make, seconds_of)
        return found

    def _got_or_made(
        self, key: str, make: Callable[[], Any], timeout_of: Callable[[Any], float | None], version: int | None = None
    ) -> Any:
        found = self.get(key, version=version)
        if found is not None:
            return found
        broker, name = _broker(settings.REDIS_URL), self.make_and_validate_key(key, version=version)
        waits_until = time.monotonic() + LONGEST_WAIT
        while not (is_maker := broker.begin(name)) and time.monotonic() < waits_until:
            time.sleep(LOOK_SECONDS)
            if (found := self.get(key, version=version)) is not None:
                return found
        try:
            # It may have been made between the last look and this beginning.
            if (found := self.get(key, version=version)) is None:
                found = make()
                self.set(key, found, timeout_of(found), version)
        finally:
            if is_maker:
                broker.end(name)
        return found


class NoBroker:
    """Stands in for a broker where there is none: each process has its own values alone."""

    def begin(self, key: str) -> bool:
        """Everybody makes a value that they need."""
        return True

    def end(self, key: str) -> None:
        """Nobody waits."""

    def fetch(self, key: str) -> None:
        """Nobody has given anything."""

    def give(self, key: str, until: float, value: Any) -> None:
        """Nobody can be given anything."""


class Broker:
    """The values that processes give each other. After a failure the broker is not asked for a while."""

    PAUSE_SECONDS = 5.0
    TIMEOUT_SECONDS = 0.2

    def __init__(self, url: str) -> None:
        timeout = self.TIMEOUT_SECONDS
        self._client = redis.Redis.from_url(
            url, socket_timeout=timeout, socket_connect_timeout=timeout, retry=Retry(NoBackoff(), 0)
        )
        self._paused_until = 0.0

    def fetch(self, key: str) -> tuple[float, Any] | None:
        """Return until when a value is kept, and the value; None if there is none that this program has written."""
        found = self._try(lambda: self._client.get(_name(_PREFIX, key)))
        if not found or not constant_time_compare(found[:_MARK_BYTES], _mark(key, found[_MARK_BYTES:])):
            return None
        until, value = pickle.loads(found[_MARK_BYTES:])  # noqa: S301 - the mark shows that this program wrote it
        return (until, value) if until > time.time() else None

    def begin(self, key: str) -> bool:
        """Return whether the caller is to make a value: nobody else does, or it cannot be known."""
        if time.monotonic() < self._paused_until:
            return True
        begun = self._try(lambda: self._client.set(_name(_MAKING, key), 1, nx=True, px=round(1000 * LONGEST_WAIT)))
        return bool(begun) or time.monotonic() < self._paused_until

    def end(self, key: str) -> None:
        """Say that nobody makes the value any more."""
        self._try(lambda: self._client.delete(_name(_MAKING, key)))

    def give(self, key: str, until: float, value: Any) -> None:
        """Give a value to all processes until then (seconds since the epoch), unless they have given too much."""
        packed = pickle.dumps((until, value), pickle.HIGHEST_PROTOCOL)
        left = round(1000 * (until - time.time()))
        if left > 0 and (self._try(lambda: self._count(len(packed))) or MOST_BYTES) < MOST_BYTES:
            self._try(lambda: self._client.set(_name(_PREFIX, key), _mark(key, packed) + packed, px=left))

    def _count(self, size: int) -> int:
        """Return the number of bytes that all processes have given in this period, these included."""
        name = f"{_GIVEN}{int(time.time() // MOST_SECONDS)}"
        steps = self._client.pipeline(transaction=False)
        steps.incrby(name, size)
        steps.expire(name, MOST_SECONDS)
        return int(steps.execute()[0])

    def _try(self, command: Callable[[], Any]) -> Any:
        """Return the broker's answer; None if it does not."""
        if time.monotonic() < self._paused_until:
            return None
        try:
            return command()
        except (redis.RedisError, OSError) as error:
            self._paused_until = time.monotonic() + self.PAUSE_SECONDS
            _log.warning("each process works out for itself what pages show: %s", error)
            return None


@lru_cache(maxsize=4)
def _broker(url: str) -> Broker | NoBroker:
    return NoBroker() if url.startswith("memory://") else Broker(url)


def _name(prefix: str, key: str) -> str:
    """Return the name of a value in the broker: other programs, of other hosts, have other values under its key."""
    return f"{prefix}{hash_of_program()[:_HASH_LETTERS]}:{key}"


def _mark(key: str, packed: bytes) -> bytes:
    """Return the mark of a value: only a process of this program with this SECRET_KEY can write it for this key."""
    salt = f"wargame.web.shared_cache {hash_of_program()} {key}"
    return salted_hmac(salt, packed, algorithm="sha256").digest()


@lru_cache(maxsize=1)
def hash_of_program() -> str:
    """Return a hash of what the program's files hold: another program has other classes, and other pages.

    It takes as long as several requests, so web processes ask for it before the first.
    """
    return hash_of_files(Path(settings.BASE_DIR))


def hash_of_files(home: Path) -> str:
    """Return the hash of the program in a folder; it is the same wherever that is, and whenever it was put there."""
    digest = sha256()
    for folder in _FOLDERS:
        for path in sorted((home / folder).rglob("*.*")):
            if path.suffix in {".py", ".html"}:
                contents = path.read_bytes()
                digest.update(f"{path.relative_to(home)} {len(contents)}\n".encode() + contents)
    return digest.hexdigest()
