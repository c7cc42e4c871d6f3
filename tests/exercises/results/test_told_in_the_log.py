"""The log shows the forecasts of orders to everybody who may read those orders whole."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from tests.exercises.telling import keep_made_up
from wargame.exercises import compiled_rules, forecasts
from wargame.exercises.control.services import lifecycle, phases

pytestmark = pytest.mark.django_db

TOLD, NOT_KEPT = "<b>61 in 100</b> away", "The forecasts for these orders were not kept."


@pytest.fixture
def group(make_class: Callable[..., Class], monkeypatch: pytest.MonkeyPatch) -> Class:
    """South Korea's orders have forecasts, those of Japan's were not kept; turn 1 has results."""
    monkeypatch.setattr(compiled_rules, "are_ready", lambda: False)
    group = make_class(adjudication="rigid")
    seated = [(group.join(name, role), role) for name, role in (("Bo", "KOR"), ("Cy", "JPN"))]
    group.start()
    for person, role in seated:
        group.draft(person, Player(group.seat(role)).legal(1, turn=group.turn))
    keep_made_up(group.sheet("KOR"))
    phases.close(turn=group.turn, by=group.ada, now=timezone.now())
    group.resolve()
    for name in ("forecast_sheet", "outlook", "preview"):
        monkeypatch.setattr(forecasts, name, None)
    return group


def read(group: Class, name: str, **query: str) -> str:
    client = Client()
    client.force_login(group.exercise.participants.select_related("user").get(name__iexact=name).user)
    answer = client.get(reverse("log", args=[group.exercise.code]), query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.slow
def test_people_read_of_their_own_orders_alone(group: Class) -> None:
    assert [text in read(group, "Bo") for text in (TOLD, NOT_KEPT)] == [True, False]
    assert [text in read(group, "Cy") for text in (TOLD, NOT_KEPT)] == [False, True]


@pytest.mark.slow
def test_the_white_cell_reads_of_all_and_as_a_seat_of_that_one(group: Class) -> None:
    assert [text in read(group, "Ada") for text in (TOLD, NOT_KEPT)] == [True, True]
    as_japan = read(group, "Ada", **{"as": "seat", "eyes": "JPN"})
    assert [text in as_japan for text in (TOLD, NOT_KEPT)] == [False, True]


def test_the_end_opens_it_to_all(group: Class) -> None:
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    assert TOLD in read(group, "Cy")
