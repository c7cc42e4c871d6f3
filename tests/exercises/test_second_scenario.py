"""The Invitation on every page, played alone and in class: nothing of the first scenario stands there."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.models import ScenarioVersion
from tests.cast import NOON, SEED
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from tests.packs import version_of
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.exercises.control.services import phases
from wargame.exercises.lobby.services import solo

SLUG = "the-invitation"
OF_THE_FIRST = re.compile(
    r"Nine Past Nine|nine-past-nine|Liancourt|Dokdo|Takeshima|Seoul|South Korea|\bKOR\b|A-50|bomber|\brocks\b"
)
OF_ITS_INCIDENT = re.compile(r"Nine Past Nine|nine-past-nine|Tu-95|H-6K|KADIZ|Dokdo drill")
"""On public pages facts and sources stand, with what they say of other matters too."""


@pytest.fixture
def version(db: None) -> ScenarioVersion:
    return version_of(SLUG)


def read(browser: Client, name: str, *words: object, but: re.Pattern[str] = OF_THE_FIRST) -> str:
    """Return a page's text and labels, after checking that nothing of the first scenario stands in them."""
    answer = browser.get(reverse(name, args=words))
    assert answer.status_code == 200, (name, answer.status_code)
    text = answer.content.decode()
    found = but.search(text)
    assert found is None, (name, text[max(0, found.start() - 120) : found.end() + 60] if found else "")
    return text


@pytest.mark.parametrize("name", ["scenario", "sources"])
def test_its_public_pages_are_its_own(client: Client, version: ScenarioVersion, name: str) -> None:
    assert "Vostok-2018" in read(client, name, SLUG, but=OF_ITS_INCIDENT)


@pytest.mark.parametrize("seat", ["RUS", "CHN", "JPN", "USA", "MNG"])
def test_its_briefings_are_its_own(client: Client, version: ScenarioVersion, seat: str) -> None:
    assert "The Invitation" in read(client, "briefing", SLUG, seat)


@pytest.mark.slow
@pytest.mark.parametrize("seat", ["RUS", "MNG"])
def test_every_turn_can_be_played_and_read(client: Client, version: ScenarioVersion, bo: User, seat: str) -> None:
    client.force_login(bo)
    exercise = solo.start_solo(version=version, role=seat, user=bo, now=NOON, secret=secret_of(SEED))
    player, code = Player(exercise.seats.get(role=seat)), exercise.code
    for number, opens in enumerate(("25 June", "9 July", "1 August", "16 August", "1 September"), start=1):
        assert opens in read(client, "play", code)
        assert "Tsugol" in read(client, "map_table", code)
        player.play_turn(player.legal(2))
        read(client, "results", code, number)
    assert "11 September" in read(client, "play", code)
    player.play_turn(player.legal(1))
    assert "2018" in read(client, "ending", code)
    for name in ("log", "overview", "dice"):
        read(client, name, code)


@pytest.mark.slow
def test_a_class_sees_it_on_the_projector(client: Client, version: ScenarioVersion, ada: User) -> None:
    group = Class(version, ada, NOON)
    group.join("Bo", "RUS")
    group.start()
    client.force_login(ada)
    assert "Tsugol" in read(client, "projector", group.exercise.code)
    read(client, "room", group.exercise.code)
    phases.close(turn=group.turn, by=group.ada, now=NOON + timedelta(minutes=1))
    read(client, "projector", group.exercise.code)
