"""The log of a failing page names rows by primary key, and no code with which anybody could join."""

import io
import json
import logging
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse
from structlog.contextvars import clear_contextvars, get_contextvars

from tests.exercises.class_with_people import Class
from wargame.exercises import access
from wargame.exercises.control.services import turnkeeper
from wargame.exercises.models import Turn
from wargame.exercises.situation.selectors.seat_view import seat_view_of
from wargame.web.log_lines import json_lines

pytestmark = pytest.mark.django_db


@pytest.fixture
def klass(kept_class: Callable[..., Class]) -> Class:
    """Bo plays South Korea; turn 1 takes orders."""
    return kept_class(begin, orders_seconds=600)


def begin(klass: Class) -> None:
    klass.join("Bo", "KOR")
    klass.start()


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Return the lines of the console, as JSON."""
    (console,) = (each for each in logging.getLogger().handlers if each.get_name() == "console")
    written = io.StringIO()
    beside = logging.StreamHandler(written)
    beside.setFormatter(json_lines())
    for each in console.filters:
        beside.addFilter(each)
    logging.getLogger().addHandler(beside)
    yield written
    logging.getLogger().removeHandler(beside)


def test_a_page_that_fails_is_logged_with_request_exercise_and_turn(
    klass: Class, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wargame.exercises.play.views.map_table_of", None)
    bo, code = Client(raise_request_exception=False), klass.exercise.code
    bo.force_login(klass.exercise.participants.get(name="Bo").user)
    address = f"{reverse('map_table', args=[code])}?turn=1"
    assert bo.get(address, headers={"X-Request-ID": "of-the-proxy-1"}).status_code == 500
    (line,) = [json.loads(each) for each in log.getvalue().splitlines()]
    assert (line["level"], line["request"]) == ("error", "of-the-proxy-1")
    assert (line["exercise"], line["turn"]) == (klass.exercise.pk, klass.turn.pk)
    assert code not in log.getvalue()
    assert get_contextvars() == {}


def test_a_page_that_looks_back_is_logged_with_its_own_turn(klass: Class) -> None:
    klass.submit(klass.exercise.participants.select_related("user", "seat__exercise", "exercise").get(name="Bo"))
    first = klass.resolve()
    second = klass.open_next()
    seat = klass.seat("KOR")
    at = seat_view_of(seat, access.branch_for(seat), access.turn_for(seat, second.number))
    assert at.before is not None
    assert get_contextvars()["turn"] == second.pk != first.pk
    clear_contextvars()


def test_the_turnkeeper_names_the_turn_that_it_cannot_end(
    klass: Class, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    Turn.objects.filter(pk=klass.turn.pk).update(deadline=klass.now)
    monkeypatch.setattr(turnkeeper.phases, "run_out", None)
    assert turnkeeper.keep_deadlines(now=klass.now) == 0
    (line,) = [json.loads(each) for each in log.getvalue().splitlines()]
    assert line["turn"] == klass.turn.pk
    assert get_contextvars() == {}
