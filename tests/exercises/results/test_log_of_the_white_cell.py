"""The turn log of a class for its white cell, during play and after an early end."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.results.test_overview import turn_played
from wargame.accounts.models import User
from wargame.exercises.control.services import lifecycle
from wargame.exercises.injects.selectors.timeline import timeline_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def klass(kept_class: Callable[..., Class]) -> Class:
    """Turn 1 has results, with orders of Korea and Japan; turn 2 has not been opened."""
    return kept_class(turn_played)


def log(klass: Class, user: User, **query: str) -> Any:
    client = Client()
    client.force_login(user)
    return client.get(reverse("log", args=[klass.exercise.code]), query)


def sheets(answer: Any) -> dict[str, int]:
    return {sheet.seat: len(sheet.lines) for sheet in answer.context["turns"][0].sheets}


@pytest.mark.slow
def test_it_reads_everything_while_the_class_plays(klass: Class, ada: User) -> None:
    page = log(klass, ada)
    assert page.status_code == 200
    assert sheets(page)["KOR"] == sheets(page)["JPN"] == 1
    shown = page.content.decode()
    assert ">What if<" not in shown, "that opens at the end"
    assert "log.json" in shown
    assert ">Turn log</a>" in _room(klass, ada)


@pytest.mark.slow
def test_it_compares_with_the_view_of_a_seat_that_it_names(klass: Class, ada: User) -> None:
    for role in ("KOR", "USA"):
        page = log(klass, ada, **{"as": "seat", "eyes": role})
        assert page.context["frame"].mine.code == role
        assert not page.context["wanted"].knows_all
    assert log(klass, ada, eyes="XXX").status_code == 404


def test_nobody_else_reads_more_than_before(klass: Class) -> None:
    bo = klass.exercise.participants.get(name="Bo").user
    assert isinstance(bo, User)
    page = log(klass, bo, eyes="JPN")
    assert page.context["frame"].mine.code == "KOR"
    assert not page.context["may_know_all"]


@pytest.mark.slow
def test_the_chart_shows_the_last_turn_that_has_results(klass: Class, ada: User) -> None:
    """This holds whether or not the next turn was opened, and after an early end."""
    assert [row.label for row in log(klass, ada).context["trend"].rows if row.values[0] is not None] == ["Start", "T1"]
    lifecycle.end(exercise=klass.exercise, by=klass.ada, reason="", now=klass.now)
    assert [row.label for row in log(klass, ada).context["trend"].rows if row.values[0] is not None] == ["Start", "T1"]


def test_after_the_end_no_inject_may_come(klass: Class) -> None:
    def items() -> list[Any]:
        klass.exercise.refresh_from_db()
        lanes = timeline_of(klass.context).lanes
        return [item for lane in lanes for cell in lane.cells for item in cell.items]

    assert any(item.is_next for item in items())
    lifecycle.end(exercise=klass.exercise, by=klass.ada, reason="", now=klass.now)
    assert {item.state for item in items()} <= {"sent", "past", "skipped"}
    assert not [item.word for item in items() if "may come" in item.word]


def test_closing_orders_asks_first(begun: Class, ada: User) -> None:
    room = _room(begun, ada)
    assert "3 of 5 seats are ready. The other sheets count as they stand." in room
    assert room.index('id="close"') < room.index('id="close-now"')


def _room(klass: Class, ada: User) -> str:
    client = Client()
    client.force_login(ada)
    return client.get(reverse("room", args=[klass.exercise.code])).content.decode()
