"""Keeps notices that could not be delivered while the broker was away, and delivers them when it answers."""

import threading
import time
from collections.abc import Callable

RETRY_SECONDS = 1.0
MOST = 10_000
"""The most channels that are kept. The pages of further channels reload by themselves, once a minute.

The end of streams is always kept, so that nobody who was removed goes on listening.
"""


class Undelivered:
    """The channels with undelivered notices, each once. A thread tries until all are delivered."""

    def __init__(self, tell: Callable[[str, bool], None]) -> None:
        """`tell` makes a channel's pages reload all regions, or (True) ends its streams. It raises ConnectionError."""
        self._tell = tell
        self._ended: dict[str, bool] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, channel: str, *, is_ended: bool) -> None:
        """Keep a channel. If its streams were to end, they still will."""
        with self._lock:
            self._keep(channel, is_ended)
            # Threads do not survive a fork, so this is checked each time.
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._settle, name="live-undelivered", daemon=True)
                self._thread.start()

    def _keep(self, channel: str, is_ended: bool) -> None:
        if is_ended or channel in self._ended or len(self._ended) < MOST:
            self._ended[channel] = is_ended or self._ended.get(channel, False)

    def _settle(self) -> None:
        while self._is_owing():
            time.sleep(RETRY_SECONDS)
            while (debt := self._next()) is not None:
                try:
                    self._tell(*debt)
                except ConnectionError:
                    with self._lock:
                        self._keep(*debt)
                    break

    def _is_owing(self) -> bool:
        with self._lock:
            if not self._ended:
                self._thread = None
            return bool(self._ended)

    def _next(self) -> tuple[str, bool] | None:
        with self._lock:
            return self._ended.popitem() if self._ended else None
