"""Measure the start of Parley: from nothing (no environment, no database, no compiled rules), and again.

    python3 benchmarks/start.py

Needs only Python, as Parley itself does. Works on a copy of the repository in a folder that is removed at the end.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

HOME = Path(__file__).resolve().parent.parent
LIMITS = {"from nothing": 30.0, "again": 3.0}
LEFT_OUT = shutil.ignore_patterns(".venv", "var", ".git", "__pycache__", ".*_cache", "staticfiles")


def free_port() -> int:
    """Return a port that nobody has, below those that the kernel gives away: it stays free until it is used."""
    for port in random.sample(range(20_000, 32_000), 100):
        with suppress(OSError), socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
            return port
    sys.exit("No port is free.")


def is_healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/", timeout=10) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def seconds_to_first_answer(folder: Path) -> float:
    """Start Parley in `folder`, wait for /health/, and end it; return the seconds."""
    port = free_port()
    words = [sys.executable, "run.py", "play", "--port", str(port)]
    begun = time.monotonic()
    # Where Python keeps no compiled modules, each process compiles all of them again: that is not Parley's time.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    play = subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, env=environment)
    while not is_healthy(port):
        if play.poll() is not None:
            sys.exit("Parley ended before it answered.")
        time.sleep(0.02)
    taken = time.monotonic() - begun
    play.send_signal(signal.SIGINT)
    play.wait()
    return taken


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "parley"
        shutil.copytree(HOME, copy, ignore=LEFT_OUT)
        print(f"{'start':<14}{'seconds':>9}{'limit':>7}")
        for name, limit in LIMITS.items():
            print(f"{name:<14}{seconds_to_first_answer(copy):>9.1f}{limit:>7.0f}", flush=True)


if __name__ == "__main__":
    main()
