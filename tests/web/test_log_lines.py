"""Log lines: text or JSON, with the ids of request, exercise and turn, and without secrets."""

import json
import logging
import re
import sys
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from celery import current_app
from celery.app.trace import build_tracer
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

from wargame.exercises import tasks
from wargame.web import log_ids
from wargame.web.log_lines import json_lines, text_lines
from wargame.web.logs import safe_path

GIVEN = "of-the-proxy-1"


@pytest.fixture(autouse=True)
def _one_request_id() -> None:
    """Replace the fixture that gives every request the same number, since numbers matter here."""


@pytest.fixture(autouse=True)
def _nothing_is_bound() -> Iterator[None]:
    clear_contextvars()
    yield
    clear_contextvars()


def record(message: str = "Turn %s waits", *args: object, **more: Any) -> logging.LogRecord:
    made = logging.LogRecord("wargame.turns", logging.WARNING, "turns.py", 7, message, args or (5,), None)
    made.__dict__.update(more)
    return made


def failed(secret: str) -> Any:
    try:
        raise ValueError("it cannot be read")
    except ValueError:
        return sys.exc_info()


def test_a_line_for_people_ends_with_the_ids() -> None:
    bind_contextvars(request=GIVEN, turn=5)
    line = text_lines().format(record())
    time, said = line.split(" ", 1)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", time)
    assert said == "WARNING wargame.turns Turn 5 waits request=of-the-proxy-1 turn=5"
    clear_contextvars()
    assert text_lines().format(record()).endswith("Turn 5 waits")


def test_a_line_for_programs_is_one_object() -> None:
    bind_contextvars(request=GIVEN, turn=5)
    line = json_lines().format(record(exc_info=failed("71")))
    assert "\n" not in line
    found = json.loads(line)
    assert found.pop("timestamp").endswith("Z")
    assert "ValueError: it cannot be read" in found.pop("exception")
    assert found == {
        "level": "warning",
        "logger": "wargame.turns",
        "message": "Turn 5 waits",
        "request": GIVEN,
        "turn": 5,
    }


@pytest.mark.parametrize("lines", [text_lines, json_lines])
def test_a_traceback_holds_the_value_of_no_variable(lines: Any) -> None:
    line = lines().format(record(exc_info=failed("the-secret-of-the-dice")))
    assert "in failed" in line
    assert "the-secret-of-the-dice" not in line


@pytest.mark.parametrize("lines", [text_lines, json_lines])
def test_a_row_that_the_database_refuses_is_not_logged(lines: Any) -> None:
    refusal = 'null value in column "text"\nDETAIL:  Failing row contains (7, blockade the strait,\n\nat dawn).'
    try:
        try:
            raise ValueError(refusal)
        except ValueError as cause:
            raise RuntimeError(refusal) from cause
    except RuntimeError:
        line = lines().format(record(exc_info=sys.exc_info()))
    assert "blockade" not in line
    assert "at dawn" not in line
    assert "null value in column" in line
    assert "direct cause" in line


def broken_off() -> Any:
    try:
        raise OperationalError("database is locked\nand more") from psycopg.errors.LockNotAvailable()
    except OperationalError:
        return sys.exc_info()


@pytest.mark.parametrize("lines", [text_lines, json_lines])
def test_an_outage_is_one_line_and_a_fault_of_ours_keeps_its_traceback(lines: Any) -> None:
    """Turnkeeper and worker logged a traceback of some eighty lines at each try while the database was away."""
    line = lines().format(record("Round %s\ndid not finish", exc_info=broken_off()))
    assert "Round 5 did not finish: the database is busy: database is locked" in line
    assert "\n" not in line
    assert "Traceback" not in line
    assert "Traceback" in lines().format(record("Round %s did not finish", exc_info=failed("a secret")))


@pytest.mark.parametrize("path", ["/j/K7QF2M/oops", "/x/K7QF2M/t/", "/groups/K7QF2M", "/api/v1/exercises/K7QF2M/no"])
def test_an_address_that_leads_nowhere_tells_no_code(path: str) -> None:
    shown = safe_path(RequestFactory().get(path))
    assert "K7QF2M" not in shown
    assert shown == path[: path.index("K7QF2M")] + "..."


def test_each_request_has_a_number_of_its_own() -> None:
    assert log_ids.new_request_id() != log_ids.new_request_id()


@pytest.mark.django_db
def test_an_answer_names_its_request_and_leaves_nothing_bound(client: Client) -> None:
    assert client.get("/health/", headers={"X-Request-ID": GIVEN})["X-Request-ID"] == GIVEN
    for forged in ("short", "x" * 65, "of the proxy\n503 GET /"):
        assert re.fullmatch("[0-9a-f]{16}", client.get("/health/", headers={"X-Request-ID": forged})["X-Request-ID"])
    assert get_contextvars() == {}


def test_what_django_logs_of_a_request_that_has_left_carries_its_number() -> None:
    request = RequestFactory().get("/nowhere/", headers={"X-Request-ID": GIVEN})
    log_ids.RequestIds(lambda request: HttpResponse())(request)
    clear_contextvars()
    assert text_lines().format(record("Not Found: %s", "/nowhere/", request=request)).endswith(f"request={GIVEN}")


def test_ids_go_from_a_request_into_the_task_that_it_causes(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, Any]] = []

    def view(request: HttpRequest) -> HttpResponse:
        with current_app.connection_for_write("memory://") as connection:
            bind_contextvars(exercise=3)
            current_app.signature(tasks.beat.name).apply_async(connection=connection, queue="of-this-test")
            message = connection.SimpleQueue("of-this-test").get(timeout=5)
            seen.append(dict(message.headers))
        return HttpResponse()

    log_ids.RequestIds(view)(RequestFactory().get("/", headers={"X-Request-ID": GIVEN}))
    clear_contextvars()
    assert seen[0][log_ids.HEADER] == {"request": GIVEN, "exercise": 3}

    monkeypatch.setattr("wargame.exercises.heartbeats.beat", lambda name: seen.append(get_contextvars()))
    monkeypatch.setattr("wargame.exercises.control.services.turnkeeper.stand_in", lambda now: None)
    worked = current_app.tasks[tasks.beat.name]
    build_tracer(worked.name, worked, app=current_app)("id-1", (), {}, seen[0] | {"id": "id-1", "is_eager": False})
    assert seen[1] == {"request": GIVEN, "exercise": 3}
    assert get_contextvars() == {}
