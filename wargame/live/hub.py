"""Fans the notices of one subscription out to all streams of this process."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from wargame.live.broadcast import ENDED, EVERYTHING, Broadcast, Unreachable

_log = logging.getLogger(__name__)


class Listener:
    """What one stream has yet to tell its browser; a region that changes twice is told once."""

    def __init__(self, channels: frozenset[str]) -> None:
        self.channels = channels
        self.is_ended = False
        self._words: dict[str, None] = {}
        self._woken = asyncio.Event()

    def tell(self, word: str) -> None:
        if word == ENDED:
            self.is_ended = True
        else:
            self._words[word] = None
        self._woken.set()

    async def words(self, seconds: float) -> list[str]:
        """The words since the last call, or none after `seconds` of quiet."""
        try:
            await asyncio.wait_for(self._woken.wait(), seconds)
        except TimeoutError:
            return []
        self._woken.clear()
        words, self._words = list(self._words), {}
        return words


class Hub:
    """One subscription for a whole process, begun with its first stream and begun again whenever it is lost."""

    RETRY_SECONDS = 2.0

    def __init__(self, source: Broadcast) -> None:
        self.is_ended = False
        self._source = source
        self._listeners: defaultdict[str, set[Listener]] = defaultdict(set)
        self._task: asyncio.Task[None] | None = None

    @property
    def listeners(self) -> set[Listener]:
        return {listener for group in self._listeners.values() for listener in group}

    @contextmanager
    def listen(self, channels: frozenset[str]) -> Iterator[Listener]:
        listener = Listener(channels)
        if self.is_ended:
            listener.tell(ENDED)
        for channel in channels:
            self._listeners[channel].add(listener)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._follow())
        try:
            yield listener
        finally:
            for channel in channels:
                self._listeners[channel].discard(listener)
                if not self._listeners[channel]:
                    del self._listeners[channel]

    def end(self) -> None:
        """Ends every stream, and those that are just being opened."""
        self.is_ended = True
        for listener in self.listeners:
            listener.tell(ENDED)

    async def _follow(self) -> None:
        while True:
            try:
                async for channel, word in self._source.notices():
                    for listener in self._listeners.get(channel, ()):
                        listener.tell(word)
            except Unreachable as error:
                _log.warning("live notices are away, pages are told to look for themselves: %s", error)
            # Notices may be lost while nobody listens to the broker: better one fetch too many than a page that waits.
            for listener in self.listeners:
                listener.tell(EVERYTHING)
            await asyncio.sleep(self.RETRY_SECONDS)
