"""Passes the notices of one subscription on to all streams of this process."""

import asyncio
import logging
import math
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from wargame.live.broadcast import ENDED, EVERYTHING, LISTENING, Broadcast, Notice, Unreachable

_log = logging.getLogger(__name__)


class Listener:
    """The words that one stream has still to send to its browser, each once.

    `since` is when its page was made (seconds since the epoch).
    """

    def __init__(self, channels: frozenset[str], since: float) -> None:
        self.channels = channels
        self.since = since
        self.is_ended = False
        self._words: dict[str, None] = {}
        self._woken = asyncio.Event()

    def tell(self, word: str) -> None:
        if word == ENDED:
            self.is_ended = True
        else:
            # A repeated word moves to the end, because the order matters: a turn may have closed and opened again.
            self._words.pop(word, None)
            self._words[word] = None
        self._woken.set()

    async def words(self, seconds: float) -> list[str]:
        """Return the words since the last call; empty after `seconds` without any."""
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return []
        self._woken.clear()
        words, self._words = list(self._words), {}
        return words


class Hub:
    """One subscription for a whole process. It begins with the first request and begins again whenever it is lost."""

    RETRY_SECONDS = 2.0
    KEPT_SECONDS = 60.0
    """How long notices are kept for pages that are on their way to a browser and do not listen yet."""

    def __init__(self, source: Broadcast) -> None:
        self.is_ended = False
        self._source = source
        self._listeners: defaultdict[str, set[Listener]] = defaultdict(set)
        self._task: asyncio.Task[None] | None = None
        self._kept: dict[tuple[str, str], float] = {}
        self._knows_since = math.inf

    @property
    def listeners(self) -> set[Listener]:
        return {listener for group in self._listeners.values() for listener in group}

    @property
    def is_listening(self) -> bool:
        """Tell if the broker has confirmed the subscription and it has not been lost since."""
        return self._knows_since < math.inf

    @contextmanager
    def listen(self, channels: frozenset[str], since: float) -> Iterator[Listener]:
        """Yield a listener for notices from now on and for those after `since` (seconds since the epoch).

        `since` is when the page was made, before it could listen. If the hub no longer has the notices since then,
        the page reloads all regions.
        """
        listener = Listener(channels, since)
        if self.is_ended:
            listener.tell(ENDED)
        for channel in channels:
            self._listeners[channel].add(listener)
        self.begin()
        if self.is_listening and not self.knows_since(since):
            listener.tell(EVERYTHING)
        for (channel, word), moment in self._kept.items():
            if channel in channels and moment > since:
                listener.tell(word)
        try:
            yield listener
        finally:
            for channel in channels:
                self._listeners[channel].discard(listener)
                if not self._listeners[channel]:
                    del self._listeners[channel]

    def knows_since(self, since: float) -> bool:
        """Return whether this process knows every notice sent after `since`."""
        return since >= max(self._knows_since, time.time() - self.KEPT_SECONDS)

    def ended(self, channels: frozenset[str]) -> dict[str, float]:
        """Return when the streams of each channel were last ended, for those that were, as far as is known."""
        return {channel: self._kept[channel, ENDED] for channel in channels if (channel, ENDED) in self._kept}

    def begin(self) -> None:
        """Subscribe to the broker, unless already subscribed. Needs a running event loop."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._follow())

    def end(self) -> None:
        """End every stream, and those that are being opened."""
        self.is_ended = True
        for listener in self.listeners:
            listener.tell(ENDED)

    async def _follow(self) -> None:
        # A cancellation that meets a time limit of the broker's client is lost in it, so an ended hub also stops here.
        while not self.is_ended:
            try:
                async for notice in self._source.notices():
                    self._pass_on(notice)
                    if notice[1] == LISTENING:
                        await self._end_revoked()
            except Unreachable as error:
                _log.warning("live notices are away, pages are told to look for themselves: %s", error)
            self._knows_since = math.inf
            self._have_all_look()
            await asyncio.sleep(self.RETRY_SECONDS)

    def _pass_on(self, notice: Notice) -> None:
        channel, word, moment = notice
        if word == LISTENING:
            self._knows_since = moment
            self._have_all_look()
            return
        self._kept.pop((channel, word), None)
        self._kept[channel, word] = moment
        while next(iter(self._kept.values())) < moment - self.KEPT_SECONDS:
            del self._kept[next(iter(self._kept))]
        for listener in self._listeners.get(channel, ()):
            listener.tell(word)

    async def _end_revoked(self) -> None:
        """End the streams of people who were removed while the subscription was lost."""
        listeners = self.listeners
        if not (channels := {channel for listener in listeners for channel in listener.channels}):
            return
        revoked = await self._source.revocations(channels)
        for listener in listeners:
            if any(revoked.get(channel, 0.0) > listener.since for channel in listener.channels):
                listener.tell(ENDED)

    def _have_all_look(self) -> None:
        """Tell all listeners to reload all regions, because notices may have been lost."""
        for listener in self.listeners:
            listener.tell(EVERYTHING)
