"""The lobby's pages keep their promises in each state of the exercise."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from wargame.accounts.models import User
from wargame.exercises.lobby.selectors.lobby import lobby_of
from wargame.exercises.lobby.services import participants, seating
from wargame.exercises.models import Participant

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


def test_an_observer_is_offered_no_seat(make_class: Callable[..., Class], client: Client) -> None:
    klass = make_class(allows_observers=True)
    part = Participant.Part.OBSERVER
    dee = participants.join(exercise=klass.exercise, name="Dee", now=klass.now, part=part).participant
    assert isinstance(dee.user, User)
    client.force_login(dee.user)
    page = client.get(reverse("lobby", args=[klass.exercise.code])).content.decode()
    assert "You watch, and sit in no seat." in page
    assert "Take " not in page


def test_the_checks_say_who_has_read_the_briefing(make_class: Callable[..., Class]) -> None:
    klass = make_class()

    def last_check() -> str:
        return lobby_of(klass.exercise, klass.now).checks[-1].text

    assert last_check() == "Nobody has a briefing to read yet"
    bo = klass.join("Bo", "KOR")
    assert last_check() == "1 person has not read the briefing"
    seating.open_briefing(person=bo, role="KOR")
    assert last_check() == "Everybody in a seat has read the briefing"


def test_a_long_name_is_refused_whole_and_not_cut(make_class: Callable[..., Class]) -> None:
    klass, name = make_class(), "Maximilian " * 8
    page = Client().post(reverse("join", args=[klass.exercise.code]), {"name": name}).content.decode()
    assert "use at most 40 characters" in page
    assert f'value="{name.strip()}' in page
    assert 'maxlength="40"' not in page
