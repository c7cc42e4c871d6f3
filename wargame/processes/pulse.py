"""How long a part has shown no sign of work."""

import time
from collections.abc import Callable, Hashable
from threading import Lock

MOST_BETWEEN_LOOKS = 4.0
"""A longer time without a look (the machine slept, the database held up the question) is not held against the part."""

Clock = Callable[[], float]


class Pulse:
    """The signs of one part since its start, as somebody sees them who looks again and again."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._sign: Hashable = None
        self.restart()

    def restart(self) -> None:
        """The part has been started anew; the last sign of its predecessor is no sign."""
        with self._lock:
            self.has_answered, self.age, self._looked_at = False, 0.0, self._clock()

    def hear(self, sign: Hashable) -> None:
        """A look has found this sign; None: none at all."""
        with self._lock:
            is_new = sign is not None and sign != self._sign
            passed, self._looked_at = self._clock() - self._looked_at, self._clock()
            self.age = 0.0 if is_new else self.age + min(passed, MOST_BETWEEN_LOOKS)
            self.has_answered |= is_new
            self._sign = sign if sign is not None else self._sign

    def excuse(self) -> None:
        """The part cannot be seen; from here on it has all its time again."""
        with self._lock:
            self.age, self._looked_at = 0.0, self._clock()
