"""The processes of a running `play`, found from outside, to be stopped and killed."""

import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

LONGEST_WAIT = 120.0
WORDS = {
    "broker": "broker.sock",
    "worker": "celery",
    "turnkeeper": "turnkeeper",
    "web": "wargame.web.serve",
}


class NotInTime(RuntimeError):
    """Something did not happen within the longest wait."""


def children(pid: int) -> dict[int, str]:
    """Return the processes that `play` has started itself, with their words."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            stat = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(stat[1]) == pid and stat[0] != "Z":
                found[int(folder.name)] = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
    return found


def processes(play: int, name: str) -> set[int]:
    """Return the living processes of a part."""
    return {pid for pid, words in children(play).items() if WORDS[name] in words}


def group_of(pid: int) -> set[int]:
    """Return a process with those that it has started in its group: a worker hangs with its child."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError, ProcessLookupError):
            if os.getpgid(int(folder.name)) == pid:
                found.add(int(folder.name))
    return found


def stop(pids: set[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGSTOP)


def go_on(pids: set[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGCONT)


def kill(pids: set[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def seconds_until(condition: Callable[[], bool], longest: float = LONGEST_WAIT) -> float:
    """Wait for the condition and return the seconds that it took. Raises NotInTime."""
    begun = time.monotonic()
    while not condition():
        if time.monotonic() - begun > longest:
            raise NotInTime(f"not within {longest:.0f} s")
        time.sleep(0.05)
    return time.monotonic() - begun
