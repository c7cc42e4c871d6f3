"""A class at its school's address, and limits of wrong codes that are reached quickly."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.lobby.guessing import FEW, FLOOD, SCHOOL
from wargame.accounts import limits
from wargame.accounts.models import User


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lower the limits of wrong codes, so that a test is quick."""
    monkeypatch.setitem(limits.CODES_OF_ADDRESS.most, limits.ADDRESS, FEW)  # type: ignore[arg-type]
    monkeypatch.setitem(limits.CODE_FLOOD.most, limits.ADDRESS, FLOOD)  # type: ignore[arg-type]


@pytest.fixture
def code(group: Class) -> str:
    """Return the code of a class in its lobby, of which no page was requested yet."""
    return str(group.exercise.code)


@pytest.fixture
def ada_at_school(ada: User, code: str) -> Client:
    """Return Ada's browser, which has requested the lobby from the school's address."""
    browser = Client(REMOTE_ADDR=SCHOOL)
    browser.force_login(ada)
    assert browser.get(reverse("lobby", args=[code])).status_code == 200
    return browser
