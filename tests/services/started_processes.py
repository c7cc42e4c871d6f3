"""Real broker, worker and turnkeeper processes on the test database, to be killed and restarted."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Collection, Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from subprocess import PIPE
from urllib.parse import quote

import redis
from django.conf import settings
from django.db import connection

from tests.serving import PATIENCE, eventually
from wargame.exercises.models import Turn
from wargame.processes.parts import broker

HOME = Path(__file__).resolve().parents[2]
APPLICATION_NAME = "parley-house"
"""The name that PostgreSQL lists with the sessions of these processes."""


def database_url() -> str:
    """Return the URL of the test database for other processes."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{Path(str(given['NAME'])).resolve()}"
    user = quote(str(given["USER"])) + (f":{quote(str(given['PASSWORD']))}" if given["PASSWORD"] else "")
    return f"postgres://{user}@{quote(str(given['HOST']), safe='')}:{given['PORT'] or 5432}/{quote(str(given['NAME']))}"


@dataclass(frozen=True)
class Forked:
    """A process that another one has forked and waits for."""

    pid: int

    def poll(self) -> int | None:
        """Return None while it runs, as `Popen` does."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def wait(self, timeout: float) -> None:
        eventually(lambda: self.poll() is not None)


Process = subprocess.Popen[bytes] | Forked


class House:
    """The processes of an embedded Parley, each in a process group, and the faults planned for them.

    Its folder and broker's address stay the same for all tests, so that its processes can be forked from one that has
    imported Parley with them.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = folder / "broker.sock"
        self.broker_url = f"redis+socket://{self.socket}"
        self.redis = redis.Redis(unix_socket_path=str(self.socket), socket_timeout=PATIENCE)
        self.running: list[tuple[str, Process]] = []
        self.added: dict[str, str] = {}
        self._forks: subprocess.Popen[bytes] | None = None
        self._environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "wargame.settings",
            "DATABASE_URL": database_url(),
            "PGAPPNAME": APPLICATION_NAME,
            "REDIS_URL": f"unix://{self.socket}",
            "SECRET_KEY": settings.SECRET_KEY,
            "PARLEY_FAULTS": str(folder),
            "PARLEY_VAR": str(folder),
        }

    def start_broker(self) -> None:
        self.running.append(("broker", self._popen(*broker(self.socket).words)))
        eventually(self.is_broker_up)

    def is_broker_up(self) -> bool:
        with suppress(redis.RedisError):
            return bool(self.redis.ping())
        return False

    def start(self, role: str) -> Process:
        """Start a worker or turnkeeper, whose environment has what was `added` for this test."""
        if self._forks is None:
            self._forks = self._popen(sys.executable, "-m", "tests.services.faulty", stdin=PIPE, stdout=PIPE)
        assert self._forks.stdin
        assert self._forks.stdout
        self._forks.stdin.write(json.dumps({"role": role, "environment": self.added}).encode() + b"\n")
        self._forks.stdin.flush()
        process = Forked(int(self._forks.stdout.readline()))
        self.running.append((role, process))
        return process

    def script(self, *words: str, keeping: Collection[int]) -> subprocess.Popen[bytes]:
        """Start a process that keeps these open files, for a dialogue."""
        return self._popen(sys.executable, "-m", *words, keeping=keeping)

    def _popen(self, *words: str, keeping: Collection[int] = (), **streams: int) -> subprocess.Popen[bytes]:
        given = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL} | streams
        with (self.folder / "log.txt").open("ab") as log:
            return subprocess.Popen(
                words, cwd=HOME, env=self._environment, start_new_session=True, pass_fds=keeping, stderr=log, **given
            )

    def plan(self, work: int | str, **faults: object) -> None:
        """Plan faults for a turn (by its primary key) or a chunk of an ensemble ("chunk-7")."""
        (self.folder / f"{work}.json").write_text(json.dumps(faults))

    def mend(self, turn_id: int) -> None:
        (self.folder / f"{turn_id}.json").unlink()

    def process_computing(self, turn_id: int) -> int | None:
        """Return the process that last began to compute the turn."""
        with suppress(FileNotFoundError, ValueError):
            return int((self.folder / f"{turn_id}.computing").read_text())
        return None

    def waits_for_kill(self, works: Iterable[int | str]) -> bool:
        """Return whether a kill that was planned for a turn or chunk has not happened yet.

        What a process commits is there for everybody a moment before the process dies.
        """
        return any(not (self.folder / f"{work}.killed").exists() for work in works)

    def workers(self) -> list[Process]:
        return [process for role, process in self.running if role == "worker" and process.poll() is None]

    def worker_of(self, pid: int) -> Process | None:
        """Return the living worker whose child this process is."""
        return next((worker for worker in self.workers() if parent_of(pid) == worker.pid), None)

    def kill(self, role: str) -> None:
        """End every process of a role at once, as a power cut would."""
        for name, process in self.running:
            if name == role and process.poll() is None:
                kill_group(process)

    def has_ready_worker(self) -> bool:
        """Return whether a living worker has begun to take messages."""
        return any((self.folder / f"{worker.pid}.ready").exists() for worker in self.workers())

    def keep_up(self) -> None:
        """Restart what has died, as the supervisor does."""
        for role, process in list(self.running):
            if process.poll() is not None and role != "broker":
                self.running.remove((role, process))
                self.start(role)

    def stop(self) -> None:
        """End all processes, and forget what was planned for them."""
        for _, process in self.running:
            kill_group(process)
        self.running.clear()
        self.added.clear()
        self.redis.close()
        for file in self.folder.iterdir():
            file.unlink()

    def end(self) -> None:
        self.stop()
        if self._forks is not None:
            self._forks.communicate()

    def log(self) -> str:
        return (self.folder / "log.txt").read_text(errors="replace")[-4000:]


def kill_group(process: Process) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(PATIENCE)


def parent_of(pid: int) -> int:
    with suppress(OSError):
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    return 0


def has_broker() -> bool:
    try:
        return shutil.which(broker(Path("unused")).words[0]) is not None
    except FileNotFoundError:
        return False


def are_closed(turn_ids: list[int]) -> bool:
    return not Turn.objects.filter(pk__in=turn_ids).exclude(status=Turn.Status.CLOSED).exists()
