"""Which policy stands by for a seat: the white cell chooses it in the lobby."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from wargame import engine
from wargame.exercises.control.services import lifecycle
from wargame.exercises.control_log.selectors import sentence_of
from wargame.exercises.lobby.services import standbys
from wargame.exercises.models import ControlEntry
from wargame.exercises.policy_words import POLICY_WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada_at(group: Class) -> Client:
    client = Client()
    client.force_login(group.ada.user)  # type: ignore[arg-type]
    return client


def test_every_policy_is_told_in_words() -> None:
    assert set(POLICY_WORDS) == set(engine.POLICIES)


def test_the_chosen_policy_plays_the_seat_from_the_start(group: Class, ada_at: Client) -> None:
    group.join("Bo", "KOR")
    page = ada_at.post(
        reverse("set_standby", args=[group.exercise.code]), {"role": "jpn", "policy": "dove"}, follow=True
    )
    shown = " ".join(page.content.decode().split())
    assert '<option value="dove" selected>softly</option>' in shown
    entry = ControlEntry.objects.filter(exercise=group.exercise).latest("pk")
    assert sentence_of(entry) == "changed the settings: JPN is played by dove while nobody sits there"
    group.start()
    assert (group.seat("JPN").policy, group.seat("KOR").policy) == ("dove", "")


@pytest.mark.parametrize("posted", [{"role": "JPN", "policy": "oracle"}, {"role": "JPN"}])
def test_a_policy_that_does_not_exist_is_refused(group: Class, ada_at: Client, posted: dict[str, str]) -> None:
    before = group.seat("JPN").standby
    assert ada_at.post(reverse("set_standby", args=[group.exercise.code]), posted, follow=True).status_code == 200
    assert group.seat("JPN").standby == before


def test_once_it_has_begun_the_room_hands_seats_over_instead(group: Class) -> None:
    group.start()
    with pytest.raises(lifecycle.AlreadyStarted):
        standbys.choose(seat=group.seat("JPN"), policy="hawk", by=group.ada, now=group.now)


def test_players_are_not_told_how_the_ai_plays(group: Class) -> None:
    client = Client()
    client.force_login(group.join("Bo", "KOR").user)  # type: ignore[arg-type]
    page = client.get(reverse("lobby", args=[group.exercise.code])).content.decode()
    assert "The AI plays if nobody joins" in page
    assert "standby-JPN" not in page


@pytest.mark.slow
def test_the_room_says_how_the_ai_plays_in_words(group: Class, ada_at: Client) -> None:
    standbys.choose(seat=group.seat("JPN"), policy="hawk", by=group.ada, now=group.now)
    group.start()
    page = ada_at.get(reverse("room", args=[group.exercise.code])).content.decode()
    assert "AI, firmly" in page
    assert "hawk" not in page.partition('id="control-log"')[0]
