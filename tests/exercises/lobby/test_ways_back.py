"""A person's recovery link, opened in a browser where somebody else is signed in."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.control.test_room_pages import as_user
from wargame.accounts.models import User
from wargame.exercises.lobby.services import participants

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(group: Class) -> str:
    """Return Bo's personal link."""
    joined = participants.join(exercise=group.exercise, name="Bo", now=group.now)
    return reverse("back", args=[group.exercise.code, joined.recovery])


def test_a_session_ends_only_when_its_owner_says_so(group: Class, address: str) -> None:
    assert isinstance(group.ada.user, User)
    client = as_user(group.ada.user)
    page = client.get(address).content.decode()
    assert "You are signed in as" in page
    again = client.post(address)
    assert again.status_code == 200
    assert "This ends your session" in again.content.decode()
    assert client.session["_auth_user_id"] == str(group.ada.user_id)
    client.post(address, {"leaving": str(group.ada.user_id)})
    assert client.session["_auth_user_id"] == str(group.exercise.participants.get(name="Bo").user_id)


def test_another_guest_is_told_too_and_the_own_one_is_not(group: Class, address: str) -> None:
    cy, bo = group.join("Cy"), group.exercise.participants.get(name="Bo")
    assert isinstance(cy.user, User)
    assert isinstance(bo.user, User)
    assert "plays as another guest" in as_user(cy.user).get(address).content.decode()
    for client in (Client(), as_user(bo.user)):
        assert "This ends your session" not in client.get(address).content.decode()
        assert client.post(address).status_code == 302
