"""Databases that can be taken away and disks that can be filled, under a real web server."""

import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPMessage, HTTPResponse
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode

from tests.services.started_processes import HOME, kill_group
from tests.serving import PATIENCE, eventually

HTMX = {"HX-Request": "true"}


class Cluster:
    """A separate PostgreSQL server, which can be stopped and started again."""

    def __init__(self) -> None:
        # Not below a folder of the tests: as root the server runs as somebody else, who must get there.
        self.folder, self.port = Path(tempfile.mkdtemp(prefix="parley-postgres-")), free_port()
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-U", "parley", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        self.start()

    @property
    def url(self) -> str:
        return f"postgres://parley@127.0.0.1:{self.port}/postgres"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        self._run("pg_ctl", "-s", "-w", "-l", str(self.folder / "log"), "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-s", "-w", "-m", "immediate", "stop")

    def remove(self) -> None:
        """Stop it, if it runs, and delete its files."""
        with suppress(subprocess.CalledProcessError):
            self.stop()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *words: str) -> None:
        user = ("runuser", "-u", "postgres", "--") if os.geteuid() == 0 else ()
        command = [*user, str(postgres() / program), "-D", str(self.folder), *words]
        # A server that goes on holds what it was given to write to.
        subprocess.run(command, cwd="/", check=True, stdout=subprocess.DEVNULL, timeout=PATIENCE)


def postgres() -> Path:
    """Return the folder of PostgreSQL's programs. Raises FileNotFoundError."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *map(Path, os.environ["PATH"].split(os.pathsep))]
    for folder in sorted(folders, reverse=True):
        if (folder / "initdb").is_file() and (folder / "pg_ctl").is_file():
            return folder
    raise FileNotFoundError("no PostgreSQL server")


class Web:
    """A web server of Parley on a database, and one visitor."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder, self.log = folder, folder / "web.txt"
        self.port, self.cookies = free_port(), SimpleCookie()
        self._environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "tests.services.web_settings",
            "DATABASE_URL": database_url,
            "PARLEY_VAR": str(folder),
        }
        self._popen("manage.py", "load_scenarios").wait(PATIENCE)
        self._process = self._popen("-m", "uvicorn", "wargame.asgi:application", "--port", str(self.port))
        eventually(self._is_up)

    def _popen(self, *words: str) -> "subprocess.Popen[bytes]":
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, *words],
                cwd=HOME, env=self._environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def _is_up(self) -> bool:
        assert self._process.poll() is None, self.log.read_text()
        with closing(socket.socket()) as trying:
            return trying.connect_ex(("127.0.0.1", self.port)) == 0

    def stop(self) -> None:
        kill_group(self._process)

    @contextmanager
    def stream(self, method: str, path: str, body: str = "", **headers: str) -> Iterator[HTTPResponse]:
        """Yield the response while it is still being read."""
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
            connection.request(method, path, body, {"Cookie": cookie, **headers})
            answer = connection.getresponse()
            for header in answer.headers.get_all("Set-Cookie") or ():
                self.cookies.load(header)
            yield answer

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str, HTTPMessage]:
        """Return status, text and headers of the response."""
        with self.stream(method, path, body, **headers) as answer:
            return answer.status, answer.read().decode(), answer.headers

    def post(self, path: str, **fields: object) -> tuple[int, str, HTTPMessage]:
        """Post a form."""
        token = {"csrfmiddlewaretoken": self.cookies["csrftoken"].value}
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, urlencode(token | fields), **form)

    def start_solo(self) -> str:
        """Start an exercise as the visitor; return its URL, with a slash at its end."""
        self.ask("GET", "/")
        status, text, headers = self.post("/solo/", scenario="nine-past-nine", seat="KOR")
        assert status == 302, text
        return headers["Location"].removesuffix("play/")

    def room_for(self, size: int) -> None:
        """Limit the size of the server's files to so many bytes (-1: no limit), so that the disk looks full to it."""
        soft = resource.RLIM_INFINITY if size < 0 else size
        resource.prlimit(self._process.pid, resource.RLIMIT_FSIZE, (soft, resource.RLIM_INFINITY))


def revision_of(page: str) -> int:
    """Return the revision of the sheet on a play page."""
    found = re.search(r'name="revision" value="(\d+)"', page)
    assert found, page[:2000]
    return int(found[1])


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])
