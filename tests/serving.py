"""A web server for tests: uvicorn in a thread, because Django's own test server never sends a byte of a stream."""

import socket
import threading
import time
from collections.abc import Callable

import uvicorn
from django.core.asgi import get_asgi_application

from wargame.live.broadcast import Broadcast
from wargame.live.stream import LiveStreams


class Server:
    """Parley on a free port of this machine, with everything that `wargame.asgi` mounts."""

    def __init__(self, source: Broadcast) -> None:
        self.application = LiveStreams(get_asgi_application(), source)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        config = uvicorn.Config(
            self.application, log_level="warning", lifespan="off", timeout_graceful_shutdown=30, access_log=False
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._listening]})
        self._thread.start()
        eventually(lambda: self._server.started)

    def stop(self) -> None:
        """Ends like a server that was told to: streams at once, pages when they are out."""
        self.application.end()
        self._server.should_exit = True
        self._thread.join(60)
        self._listening.close()
        assert not self._thread.is_alive()


def eventually(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Waits for what happens in another thread or process, and fails when it does not.

    The patience is that of a test on a machine with other work: what is quick is noticed at once all the same.
    """
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)
