"""A web server for tests: uvicorn in a thread, because Django's own test server never sends a byte of a stream."""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection

import uvicorn
from django.conf import settings
from django.core.asgi import get_asgi_application

from wargame.live import sessions
from wargame.live.broadcast import Broadcast
from wargame.live.stream import Holds, LiveStreams
from wargame.web.body_limits import BoundedBodies

PATIENCE = 120.0
"""Seconds that a test waits for something on a machine with other work; what is quick is noticed at once."""


class Server:
    """Parley on a free port of this machine, with everything that `wargame.asgi` mounts."""

    def __init__(self, source: Broadcast, holds: Holds = sessions.holds) -> None:
        bounded = BoundedBodies(get_asgi_application(), settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        self.application = LiveStreams(bounded, source, holds)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        config = uvicorn.Config(
            self.application, log_level="warning", lifespan="off", timeout_graceful_shutdown=60, access_log=False
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._listening]})
        self._thread.start()
        eventually(lambda: self._server.started)
        self._listen_to_notices()

    def _listen_to_notices(self) -> None:
        """Subscribe to notices now, as a process does at its first request, so that later pages miss nothing."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request("GET", "/live/")
            assert connection.getresponse().status == 404
        eventually(lambda: self.application.hub.is_listening)

    def stop(self) -> None:
        """Stop as a server does on a signal: streams at once, pages when they have been sent."""
        self.application.end()
        self._server.should_exit = True
        self._thread.join(PATIENCE)
        self._listening.close()
        assert not self._thread.is_alive()


def eventually(condition: Callable[[], bool], meanwhile: Callable[[], None] = lambda: None) -> None:
    """Wait for something that happens in another thread or process, and fail if it does not."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        meanwhile()
        time.sleep(0.02)
