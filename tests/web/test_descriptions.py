"""Every page has a description in its head."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.models import ScenarioVersion
from tests.exercises.playing import Player
from wargame.accounts.models import User

pytestmark = pytest.mark.django_db

PUBLIC = (
    *("landing", "method", "instructors", "help", "keys", "accessibility"),
    *("enter_code", "sign_in", "sign_up", "exercises"),
)
OF_AN_EXERCISE = ("play", "log", "overview", "dice", "map_table")


def description(client: Client, address: str) -> str:
    head = client.get(address, follow=True).content.decode().partition("</head>")[0]
    found: list[str] = re.findall(r'<meta name="description"\s+content="([^"]*)"', head)
    assert len(found) == 1, address
    return found[0]


@pytest.mark.slow
def test_public_pages_describe_themselves(version: ScenarioVersion) -> None:
    slug = version.scenario.slug
    addresses = [*map(reverse, PUBLIC), reverse("scenario", args=[slug]), reverse("sources", args=[slug])]
    told = [description(Client(), address) for address in addresses]
    assert all(30 <= len(text) <= 170 for text in told)
    assert len(set(told)) >= len(told) - 1, "each in its own words, but the form for a code"


def test_pages_of_an_exercise_describe_themselves(player: Player, bo: User) -> None:
    client = Client()
    client.force_login(bo)
    for name in OF_AN_EXERCISE:
        assert description(client, reverse(name, args=[player.seat.exercise.code]))
