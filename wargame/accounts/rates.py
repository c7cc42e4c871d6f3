"""How often something may be asked for that is asked for very often: counted in the broker, not in rows.

All web processes share one count. While the broker is away each counts by itself: nobody is refused for that, and a
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
    """Counts of this process; all that is kept belongs to periods that are not over."""

    MOST_KEPT = 10_000

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counter[tuple[int, str]] = Counter()

    def add(self, keys: list[str], *, period: int, seconds: int) -> list[int]:
        """One more for each key; the counts."""
        with self._lock:
            if len(self._counts) > self.MOST_KEPT:
                self._counts.clear()
            for stale in [known for known in self._counts if known[0] < period and known[1] in keys]:
                del self._counts[stale]
            self._counts.update((period, key) for key in keys)
            return [self._counts[period, key] for key in keys]


class SharedCounts:
    """Counts in Redis, else those of this process; after a failure it does not ask again for a while."""

    PAUSE_SECONDS = 5.0
    TIMEOUT_SECONDS = 0.2

    def __init__(self, url: str) -> None:
        self._own = ProcessCounts()
        self._paused_until = 0.0
        timeout = self.TIMEOUT_SECONDS
        self._client = redis.Redis.from_url(
            url, socket_timeout=timeout, socket_connect_timeout=timeout, retry=Retry(NoBackoff(), 0)
        )

    def add(self, keys: list[str], *, period: int, seconds: int) -> list[int]:
        """One more for each key; the counts."""
        own = self._own.add(keys, period=period, seconds=seconds)
        if time.monotonic() < self._paused_until:
            return own
        try:
            return self._add(keys, period, seconds)
        except (redis.RedisError, OSError) as error:
            self._paused_until = time.monotonic() + self.PAUSE_SECONDS
            _log.warning("calls are counted in this process alone: %s", error)
            return own

    def _add(self, keys: list[str], period: int, seconds: int) -> list[int]:
        steps = self._client.pipeline()
        for key in keys:
            steps.incr(f"{_PREFIX}{period}:{key}")
            steps.expire(f"{_PREFIX}{period}:{key}", seconds)
        return [int(count) for count in steps.execute()[::2]]


@lru_cache(maxsize=1)
def counts() -> ProcessCounts | SharedCounts:
    """The counts that REDIS_URL says (`memory://` in tests)."""
    return ProcessCounts() if settings.REDIS_URL.startswith("memory://") else SharedCounts(settings.REDIS_URL)


def wait(limit: Limit, traits: Mapping[str, str], *, now: float) -> int:
    """Counts one more at `now` (seconds since the epoch); how many seconds to wait with it, 0 if it may be at once."""
    most = {_key(limit, trait, traits[trait]): most for trait, most in limit.most.items() if trait in traits}
    period = int(now // limit.seconds)
    counted = counts().add(list(most), period=period, seconds=limit.seconds)
    if all(count <= allowed for count, allowed in zip(counted, most.values(), strict=True)):
        return 0
    return ceil((period + 1) * limit.seconds - now)


def _key(limit: Limit, trait: str, value: str) -> str:
    counted = f"{limit.name}|{trait}|{value}"
    return salted_hmac("wargame.accounts.rates", counted, algorithm="sha256").hexdigest()[:32]
