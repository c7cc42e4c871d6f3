"""A wrong clock for the processes of a Parley, by libfaketime (Debian's package of that name).

Beside PostgreSQL it is the clock of one host, wrong all the time. SQLite has no clock but the host's, so there it is
stepped: ahead, back, ahead again, each time while a turn waits for its results.
"""

import os
import sys
import time
from pathlib import Path

from benchmarks.load.stack import NotStarted

FILE = "FAKETIME_TIMESTAMP_FILE"
KEPT_SECONDS = 1
"""Time after which a process reads the file again; to read it for each look at the clock takes all its time."""
SEEN_SECONDS = KEPT_SECONDS + 1.2
"""After so long every process goes by a new time: libfaketime counts in begun seconds, so it keeps what it has read up
to one second longer."""


class SkewedClock:
    """The clock of a host, wrong by some seconds; 0 leaves it alone."""

    def __init__(self, seconds: int, folder: str, *, steps: bool) -> None:
        self._seconds, self._steps, self._is_wrong = seconds, steps, False
        self._path = Path(os.environ.get(FILE) or Path(folder, "clock"))
        self.environment: dict[str, str] = {}
        if seconds:
            self._set(wrong=True)
            self.environment = {
                "LD_PRELOAD": _library(),
                FILE: str(self._path),
                "FAKETIME_CACHE_DURATION": f"{KEPT_SECONDS}",
                # The time since a machine's start has no steps.
                "FAKETIME_DONT_FAKE_MONOTONIC": "1",
                # Otherwise processes share a semaphore, and all wait for ever once one is killed while it holds it.
                "FAKETIME_DISABLE_SHM": "1",
            }

    def step(self) -> None:
        """Set the clock right if it is wrong, and wrong if it is right, where it is one that is stepped."""
        if self._seconds and self._steps:
            self._set(wrong=not self._is_wrong)
            time.sleep(SEEN_SECONDS)

    def share(self) -> None:
        """Begin this program anew with this clock if it shares it with the Parley that it measures."""
        if self._seconds and self._steps and "LD_PRELOAD" not in os.environ:
            words = [sys.executable, "-m", "benchmarks.faults", *sys.argv[1:]]
            os.execve(sys.executable, words, os.environ | self.environment)

    def _set(self, *, wrong: bool) -> None:
        self._is_wrong = wrong
        unfinished = self._path.with_suffix(".new")
        unfinished.write_text(f"{self._seconds if wrong else 0:+d}s\n")
        unfinished.replace(self._path)


def _library() -> str:
    """Return where libfaketime is. Raises NotStarted."""
    found = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    if not found:
        raise NotStarted("--skew needs libfaketime: apt install libfaketime")
    return str(found[0])
