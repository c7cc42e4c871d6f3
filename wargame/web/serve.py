"""One web process: `python -m wargame.web.serve FD PATH`.

It shares the listening socket with its siblings, which its supervisor keeps open while any of them is replaced. On a
socket of its own (PATH) it answers the supervisor alone: who hangs cannot hide behind a sibling that answers.
"""

import socket
import sys
from pathlib import Path

import uvicorn

GRACE_SECONDS = 1
"""Open streams never end by themselves."""


def serve(shared: socket.socket, path: Path) -> None:
    """Serves until SIGTERM or SIGINT."""
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
