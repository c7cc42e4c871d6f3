"""Carries notices between processes: by Redis publish/subscribe, or in memory for a single process."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Collection
from functools import lru_cache, partial
from typing import Protocol

import redis
import redis.asyncio
from django.conf import settings
from redis.backoff import NoBackoff
from redis.retry import Retry

from wargame.live.tokens import LIFETIME_SECONDS
from wargame.live.undelivered import Undelivered

EVERYTHING = "*"  # the word for "notices may have been lost: fetch every region"
ENDED = "!"  # the word that ends the streams of a channel
LISTENING = "?"  # the first word of a subscription: no later notice is missed
_CHANNEL, _REVOKED = "parley:live:", "parley:revoked:"

Notice = tuple[str, str, float]  # channel, word, when it was sent (seconds since the epoch)


class Unreachable(ConnectionError):
    """The broker does not answer."""


class Broadcast(Protocol):
    """A broker as the live streams need it."""

    def send(self, channel: str, word: str) -> None: ...

    def mark_revoked(self, channel: str) -> None: ...

    def ping(self) -> None: ...

    async def revocations(self, channels: Collection[str]) -> dict[str, float]: ...

    def notices(self) -> AsyncIterator[Notice]: ...


class RedisBroadcast:
    """Notices over Redis. After a failure it pauses for a while, so that requests stay quick.

    When the broker answers again, pages on the channels of undelivered notices get a notice to reload all regions.
    """

    PAUSE_SECONDS = 5.0
    TIMEOUT_SECONDS = 1.0
    SEND_SECONDS = 0.5  # a request that also wakes a worker (2 s in settings) is to last less than 3 s
    QUIET_SECONDS = 10.0

    def __init__(self, url: str) -> None:
        self._url = url
        self._client = redis.Redis.from_url(
            url,
            socket_timeout=self.SEND_SECONDS,
            socket_connect_timeout=self.SEND_SECONDS,
            retry=Retry(NoBackoff(), 0),
        )
        self._paused_until = 0.0
        self._undelivered = Undelivered(self._tell_late)

    def send(self, channel: str, word: str) -> None:
        self._attempt(partial(self._publish, channel, word), channel, is_end=word == ENDED)

    def mark_revoked(self, channel: str) -> None:
        self._attempt(partial(self._mark, channel), channel, is_end=True)

    def ping(self) -> None:
        """Ask the broker now, also during a pause. Raises Unreachable."""
        try:
            self._client.ping()
        except (redis.RedisError, OSError) as error:
            raise Unreachable(str(error)) from error

    def _attempt(self, command: Callable[[], object], channel: str, *, is_end: bool) -> None:
        try:
            self._try(command)
        except Unreachable:
            self._undelivered.add(channel, is_ended=is_end)
            raise

    def _try(self, command: Callable[[], object]) -> None:
        if time.monotonic() < self._paused_until:
            raise Unreachable("the broker did not answer a moment ago")
        try:
            command()
        except (redis.RedisError, OSError) as error:
            self._paused_until = time.monotonic() + self.PAUSE_SECONDS
            raise Unreachable(str(error)) from error

    def _tell_late(self, channel: str, is_ended: bool) -> None:
        """Deliver a late notice.

        If streams were to end, also revoke the addresses signed until now, so that their pages reload.
        """
        try:
            self._client.ping()
            if is_ended:
                self._mark(channel)
            self._publish(channel, ENDED if is_ended else EVERYTHING)
        except (redis.RedisError, OSError) as error:
            raise Unreachable(str(error)) from error
        self._paused_until = 0.0

    def _publish(self, channel: str, word: str) -> None:
        self._client.publish(_CHANNEL + channel, f"{word} {time.time():.6f}")

    def _mark(self, channel: str) -> None:
        self._client.set(_REVOKED + channel, f"{time.time():.6f}", ex=LIFETIME_SECONDS)

    async def revocations(self, channels: Collection[str]) -> dict[str, float]:
        """Return when each channel was last revoked (seconds since the epoch), for those that were."""
        async with self._connect() as client:
            try:
                found = await client.mget([_REVOKED + channel for channel in channels])
            except (redis.RedisError, OSError) as error:
                raise Unreachable(str(error)) from error
        return {channel: float(moment) for channel, moment in zip(channels, found, strict=True) if moment is not None}

    async def notices(self) -> AsyncIterator[Notice]:
        """Yield LISTENING, then every notice of every channel.

        Raises Unreachable when the broker is lost, also if it merely hangs.
        """
        try:
            async with self._connect() as client, client.pubsub() as subscription:
                await subscription.psubscribe(f"{_CHANNEL}*")
                while True:
                    message = await subscription.get_message(timeout=self.QUIET_SECONDS)
                    if message is None:
                        await subscription.ping()
                        message = await subscription.get_message(timeout=self.TIMEOUT_SECONDS)
                    if message is None:
                        raise Unreachable("the broker hangs")
                    if message["type"] == "psubscribe":
                        yield "", LISTENING, time.time()
                    elif message["type"] == "pmessage":
                        word, _, moment = message["data"].decode().partition(" ")
                        yield message["channel"].decode().removeprefix(_CHANNEL), word, float(moment)
        except (redis.RedisError, OSError) as error:
            raise Unreachable(str(error)) from error

    def _connect(self) -> redis.asyncio.Redis:
        return redis.asyncio.Redis.from_url(
            self._url, socket_connect_timeout=self.TIMEOUT_SECONDS, retry=redis.asyncio.retry.Retry(NoBackoff(), 0)
        )


class MemoryBroadcast:
    """A broadcast for one process without a broker; `sent` keeps the notices for tests."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []
        self._revoked: dict[str, float] = {}
        self._queues: list[tuple[asyncio.AbstractEventLoop, asyncio.Queue[Notice]]] = []

    def send(self, channel: str, word: str) -> None:
        self.sent.append((channel, word))
        for loop, queue in self._queues:
            loop.call_soon_threadsafe(queue.put_nowait, (channel, word, time.time()))

    def mark_revoked(self, channel: str) -> None:
        self._revoked[channel] = time.time()

    def ping(self) -> None:
        """Memory always answers."""

    async def revocations(self, channels: Collection[str]) -> dict[str, float]:
        return {channel: self._revoked[channel] for channel in channels if channel in self._revoked}

    async def notices(self) -> AsyncIterator[Notice]:
        entry = (asyncio.get_running_loop(), asyncio.Queue[Notice]())
        self._queues.append(entry)
        try:
            yield "", LISTENING, time.time()
            while True:
                yield await entry[1].get()
        finally:
            self._queues.remove(entry)


@lru_cache(maxsize=1)
def broadcast() -> Broadcast:
    """Return the broadcast of this process, as REDIS_URL selects it (`memory://` in tests)."""
    if settings.REDIS_URL.startswith("memory://"):
        return MemoryBroadcast()
    return RedisBroadcast(settings.REDIS_URL)
