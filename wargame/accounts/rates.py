"""Limits for frequent requests, counted in the broker instead of database rows.

All web processes share the counts. Without the broker, each process counts by itself: nobody is refused for that, and a
flood stays bounded. Periods begin at whole multiples of their length.
"""

import logging
import time
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from math import ceil
from threading import Lock

import redis
from django.conf import settings
from django.utils.crypto import salted_hmac
from redis.backoff import NoBackoff
from redis.retry import Retry

from wargame.accounts.limits import ADDRESS, PERSON, STRANGERS, Limit

CALL = Limit("call the API", 60, {PERSON: 300, STRANGERS: 1200, ADDRESS: 6000})

_PREFIX = "parley:rate:"
_log = logging.getLogger(__name__)


class ProcessCounts:
    """The counts of this process, for periods that are not over."""

    MOST_KEPT = 10_000

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counter[tuple[int, str]] = Counter()

    def add(self, keys: list[str], *, period: int, seconds: int, by: int = 1) -> list[int]:
        """Add `by` to each key; return the counts."""
        with self._lock:
            if len(self._counts) > self.MOST_KEPT:
                self._counts.clear()
            for stale in [known for known in self._counts if known[0] < period and known[1] in keys]:
                del self._counts[stale]
            self._counts.update({(period, key): by for key in keys})
            return [self._counts[period, key] for key in keys]


class SharedCounts:
    """Counts in Redis, or else those of this process. After a failure it does not ask Redis for a while."""

    PAUSE_SECONDS = 5.0
    TIMEOUT_SECONDS = 0.2

    def __init__(self, url: str) -> None:
        self._own = ProcessCounts()
        self._paused_until = 0.0
        timeout = self.TIMEOUT_SECONDS
        self._client = redis.Redis.from_url(
            url, socket_timeout=timeout, socket_connect_timeout=timeout, retry=Retry(NoBackoff(), 0)
        )

    def add(self, keys: list[str], *, period: int, seconds: int, by: int = 1) -> list[int]:
        """Add `by` to each key; return the counts."""
        own = self._own.add(keys, period=period, seconds=seconds, by=by)
        if time.monotonic() < self._paused_until:
            return own
        try:
            return self._add(keys, period, seconds, by)
        except (redis.RedisError, OSError) as error:
            self._paused_until = time.monotonic() + self.PAUSE_SECONDS
            _log.warning("calls are counted in this process alone: %s", error)
            return own

    def _add(self, keys: list[str], period: int, seconds: int, by: int) -> list[int]:
        steps = self._client.pipeline()
        for key in keys:
            steps.incrby(f"{_PREFIX}{period}:{key}", by)
            steps.expire(f"{_PREFIX}{period}:{key}", seconds)
        return [int(count) for count in steps.execute()[::2]]


@lru_cache(maxsize=1)
def counts() -> ProcessCounts | SharedCounts:
    """Return the counts that REDIS_URL selects (`memory://` in tests)."""
    return ProcessCounts() if settings.REDIS_URL.startswith("memory://") else SharedCounts(settings.REDIS_URL)


def wait(limit: Limit, traits: Mapping[str, str], *, now: float) -> int:
    """Count one more request at `now` (seconds since the epoch).

    Return the seconds to wait, 0 if it is allowed now. A request that is refused is counted only for the traits
    that have none left: else somebody who goes on asking would use up what others at the same address may ask for.
    """
    most = {_key(limit, trait, traits[trait]): most for trait, most in limit.most.items() if trait in traits}
    period = int(now // limit.seconds)
    counted = counts().add(list(most), period=period, seconds=limit.seconds)
    spared = [key for key, count in zip(most, counted, strict=True) if count <= most[key]]
    if len(spared) == len(most):
        return 0
    if spared:
        counts().add(spared, period=period, seconds=limit.seconds, by=-1)
    return ceil((period + 1) * limit.seconds - now)


def _key(limit: Limit, trait: str, value: str) -> str:
    counted = f"{limit.name}|{trait}|{value}"
    return salted_hmac("wargame.accounts.rates", counted, algorithm="sha256").hexdigest()[:32]
