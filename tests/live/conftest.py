"""Fixtures: a real broker, and a browser reduced to one socket."""

import http.client
import shlex
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import redis
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from tests.serving import PATIENCE, Server, eventually
from wargame import live
from wargame.live.broadcast import RedisBroadcast
from wargame.live.tokens import reading
from wargame.processes.parts import broker as broker_part

SESSION = "thesessionofthebrowser"


def address_of(*channels: str, session: str = SESSION) -> str:
    """Return the URL of a stream as a page of a session gets it."""
    request = HttpRequest()
    request.session = SessionStore(session)
    with reading(request):
        return live.address_of(*channels)


async def holds(key: str) -> bool:
    """Accept every session, because these tests are not about sessions."""
    return True


class Broker:
    """A Valkey server that can be killed, stopped and started again empty."""

    def __init__(self, folder: Path) -> None:
        self.socket_path = folder / "broker.sock"
        self.url = f"unix://{self.socket_path}"
        self.start()

    def start(self) -> None:
        words = shlex.join(broker_part(self.socket_path).words)
        self.process = subprocess.Popen(shlex.split(words), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        eventually(self.is_up)

    def is_up(self) -> bool:
        with suppress(redis.RedisError), redis.Redis.from_url(self.url) as client:
            return bool(client.ping())
        return False

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


class Stream:
    """An open stream, read line by line."""

    def __init__(self, server: Server, path: str, method: str = "GET", session: str = SESSION, **headers: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        cookie = {"Cookie": f"theme=dark; {settings.SESSION_COOKIE_NAME}={session}"} if session else {}
        self._connection.request(
            method, path, headers=cookie | {each.replace("_", "-"): headers[each] for each in headers}
        )
        self.response = self._connection.getresponse()
        self.status = self.response.status

    def line(self) -> str:
        """Return the next line with text; "" when the stream has ended."""
        while line := self.response.readline():
            if line.strip():
                return line.decode().strip()
        return ""

    def opened(self) -> "Stream":
        assert self.status == 200
        assert self.line() == "retry: 2000"
        return self

    def close(self) -> None:
        self.response.close()
        self._connection.close()


def subscribed(source: RedisBroadcast, count: int = 1) -> None:
    eventually(lambda: source._client.pubsub_numpat() >= count)


@pytest.fixture
def broker() -> Iterator[Broker]:
    with TemporaryDirectory(prefix="parley-") as folder:
        server = Broker(Path(folder))
        yield server
        server.signal(signal.SIGCONT)
        server.kill()


@pytest.fixture
def source(broker: Broker, monkeypatch: pytest.MonkeyPatch) -> RedisBroadcast:
    """The broadcast of this process for one test, which `live.publish` uses too. It waits longer for a slow broker."""
    monkeypatch.setattr(RedisBroadcast, "SEND_SECONDS", PATIENCE)
    monkeypatch.setattr(RedisBroadcast, "TIMEOUT_SECONDS", PATIENCE)
    broadcast = RedisBroadcast(broker.url)
    monkeypatch.setattr("wargame.live.broadcast", lambda: broadcast)
    return broadcast


@pytest.fixture
def server(source: RedisBroadcast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setattr("wargame.live.hub.Hub.RETRY_SECONDS", 0.2)
    running = Server(source, holds)
    yield running
    running.stop()
