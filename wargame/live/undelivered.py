"""Notices that a process could not deliver while the broker was away; it delivers them when the broker answers."""

import threading
import time
from collections.abc import Callable

RETRY_SECONDS = 1.0
MOST = 10_000
"""So many channels are remembered; the pages of any further one look for themselves, once a minute.

An end of streams is always remembered: nobody who was sent away goes on listening.
"""


class Undelivered:
    """The channels with undelivered notices, each once. A thread tries until all are told; it ends with its process."""

    def __init__(self, tell: Callable[[str, bool], None]) -> None:
        """`tell` has a channel's pages look at everything, or (True) ends its streams. Raises ConnectionError."""
        self._tell = tell
        self._ended: dict[str, bool] = {}
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def add(self, channel: str, *, is_ended: bool) -> None:
        """Remembers a channel; what was to end its streams still does."""
        with self._lock:
            self._keep(channel, is_ended)
            # After a fork there is no thread, whatever the process before had.
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
