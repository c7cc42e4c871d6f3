"""An exercise that its white cell ended early: all who took part read how things stood."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from wargame.exercises.control.services import lifecycle, phases
from wargame.exercises.models import Participant

pytestmark = pytest.mark.django_db


def page_of(person: Participant, query: str = "") -> str:
    client = Client()
    client.force_login(person.user)  # type: ignore[arg-type]
    response = client.get(reverse("ending", args=[person.exercise.code]) + query)
    assert response.status_code == 200, response
    return response.content.decode()


def ended(group: Class, *, turns: int) -> Participant:
    bo = group.join("Bo", "KOR")
    group.start()
    for _ in range(turns):
        phases.close(turn=group.turn, by=group.ada, now=group.now)
        group.resolve()
        group.open_next()
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="The bell.", now=group.now)
    return bo


@pytest.mark.slow
def test_a_player_reads_how_their_seat_stood_and_what_was_hidden(group: Class) -> None:
    page = page_of(ended(group, turns=1))
    assert "The exercise was ended in turn 2" in page
    assert "stood after turn 1" in page
    assert "Your objectives" in page
    assert "What nobody told you" in page
    assert "Beside the record" not in page
    assert "The bell." not in page, "why it was ended is the white cell's"


def test_the_white_cell_picks_a_seat(group: Class) -> None:
    ended(group, turns=0)
    assert "How South Korea stood" in page_of(group.ada, "?eyes=KOR")
    page = page_of(group.ada, "?eyes=jpn")
    assert "How Japan stood" in page
    assert "stood at the opening" in page


def test_everybody_is_sent_there_and_nobody_before(group: Class) -> None:
    bo = group.join("Bo", "KOR")
    group.start()
    client = Client()
    client.force_login(bo.user)  # type: ignore[arg-type]
    code = group.exercise.code
    address = reverse("ending", args=[code])
    assert client.get(address)["Location"] == reverse("play", args=[code])
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    assert client.get(reverse("play", args=[code]))["Location"] == address
    stranger = Client()
    assert stranger.get(address).status_code == 404
