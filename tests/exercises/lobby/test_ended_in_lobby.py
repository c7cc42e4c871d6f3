"""An exercise that ended before it began: redirects end somewhere, and lists still work."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from wargame.accounts.models import User
from wargame.exercises.models import Exercise, Participant

pytestmark = pytest.mark.django_db


def as_person(person: Participant) -> Client:
    client = Client()
    assert isinstance(person.user, User)
    client.force_login(person.user)
    return client


@pytest.fixture
def people(group: Class) -> list[Participant]:
    """Ada ends the exercise in its lobby, where Bo has a seat and Di waits for one; return Ada, Bo and Di."""
    bo, di = group.join("Bo", "KOR"), group.join("Di")
    address = reverse("end", args=[group.exercise.code])
    answer = as_person(group.ada).post(address, {"typed": group.exercise.code}, follow=True)
    assert answer.request["PATH_INFO"] == reverse("exercises")
    return [group.ada, bo, di]


@pytest.mark.slow
@pytest.mark.parametrize("name", ["exercise", "lobby", "room"])
def test_every_page_of_it_leads_to_the_list(group: Class, people: list[Participant], name: str) -> None:
    group.exercise.refresh_from_db()
    assert group.exercise.status == Exercise.Status.ENDED
    for person in people:
        if name == "room" and not person.is_white_cell:
            continue
        answer = as_person(person).get(reverse(name, args=[group.exercise.code]), follow=True)
        assert (answer.status_code, answer.request["PATH_INFO"]) == (200, reverse("exercises"))


def test_the_lists_name_it_as_ended_and_no_seat_of_it_is_played(group: Class, people: list[Participant]) -> None:
    for person in people:
        client = as_person(person)
        assert group.exercise.scenario_version.title in client.get(reverse("exercises")).content.decode()
        assert client.get("/api/v1/exercises/").json() == []
        assert client.get(reverse("play", args=[group.exercise.code])).status_code == 404
