"""Which errors of database or disk count as outages."""

import errno
import logging
import sqlite3
from pathlib import Path

import psycopg
import psycopg_pool
import pytest
from django.db import DataError, InterfaceError, InternalError, OperationalError, ProgrammingError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import resolve

from tests.outages import full
from wargame.web import unavailable
from wargame.web.outages import Outage, outage_of, skip_in_outage


def outage_from(kind: type[Exception], driver: BaseException | None) -> Exception:
    fault = kind("words of the driver")
    fault.__cause__ = driver
    return fault


@pytest.mark.parametrize(
    ("kind", "driver", "outage"),
    [
        (OperationalError, psycopg.OperationalError("connection refused"), Outage.AWAY),
        (OperationalError, psycopg_pool.PoolTimeout("no connection after 10.00 sec"), Outage.AWAY),
        (OperationalError, psycopg.errors.AdminShutdown(), Outage.AWAY),
        (OperationalError, psycopg.errors.CannotConnectNow(), Outage.AWAY),
        (OperationalError, psycopg.errors.TooManyConnections(), Outage.AWAY),
        (InterfaceError, psycopg.InterfaceError("the connection is closed"), Outage.AWAY),
        (OperationalError, psycopg.errors.DiskFull(), Outage.FULL),
        (InternalError, psycopg.errors.ReadOnlySqlTransaction(), Outage.FULL),
        (OperationalError, psycopg.errors.IoError(), Outage.FULL),
        (OperationalError, psycopg.errors.LockNotAvailable(), Outage.BUSY),
        (OperationalError, psycopg.errors.QueryCanceled(), Outage.BUSY),
        (OperationalError, psycopg.errors.DeadlockDetected(), Outage.BUSY),
        (ProgrammingError, psycopg.errors.UndefinedTable(), None),
        (DataError, psycopg.errors.NumericValueOutOfRange(), None),
        (OperationalError, None, None),
    ],
)
def test_what_postgresql_says_is_understood(
    kind: type[Exception], driver: BaseException | None, outage: Outage | None
) -> None:
    assert outage_of(outage_from(kind, driver)) == outage


def test_what_sqlite_says_is_understood(tmp_path: Path) -> None:
    file = tmp_path / "some.sqlite3"
    with sqlite3.connect(file, timeout=0) as one, sqlite3.connect(file, timeout=0) as other:
        one.execute("CREATE TABLE kept (word TEXT)")
        one.commit()
        one.execute("BEGIN IMMEDIATE")
        assert outage_in(other, "BEGIN IMMEDIATE") == Outage.BUSY
        one.rollback()
        pages = one.execute("PRAGMA page_count").fetchone()[0]
        one.execute(f"PRAGMA max_page_count={pages}")
        assert outage_in(one, f"INSERT INTO kept VALUES ('{'x' * 100_000}')") == Outage.FULL
        one.rollback()
        assert outage_in(one, "SELECT nothing FROM nowhere") is None
    with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as read_only:
        assert outage_in(read_only, "DELETE FROM kept") == Outage.FULL


def outage_in(connection: sqlite3.Connection, sql: str) -> Outage | None:
    """Return the outage that `outage_of` recognises in the error of this statement."""
    with pytest.raises(sqlite3.OperationalError) as raised:
        connection.execute(sql)
    return outage_of(outage_from(OperationalError, raised.value))


def test_a_full_disk_is_an_outage_wherever_it_is_met_and_a_missing_file_is_none() -> None:
    assert outage_of(OSError(errno.ENOSPC, "No space left on device")) == Outage.FULL
    assert outage_of(FileNotFoundError(errno.ENOENT, "No such file")) is None
    assert outage_of(ValueError("a mistake of ours")) is None
    assert outage_of(None) is None


def test_what_can_be_done_without_is_left_out_in_an_outage_alone(caplog: pytest.LogCaptureFixture) -> None:
    with skip_in_outage("a sign of life"):
        raise full()
    assert caplog.messages == ["not kept: a sign of life, because nothing can be written"]
    with pytest.raises(ValueError, match="mistake"), skip_in_outage("a sign of life"):
        raise ValueError("mistake")


@pytest.fixture
def request_(rf: RequestFactory) -> HttpRequest:
    return rf.get("/somewhere/", headers={"X-Request-ID": "of-the-proxy-1"})


def test_one_line_of_the_log_names_the_request_that_the_page_names(
    request_: HttpRequest, caplog: pytest.LogCaptureFixture
) -> None:
    answer = unavailable.answer(request_, Outage.FULL, full())
    expected = "503 GET /somewhere/ request of-the-proxy-1: nothing can be written: database or disk is full"
    assert caplog.messages == [expected]
    assert "of-the-proxy-1" in answer.content.decode()
    assert answer.headers["X-Request-ID"] == "of-the-proxy-1"
    record = logging.LogRecord("django.request", logging.ERROR, "", 0, "Service Unavailable", (), None)
    only_once = unavailable.OneLineOfOutages()
    assert only_once.filter(record)
    record.request = request_
    assert not only_once.filter(record)


TOKEN = "a-token-that-lets-in"


def lines_of(caplog: pytest.LogCaptureFixture) -> list[str]:
    """Return the lines of the console for these records, after its filters."""
    (console,) = (each for each in logging.getLogger().handlers if each.get_name() == "console")
    return [record.getMessage() for record in caplog.records if console.filter(record)]


def test_the_line_of_an_outage_names_the_route_and_no_secret_of_the_address(
    rf: RequestFactory, caplog: pytest.LogCaptureFixture
) -> None:
    request = rf.post(f"/j/ABCDEF/back/{TOKEN}/", headers={"X-Request-ID": "of-the-proxy-1"})
    request.resolver_match = resolve(request.path)
    unavailable.answer(request, Outage.FULL, full())
    assert caplog.messages[0].startswith("503 POST /j/<str:code>/back/<str:token>/ request of-the-proxy-1")


def test_a_path_forges_no_line_of_the_log(rf: RequestFactory, caplog: pytest.LogCaptureFixture) -> None:
    unavailable.answer(rf.get("/y%0A503 GET /forged/"), Outage.FULL, full())
    assert caplog.messages[0].startswith(r"503 GET /y\n503 GET /forged/ request ")


@pytest.mark.django_db
def test_what_django_logs_of_a_way_back_is_without_its_token(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    addresses = [f"/j/ABCDEF/back/{TOKEN}/", f"/J/ABCDEF/BACK/{TOKEN}/", "/nowhere/"]
    for address in addresses:
        assert client.get(address).status_code == 404
    told = ["Not Found: /j/<str:code>/back/<str:token>/", "Not Found: /J/...", "Not Found: /nowhere/"]
    assert lines_of(caplog) == told


@pytest.mark.parametrize("given", ["short", "with spaces in it", "x" * 65, 'a"<b>-long-enough'])
def test_a_number_that_could_forge_a_line_is_not_repeated(rf: RequestFactory, given: str) -> None:
    assert given not in unavailable.request_id(rf.get("/", headers={"X-Request-ID": given}))


def test_an_outage_outside_views_is_answered_too(request_: HttpRequest) -> None:
    try:
        raise full()
    except OperationalError:
        answer = unavailable.current_answer(request_)
    assert answer is not None
    assert answer.status_code == 503
    assert unavailable.current_answer(request_) is None
