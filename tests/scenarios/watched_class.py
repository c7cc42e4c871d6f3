"""A class of the small pack with an observer, for tests of its boards: Bo plays South Korea, Dee watches, Ada leads."""

from pathlib import Path

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios.loader import load
from tests.exercises.class_with_people import Class
from tests.packs import version_of
from wargame.accounts.models import User
from wargame.exercises.lobby.services import participants
from wargame.exercises.models import Participant

HAILS = [{"kind": "hail", "level": "call", "target": "", "partner": ""}]


def begin(pack: Path) -> None:
    """Load the small pack and open turn 1."""
    load(pack.parent)
    ada = User.objects.create_user("ada", name="Ada", is_staff=True)
    group = Class(version_of("small"), ada, timezone.now(), allows_observers=True)
    group.join("Bo", "KOR")
    participants.join(exercise=group.exercise, name="Dee", now=group.now, part=Participant.Part.OBSERVER)
    group.start()


def page(group: Class, name: str, who: str, *more: int) -> str:
    """Return a page of the exercise as a person reads it."""
    person = group.exercise.participants.get(name=who)
    browser = Client()
    assert person.user
    browser.force_login(person.user)
    return browser.get(reverse(name, args=[group.exercise.code, *more])).text


def play(group: Class, rows: list[dict[str, str]]) -> None:
    """Give Bo's orders and adjudicate the turn."""
    group.submit(group.exercise.participants.get(name="Bo"), rows)
    group.resolve()
