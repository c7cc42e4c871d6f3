"""A database that goes away and comes back, and a full disk, under a running web server."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.database import DATABASE, put_fonts, put_ready
from tests.services.storage import HTMX, Cluster, Web, postgres, revision_of
from tests.serving import eventually

pytestmark = [pytest.mark.service, pytest.mark.own_stack]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    try:
        postgres()
    except FileNotFoundError:
        pytest.skip("no PostgreSQL server: apt install postgresql")
    cluster = Cluster()
    yield cluster
    cluster.remove()


@pytest.fixture(scope="module")
def on_postgresql(cluster: Cluster, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    folder = tmp_path_factory.mktemp("web")
    put_fonts(folder)
    web = Web(folder, cluster.url)
    yield web
    web.stop()


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    folder = tmp_path_factory.mktemp("web")
    put_ready(folder)
    web = Web(folder, f"sqlite:///{folder / DATABASE}")
    yield web
    web.stop()


def is_calm(web: Web, exercise: str) -> None:
    """Check that pages, regions, forms and API answers all say when to retry, and nothing about the cause."""
    api = exercise.replace("/x/", "/api/v1/exercises/")
    answers = {
        "page": web.ask("GET", f"{exercise}play/"),
        "region": web.ask("GET", f"{exercise}play/orders/", **HTMX),
        "form": web.post(f"{exercise}t/1/orders/", revision=0, kind="record"),
        "submit": web.post(f"{exercise}t/1/submit/", revision=0),
        "program": web.ask("GET", f"{api}turns/1/orders/"),
        "list": web.ask("GET", "/api/v1/exercises/"),
        "start": web.post("/solo/", scenario="nine-past-nine", seat="KOR"),
    }
    assert {name: status for name, (status, _, _) in answers.items()} == dict.fromkeys(answers, 503)
    for name, (_, text, headers) in answers.items():
        assert int(headers["Retry-After"]) > 0, name
        assert "Traceback" not in text + web_log(web), name
        if name in ("program", "list"):
            assert json.loads(text)["errors"][0]["code"] == "unavailable"
        else:
            assert "Nothing was changed" in text
            assert ("<html" in text) == (name != "region")


def web_log(web: Web) -> str:
    return web.log.read_text(errors="replace")


def test_postgresql_goes_away_and_comes_back(cluster: Cluster, on_postgresql: Web) -> None:
    web = on_postgresql
    exercise = web.start_solo()
    _, page, _ = web.ask("GET", f"{exercise}play/")
    stream = re.search(r'data-live-url="([^"]+)"', page)
    assert stream
    with web.stream("GET", stream[1]) as listening:
        assert listening.readline() == b"retry: 2000\n"
        cluster.stop()
        is_calm(web, exercise)
        assert web.ask("GET", "/health/ready/")[0] == 503
        assert not re.search("(ERROR|WARNING).*(health/ready|pool-)", web_log(web)), (
            "a look at health, or the pool, fills the log"
        )
        lines = [line for line in web_log(web).splitlines() if "503 GET /x/<str:code>/play/ " in line]
        assert len(lines) == 1
        assert re.search(r"request \w{16}: the database is away", lines[0])
        cluster.start()
        eventually(lambda: web.ask("GET", f"{exercise}play/")[0] == 200)
        assert revision_of(web.ask("GET", f"{exercise}play/")[1]) == 0
        assert web.post(f"{exercise}t/1/orders/", revision=0, kind="record")[0] == 302
        while (line := listening.readline()) != b"data: orders\n":
            assert line, "the stream ended"
    assert revision_of(web.ask("GET", f"{exercise}play/")[1]) == 1


def test_nobody_meets_a_dead_connection_after_a_restart_of_postgresql(cluster: Cluster, on_postgresql: Web) -> None:
    exercise = on_postgresql.start_solo()
    cluster.stop()
    cluster.start()
    answers = [on_postgresql.ask("GET", f"{exercise}play/")[0] for _ in range(5)]
    assert answers == [200] * 5


def test_pages_are_read_on_a_full_disk_and_orders_are_kept_once_there_is_room(on_sqlite: Web) -> None:
    web = on_sqlite
    exercise = web.start_solo()
    assert web.post(f"{exercise}t/1/orders/", revision=0, kind="record")[0] == 302
    web.room_for(1)
    try:
        for path in ("play/", "play/board/", "play/orders/", "log/", "map/table/"):
            assert web.ask("GET", f"{exercise}{path}")[0] == 200, path
        status, text, headers = web.post(f"{exercise}t/1/orders/", revision=1, kind="hail")
        assert (status, headers["Retry-After"]) == (503, "30")
        assert "Send it again" in text
        assert web.post(f"{exercise}t/1/submit/", revision=1)[0] == 503
        assert revision_of(web.ask("GET", f"{exercise}play/")[1]) == 1
    finally:
        web.room_for(-1)
    assert web.post(f"{exercise}t/1/orders/", revision=1, kind="hail")[0] == 302
    assert revision_of(web.ask("GET", f"{exercise}play/")[1]) == 2
    assert "Traceback" not in web_log(web)


def test_pages_are_read_while_somebody_holds_sqlite_and_forms_are_told_to_come_again(
    on_sqlite: Web,
) -> None:
    web = on_sqlite
    exercise = web.start_solo()
    with closing(sqlite3.connect(web.folder / DATABASE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert web.ask("GET", f"{exercise}play/")[0] == 200
        status, text, _ = web.post(f"{exercise}t/1/orders/", revision=0, kind="record")
        assert (status, "Nothing was changed" in text) == (503, True)
        other.execute("ROLLBACK")
    assert web.post(f"{exercise}t/1/orders/", revision=0, kind="record")[0] == 302
