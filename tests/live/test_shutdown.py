"""A real server stops while a page listens."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings

from tests.database import put_fonts
from tests.live.conftest import SESSION, Broker, address_of
from tests.serving import PATIENCE, eventually

pytestmark = pytest.mark.service
HOME = Path(__file__).resolve().parents[2]


@pytest.fixture
def web(broker: Broker) -> Iterator[subprocess.Popen[str]]:
    """Start Parley's own application on a unix socket, as in production."""
    put_fonts(broker.socket_path.parent)
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "wargame.settings",
        "PARLEY_VAR": str(broker.socket_path.parent),
        "REDIS_URL": broker.url,
        "SECRET_KEY": settings.SECRET_KEY,
    }
    words = f"-m uvicorn wargame.asgi:application --uds {broker.socket_path.parent}/web.sock --log-level warning"
    process = subprocess.Popen(
        [sys.executable, *words.split(), "--timeout-graceful-shutdown", "60"],
        cwd=HOME,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


def accepts(connection: socket.socket, path: Path) -> bool:
    with suppress(OSError):
        connection.connect(str(path))
        return True
    return False


def opening() -> bytes:
    """Return the request for a stream of a page that was rendered a moment ago."""
    head = f"GET {address_of('exercise:7')} HTTP/1.1\r\nHost: localhost\r\nCookie: sessionid={SESSION}\r\n\r\n"
    return head.encode()


def test_a_server_that_is_told_to_stop_ends_its_streams_and_complains_of_nothing(
    web: subprocess.Popen[str], broker: Broker
) -> None:
    with socket.socket(socket.AF_UNIX) as connection, connection.makefile("rb") as answer:
        eventually(lambda: web.poll() is not None or accepts(connection, broker.socket_path.parent / "web.sock"))
        assert web.poll() is None, web.communicate()[0]
        line = b"HTTP/1.1 404"
        while b"retry: 2000" not in line:
            assert web.poll() is None
            # Until it hears notices it would ask the database for the session, which is in none.
            if line.startswith((b"HTTP/1.1 404", b"HTTP/1.1 503")):
                connection.sendall(opening())
            line = answer.readline()
        web.send_signal(signal.SIGTERM)
        assert answer.read().endswith(b"\r\n0\r\n\r\n"), "the answer was cut off"
    output, _ = web.communicate(timeout=PATIENCE)
    assert "Cancel" not in output
    assert "Traceback" not in output
