"""Where Parley's web server listens, its URL, and the environment of its processes."""

import errno
import os
import socket
from contextlib import suppress

from django.conf import settings
from django.core.management.base import CommandError

from wargame.networks import LOOPBACK

MALLOC_ARENAS = "2"
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - what somebody asked for


def address(host: str, port: int) -> str:
    """Return the URL that a browser on this machine can open."""
    shown = "127.0.0.1" if host in EVERYWHERE else host
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def network_host() -> str:
    """Return this machine's address in the network of its default route; "" if there is none. It sends nothing."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])
    return ""


def listen(host: str, port: int) -> socket.socket:
    """Return a socket bound to host and port, which does not accept connections yet.

    Raises CommandError, before anything has been started, if the address cannot be bound.
    """
    shared = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    shared.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        shared.bind((host, port))
    except (OSError, OverflowError) as error:
        shared.close()
        reason = str(getattr(error, "strerror", None) or error).rstrip(".")
        remedy = f"port: --port {port % 60000 + 1}"
        if isinstance(error, OSError) and error.errno not in {errno.EADDRINUSE, errno.EACCES}:
            remedy = "address: --host 127.0.0.1, or --host 0.0.0.0 for every network"
        raise CommandError(f"Cannot listen on {host} port {port}: {reason}. Choose another {remedy}") from error
    return shared


def environment_of(host: str, port: int) -> dict[str, str]:
    """Return the environment of all parts."""
    # Parts are modules of this repository, so they are found from any working directory.
    paths = {"PYTHONPATH": os.pathsep.join(filter(None, [str(settings.BASE_DIR), os.environ.get("PYTHONPATH")]))}
    environment = os.environ | paths | {"PYTHONSAFEPATH": "1", "PYTHONUNBUFFERED": "1"}
    # glibc gives threads arenas of their own and keeps what they free: docs/how-to/measure-load.md.
    environment.setdefault("MALLOC_ARENA_MAX", MALLOC_ARENAS)
    environment.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if host in LOOPBACK else "*")
    if host in EVERYWHERE and (found := network_host()):
        environment.setdefault("NETWORK_URL", f"http://{found}:{port}")
    return environment
