"""The landing page offers to continue an unfinished exercise."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises.models import Exercise
from wargame.exercises.standing.selectors import exercise_to_continue_of

pytestmark = pytest.mark.django_db


def landing(user: User | None = None) -> str:
    client = Client()
    if user:
        client.force_login(user)
    return client.get(reverse("landing")).content.decode()


def test_it_leads_to_the_game_and_says_where_it_stands(player: Player, bo: User) -> None:
    page = landing(bo)
    assert "Go on" in page
    assert reverse("exercise", args=[player.seat.exercise.code]) in page
    found = exercise_to_continue_of(bo)
    assert found is not None
    assert (found.seat, found.turn, found.others) == ("KOR", 1, False)


def test_strangers_and_who_has_ended_are_offered_nothing(player: Player, bo: User) -> None:
    assert "going-on" not in landing()
    Exercise.objects.update(status=Exercise.Status.ENDED)
    assert "going-on" not in landing(bo)


def test_a_class_in_its_lobby_is_offered_too(group: Class) -> None:
    group.join("Cy", "JPN")
    cy = group.exercise.participants.select_related("user").get(name="Cy").user
    assert isinstance(cy, User)
    assert "In the lobby" in landing(cy)
