"""Measures how long a part has shown no sign of work."""

import time
from collections.abc import Callable, Hashable
from threading import Lock

MOST_BETWEEN_SIGNS = 4.0
"""The most seconds between two readings that count.

A longer gap is not the part's fault: the machine slept, or a query waited.
"""

Clock = Callable[[], float]


class Pulse:
    """The signs of one part since its start, as read again and again."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._sign: Hashable = None
        self.restart()

    def restart(self) -> None:
        """Begin again for a new process; the last sign of the previous one does not count."""
        with self._lock:
            self.has_answered, self.age, self._read_at = False, 0.0, self._clock()

    def hear(self, sign: Hashable) -> None:
        """Note the sign that was read, None for no sign."""
        with self._lock:
            is_new = sign is not None and sign != self._sign
            passed, self._read_at = self._clock() - self._read_at, self._clock()
            self.age = 0.0 if is_new else self.age + min(passed, MOST_BETWEEN_SIGNS)
            self.has_answered |= is_new
            self._sign = sign if sign is not None else self._sign

    def excuse(self) -> None:
        """Note that the part cannot be seen; its time without a sign starts again."""
        with self._lock:
            self.age, self._read_at = 0.0, self._clock()
