"""`manage.py play`: the whole of Parley on one machine, started and ended together."""

import errno
import os
import socket
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from wargame.exercises.management.supervisor import Part, PartGaveUp, broker, supervise

MOST_WEB_PROCESSES = 2
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104 - what somebody asked for


class Command(BaseCommand):
    """Migrates, loads the packs, then keeps broker, worker, turnkeeper and web server running."""

    help = "Starts everything Parley needs on this machine and prints its address; Ctrl-C ends it all."
    # Checking everything costs a third of the start; the tests do it.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (0.0.0.0: every network)")
        parser.add_argument("--port", type=int, default=8000, help="port to listen on (default 8000)")

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        require_free(host, port)
        with subprocess.Popen([sys.executable, sys.argv[0], "compile_rules", "--verbosity=0"]):
            call_command("migrate", interactive=False, verbosity=0)
            call_command("load_scenarios", verbosity=0)
        with TemporaryDirectory(prefix="parley-") as run_dir:
            environment, parts = plan(host, port, Path(run_dir))
            shown = f"{environment['NETWORK_URL']}/" if environment.get("NETWORK_URL") else address(host, port)
            try:
                supervise(parts, environment, health_url=f"{address(host, port)}health/", address=shown)
            except PartGaveUp as error:
                raise CommandError(str(error)) from error


def address(host: str, port: int) -> str:
    """The address a browser on this machine can open."""
    shown = "127.0.0.1" if host in EVERYWHERE else host
    return f"http://[{shown}]:{port}/" if ":" in shown else f"http://{shown}:{port}/"


def network_host() -> str:
    """This machine's address on the network that leads on; "" where there is none. Nothing is sent."""
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])
    return ""


def require_free(host: str, port: int) -> None:
    """Refuses a port that cannot be listened on before anything has been started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            reason = str(getattr(error, "strerror", None) or error).rstrip(".")
            remedy = f"port: --port {port % 60000 + 1}"
            if isinstance(error, OSError) and error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                remedy = "address: --host 127.0.0.1, or --host 0.0.0.0 for every network"
            raise CommandError(f"Cannot listen on {host} port {port}: {reason}. Choose another {remedy}") from error


def plan(host: str, port: int, run_dir: Path) -> tuple[dict[str, str], Sequence[Part]]:
    """The environment of all parts, and the parts in the order in which they start."""
    # Parts are modules of this repository, whatever folder `play` was started from.
    paths = {"PYTHONPATH": os.pathsep.join(filter(None, [str(settings.BASE_DIR), os.environ.get("PYTHONPATH")]))}
    environment = os.environ | paths | {"PYTHONSAFEPATH": "1", "PYTHONUNBUFFERED": "1"}
    environment.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]" if host in LOOPBACK else "*")
    if host in EVERYWHERE and (found := network_host()):
        environment.setdefault("NETWORK_URL", f"http://{found}:{port}")
    python, manage = sys.executable, sys.argv[0]
    celery = "-m celery --quiet -A wargame.celery worker --concurrency=1 --loglevel=WARNING"
    uvicorn = "-m uvicorn wargame.asgi:application --lifespan=off --no-access-log --no-server-header"
    # A class asks at once, and one process computes on one core only: docs/how-to/measure-load.md
    # A process that makes the rules ready may be silent for a while, and is not to be killed for it.
    uvicorn += f" --workers={min(MOST_WEB_PROCESSES, os.cpu_count() or 1)} --timeout-worker-healthcheck=60"
    parts = [
        Part("worker", (python, *celery.split(), "--without-gossip", "--without-mingle", "--without-heartbeat")),
        Part("turnkeeper", (python, manage, "turnkeeper")),
        Part("web", (python, *uvicorn.split(), f"--host={host}", f"--port={port}", "--timeout-graceful-shutdown=1")),
    ]
    if not os.environ.get("REDIS_URL"):
        with suppress(FileNotFoundError):
            socket_path = run_dir / "broker.sock"
            parts.insert(0, broker(socket_path))
            environment["REDIS_URL"] = f"unix://{socket_path}"
    return environment, parts
