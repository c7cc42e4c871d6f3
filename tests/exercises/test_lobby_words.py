"""What the pages of a lobby offer and promise, at each state of the exercise."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.klass import Class
from wargame.exercises.selectors.lobbies import lobby_of

pytestmark = pytest.mark.django_db


def test_seats_are_offered_only_while_they_can_be_taken(make_class: Callable[..., Class]) -> None:
    klass = make_class()
    klass.join("Bo", "KOR")
    address = reverse("join", args=[klass.exercise.code])
    assert b'name="role"' in Client().get(address).content
    klass.start()
    page = Client().get(address).content
    assert b'name="role"' not in page
    assert b"the white cell will give you a seat" in page


def test_a_refused_name_keeps_the_chosen_seat(make_class: Callable[..., Class]) -> None:
    klass = make_class()
    address = reverse("join", args=[klass.exercise.code])
    page = Client().post(address, {"name": " ", "role": "JPN"}).content.decode()
    chosen = page.partition('value="JPN"')[2].partition(">")[0]
    assert "checked" in chosen
    assert page.count(" checked") + page.count("\nchecked") == 1


@pytest.mark.parametrize(("seconds", "said"), [(0, "None"), (60, "1 min"), (90, "1 min 30 s"), (45, "45 s")])
def test_the_brief_is_told_to_the_second(make_class: Callable[..., Class], seconds: int, said: str) -> None:
    klass = make_class(brief_seconds=seconds)
    assert dict(lobby_of(klass.exercise, klass.now).facts)["Brief"] == said
