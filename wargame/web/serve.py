"""Runs one web process: `python -m wargame.web.serve FD PATH`.

It shares the listening socket FD with the other web processes; the supervisor keeps it open while one is replaced. On a
socket of its own (PATH) it answers the supervisor alone, so that a hung process is noticed although others answer.
"""

import socket
import sys
from pathlib import Path

import uvicorn

GRACE_SECONDS = 1
"""Seconds to wait for open responses at shutdown; open streams never end by themselves."""


def serve(shared: socket.socket, path: Path) -> None:
    """Serve until SIGTERM or SIGINT."""
    path.unlink(missing_ok=True)
    own = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    own.bind(str(path))
    config = uvicorn.Config(
        "wargame.asgi:application",
        lifespan="off",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    uvicorn.Server(config).run(sockets=[shared, own])


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2]))
