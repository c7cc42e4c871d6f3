"""Error reports: off by default; a report says where the error happened, without anybody's text or rolls."""

import json
import logging
import sys
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import sentry_sdk
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from sentry_sdk.envelope import Envelope
from sentry_sdk.integrations.logging import EventHandler
from sentry_sdk.transport import Transport
from structlog.contextvars import bound_contextvars

from tests.web.test_settings import HOME, value
from wargame import sentry_reports
from wargame.web.log_ids import request_id

DSN = "https://key@sentry.invalid/1"
SECRETS = ("K7QF2M", "the-seed-of-the-dice", "blockade the strait", "a-token-that-lets-in", "a-cookie")


class Kept(Transport):
    """Keeps the reports that would be sent, and sends none."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[dict[str, Any]] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.sent += [item.payload.json for item in envelope.items if item.payload.json]


@pytest.fixture
def reports() -> Iterator[Kept]:
    transport, handler, log = Kept(), EventHandler(level=logging.ERROR), logging.getLogger("wargame.turns")
    hook = sys.excepthook
    sentry_reports.report_to(DSN, release="parley@1", transport=transport)
    log.addHandler(handler)
    yield transport
    log.removeHandler(handler)
    # With its integrations it would patch Django for all tests that follow, and leave out what Django logs.
    sentry_sdk.init(default_integrations=False, auto_enabling_integrations=False)
    sys.excepthook = hook


def fail(orders: str) -> None:
    """Raise an error with a secret among the local variables and user input in its message."""
    secret = "the-seed-of-the-dice"
    raise ValueError(f"{orders!r} cannot be read, {len(secret)}")


@pytest.mark.slow
def test_an_event_says_where_it_happened_and_nothing_secret(reports: Kept) -> None:
    request = RequestFactory().post(
        "/j/K7QF2M/back/a-token-that-lets-in/",
        {"orders": "blockade the strait"},
        headers={"Cookie": "session=a-cookie", "X-Request-ID": "of-the-proxy-1"},
    )
    request_id(request)
    log = logging.getLogger("wargame.turns")
    with bound_contextvars(turn=5, password="a-cookie"):
        try:
            fail("blockade the strait")
        except ValueError:
            log.exception("Turn %s of %s could not be adjudicated", 5, "K7QF2M", extra={"request": request})
    (event,) = reports.sent
    assert event["logentry"] == {"message": "Turn %s of %s could not be adjudicated"}
    assert event["tags"] == {"turn": "5", "request": "of-the-proxy-1"}
    (fault,) = event["exception"]["values"]
    assert set(fault) == {"type", "module", "stacktrace"}
    assert fault["type"] == "ValueError"
    assert [frame["function"] for frame in fault["stacktrace"]["frames"]][-1] == "fail"
    assert all(
        set(frame) <= {"filename", "module", "function", "lineno", "in_app"} for frame in fault["stacktrace"]["frames"]
    )
    assert not [secret for secret in SECRETS if secret in json.dumps(event)]


def test_the_library_alone_would_have_sent_secrets() -> None:
    """This shows that the test above can fail: unfiltered events do contain secrets."""
    try:
        fail("blockade the strait")
    except ValueError as error:
        event, _ = sentry_sdk.utils.event_from_exception(error)
    assert "the-seed-of-the-dice" in repr(event)
    assert "blockade the strait" in repr(event)
    assert not [secret for secret in SECRETS if secret in repr(sentry_reports.harmless(dict(event), {}))]


@pytest.mark.parametrize("logger", ["asyncio", "django.security.DisallowedHost"])
def test_a_message_that_came_filled_in_is_not_sent(reports: Kept, logger: str) -> None:
    record = logging.LogRecord(logger, logging.ERROR, "", 0, "Task K7QF2M failed", (), None)
    assert sentry_reports.harmless({}, {"log_record": record})["logentry"] == {"message": f"An error of {logger}"}


def test_without_the_package_one_line_tells_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentry_sdk", None)
    with pytest.raises(ImproperlyConfigured, match=r"sentry-sdk is not installed\. Run: .*requirements/sentry\.txt"):
        sentry_reports.report_to(DSN, release="parley@1")


def test_a_wrong_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(ImproperlyConfigured, match="SENTRY_DSN must look like") as refusal:
        sentry_reports.report_to("https://my-key", release="parley@1")
    assert "my-key" not in str(refusal.value)


def test_the_setting_reports_every_error_of_the_log_under_the_programs_version(tmp_path: Path) -> None:
    """The version of the API in its description is another one."""
    handler = "[s.LOGGING['handlers']['sentry'], s.LOGGING['root']['handlers']]"
    options = "__import__('sentry_sdk').get_client().options['release']"
    expected = {"class": sentry_reports.HANDLER, "level": "ERROR", "filters": ["outages"]}
    assert value(handler, tmp_path, SENTRY_DSN=DSN) == repr([expected, ["console", "sentry"]])
    version = tomllib.loads((HOME / "pyproject.toml").read_text())["project"]["version"]
    assert value(options, tmp_path, SENTRY_DSN=DSN) == f"parley@{version}"


class Gone(Exception):
    """The error of a view, which ends its request with 500."""


@pytest.mark.django_db
def test_a_request_that_ends_with_500_is_reported_once(reports: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(request: HttpRequest) -> HttpResponse:
        raise Gone("blockade the strait")

    handler, root = EventHandler(level=logging.ERROR), logging.getLogger()
    monkeypatch.setattr(import_module("wargame.web.urls").urlpatterns[0], "callback", fall)
    root.addHandler(handler)
    try:
        answer = Client(raise_request_exception=False).get("/health/", headers={"X-Request-ID": "of-the-proxy-1"})
    finally:
        root.removeHandler(handler)
    assert answer.status_code == 500
    (event,) = reports.sent
    assert event["logger"] == "django.request"
    assert event["tags"] == {"request": "of-the-proxy-1"}
    assert [fault["type"] for fault in event["exception"]["values"]] == ["Gone"]
    assert "blockade" not in json.dumps(event)


def test_nothing_is_loaded_while_it_is_off(tmp_path: Path) -> None:
    modules = "[name for name in __import__('sys').modules if name.startswith(('sentry', 'wargame.sentry_reports'))]"
    assert value(modules, tmp_path) == "[]"
    assert "sentry_sdk" in value(modules, tmp_path, SENTRY_DSN=DSN)
