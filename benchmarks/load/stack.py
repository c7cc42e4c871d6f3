"""A whole embedded Parley of its own for a load test: processes, folder and database that end with the test."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from benchmarks.start import free_port, is_healthy

HOME = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 300
ACCOUNT = "load@parley.invalid"


class NotStarted(RuntimeError):
    """The stack did not come up, or its database could not be made."""


@dataclass(frozen=True)
class Stack:
    """The address of a Parley, the people who may create exercises there, and the options of its processes."""

    host: str
    port: int
    account: str
    password: str
    pid: int = 0
    environment: Mapping[str, str] = field(default_factory=dict)


def cpu_seconds(pid: int) -> dict[str, float]:
    """CPU time that a process and all that it has started have used so far, by what each is (Linux only)."""
    parents: dict[int, int] = {}
    used: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            told = stat.read_text().rpartition(")")[2].split()
            one = int(stat.parent.name)
            parents[one], used[one] = int(told[1]), sum(int(ticks) for ticks in told[11:15])
    mine = {pid}
    while grown := {one for one, parent in parents.items() if parent in mine} - mine:
        mine |= grown
    seconds: defaultdict[str, float] = defaultdict(float)
    for one in mine & used.keys():
        seconds[_part_of(one)] += used[one] / os.sysconf("SC_CLK_TCK")
    return dict(seconds)


def _part_of(pid: int) -> str:
    """Return the name of a process by its command line: "web-1", "worker"; or else the name of its program."""
    words = []
    with suppress(OSError):
        words = Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    if "wargame.web.serve" in words:
        return next(Path(word).stem for word in words if word.endswith(".sock"))
    known = (part for part in ("worker", "turnkeeper", "play") if part in words)
    return next(known, Path(words[0]).stem if words else "ended")


@contextmanager
def embedded(
    postgres: str = "", prepared: Path | None = None, added: Mapping[str, str] | None = None
) -> Iterator[Stack]:
    """Parley on a free port of this machine with a database of its own: SQLite, or one made on a PostgreSQL server.

    It begins with a copy of the `prepared` folder, so that neither SQLite nor fonts have to be made. `added`
    goes into the environment of its processes. Raises NotStarted.
    """
    with TemporaryDirectory(prefix="parley-load-") as folder, _database(postgres, folder) as url:
        if prepared:
            shutil.copytree(prepared, folder, dirs_exist_ok=True)
        # Its own broker too: notices of a load test are nobody else's.
        environment = {name: value for name, value in os.environ.items() if name != "REDIS_URL"}
        environment |= {"PARLEY_VAR": folder, "DATABASE_URL": url, "LOG_LEVEL": "WARNING"}
        environment |= {"PARLEY_MODE": "embedded", "ALLOWED_HOSTS": "127.0.0.1", "TMPDIR": folder} | dict(added or {})
        password = secrets.token_urlsafe(16)
        with _running(folder, environment) as (port, process):
            _create_account(environment | {"DJANGO_SUPERUSER_PASSWORD": password})
            yield Stack("127.0.0.1", port, ACCOUNT, password, process, environment)


@contextmanager
def _running(folder: str, environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    port = free_port()
    words = [sys.executable, str(HOME / "manage.py"), "play", "--port", str(port)]
    log_path = Path(folder) / "log.txt"
    with log_path.open("wb") as log:
        # A session of its own: Ctrl-C is for the measuring process, which ends this one.
        play = subprocess.Popen(
            words, cwd=HOME, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        ends = time.monotonic() + SECONDS_TO_START
        while not is_healthy(port):
            if play.poll() is not None or time.monotonic() > ends:
                said = log_path.read_text(errors="replace")[-2000:]
                raise NotStarted(f"Parley did not start. It said last:\n{said}")
            time.sleep(0.1)
        yield port, play.pid
    finally:
        play.send_signal(signal.SIGINT)
        try:
            play.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(play.pid, signal.SIGKILL)
            play.wait()


def _create_account(environment: dict[str, str]) -> None:
    words = [sys.executable, str(HOME / "manage.py"), "createsuperuser", "--noinput", "--skip-checks"]
    done = subprocess.run(
        [*words, f"--username={ACCOUNT}", f"--email={ACCOUNT}"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        cwd=HOME,
    )
    if done.returncode:
        raise NotStarted(f"No account could be made: {done.stderr[-1000:]}")


@contextmanager
def _database(postgres: str, folder: str) -> Iterator[str]:
    """Yield the address of a database that ends with the block."""
    if not postgres:
        yield f"sqlite:///{folder}/parley.sqlite3"
        return
    name = f"parley_load_{secrets.token_hex(4)}"
    with _server(postgres) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield urlunsplit(urlsplit(postgres)._replace(path=f"/{name}"))
    finally:
        with _server(postgres) as server:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def _server(url: str) -> Iterator[psycopg.Connection]:
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=10)
    except (psycopg.Error, ValueError) as error:
        raise NotStarted(f"PostgreSQL does not answer at --postgres: {error}") from error
    with connection:
        yield connection
