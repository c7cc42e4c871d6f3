"""Sessions of accounts end, at most and unused, but never in the middle of a class; those of guests do not."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from tests.accounts.conftest import PASSWORD, name_of, sign_in
from tests.exercises.class_with_people import Class
from wargame.accounts.models import User

pytestmark = pytest.mark.django_db

IDLE, LONGEST = settings.ACCOUNT_IDLE_SECONDS, settings.ACCOUNT_SESSION_SECONDS


def name_after(browser: Client, seconds: float) -> str:
    """Return the name of the person signed in so long after now."""
    with patch.object(timezone, "now", return_value=timezone.now() + timedelta(seconds=seconds)):
        return name_of(browser)


@pytest.fixture
def teacher(client: Client) -> Client:
    User.objects.create_user("eva@parley.example", password=PASSWORD, name="Eva")
    assert sign_in(client, "eva@parley.example", PASSWORD) == 302
    return client


def test_a_session_that_lies_unused_ends(teacher: Client) -> None:
    assert name_after(teacher, IDLE - 60) == "Eva"
    assert name_after(teacher, 2 * IDLE - 120) == "Eva", "each use counts"
    assert name_after(teacher, 3 * IDLE) == ""


def test_a_session_in_use_ends_at_last(teacher: Client) -> None:
    for each in range(1, LONGEST // IDLE + 1):
        assert name_after(teacher, each * (IDLE - 120)) == "Eva"
    assert name_after(teacher, LONGEST + 60) == ""


@pytest.mark.slow
def test_nobody_is_signed_out_in_the_middle_of_a_class(version: object, teacher: Client) -> None:
    group = Class(version, User.objects.get(name="Eva"), timezone.now())  # type: ignore[arg-type]
    group.join("Bo", "KOR")
    group.start()
    assert name_after(teacher, IDLE + 60) == "Eva"
    type(group.exercise).objects.filter(pk=group.exercise.pk).update(status="ended")
    assert name_after(teacher, IDLE + 60) == ""


def test_guests_keep_their_only_way_back(client: Client) -> None:
    client.force_login(User.objects.create_user("guest-1", is_guest=True))
    with patch.object(timezone, "now", return_value=timezone.now() + timedelta(days=300)):
        client.get("/accessibility/")
    assert "_auth_user_id" in client.session
