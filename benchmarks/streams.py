"""Idle live streams and their cost for a web process: `python -m benchmarks.streams [how many, 1000]`.

Starts uvicorn with the real application and a broker, opens the streams over loopback and prints the memory of the web
process before, with all of them open, and after one notice has reached every one.
"""

import asyncio
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.start import free_port, is_healthy

HOME = Path(__file__).resolve().parent.parent
AIM_MB = 150
SETTLE_SECONDS = 20
STREAMS = 1_000
WORDS = "-m uvicorn wargame.asgi:application --lifespan=off --no-access-log --log-level=warning --host=127.0.0.1"


def resident_mb(pid: int) -> float:
    """Return the memory of a process in RAM, and its own and shared parts (MB)."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) / 1024


def address_for(session: str, *channels: str) -> str:
    """Return a new address of a stream, as a page of that session gets it."""
    from django.contrib.sessions.backends.db import SessionStore
    from django.http import HttpRequest

    from wargame.live.tokens import address_of, reading

    request = HttpRequest()
    request.session = SessionStore(session)
    with reading(request):
        return address_of(*channels)


async def measure(port: int, pid: int, count: int) -> list[tuple[str, float]]:
    """Open the streams, send them one notice, and print the memory of the process at each step."""
    from benchmarks.load.wire import Wire
    from wargame.live.broadcast import broadcast
    from wargame.live.tokens import channel_digest

    rows = [("web process with the rules ready", resident_mb(pid))]
    heard = 0
    opened = asyncio.Semaphore(0)

    async def listen(number: int) -> None:
        nonlocal heard
        wire = Wire("127.0.0.1", port)
        wire.cookies["sessionid"] = f"session{number}"
        path = address_for(wire.cookies["sessionid"], "exercise:1", f"exercise:1:person:{number}")
        async with wire.stream(path) as words:
            async for word in words:
                if word == "open":
                    opened.release()
                heard += word == "board"

    tasks = [asyncio.create_task(listen(number)) for number in range(count)]
    for _ in tasks:
        await opened.acquire()
    await asyncio.sleep(2)
    rows.append((f"{count} idle streams", resident_mb(pid)))
    began = time.perf_counter()
    broadcast().send(channel_digest("exercise:1"), "board")
    while heard < count:
        await asyncio.sleep(0.01)
    rows.append((f"one notice to each, after {1000 * (time.perf_counter() - began):.0f} ms", resident_mb(pid)))
    for task in tasks:
        task.cancel()
    return rows


def main(count: int) -> None:
    import django

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 2 * count + 200)), hard))
    with TemporaryDirectory(prefix="parley-") as folder:
        socket = Path(folder) / "broker.sock"
        os.environ |= {
            "PARLEY_VAR": folder,
            "REDIS_URL": f"unix://{socket}",
            "DJANGO_SETTINGS_MODULE": "wargame.settings",
        }
        django.setup()
        from wargame.processes.parts import broker

        port = free_port()
        started = [
            subprocess.Popen(broker(socket).words, stdout=subprocess.DEVNULL),
            subprocess.Popen([sys.executable, *WORDS.split(), f"--port={port}"], cwd=HOME),
        ]
        try:
            while not is_healthy(port):
                time.sleep(0.1)
            # Parley makes the rules ready in the background; their memory must not count as that of the streams.
            time.sleep(SETTLE_SECONDS)
            rows = asyncio.run(measure(port, started[1].pid, count))
            for what, mb in rows:
                print(f"{what:<48}{mb:>8.1f} MB")
            print(f"{'what the streams added':<48}{rows[-1][1] - rows[0][1]:>8.1f} MB  (aim {AIM_MB})")
        finally:
            for process in reversed(started):
                process.send_signal(signal.SIGTERM)
                process.wait()


if __name__ == "__main__":
    main(int(sys.argv[1]) if sys.argv[1:] else STREAMS)
