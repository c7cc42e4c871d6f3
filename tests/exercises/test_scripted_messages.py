"""What the scenario has seats say: nothing for a seat that speaks for itself."""

import pytest

from tests.exercises.klass import Class
from wargame.exercises.models import Exercise, Message, Turn
from wargame.exercises.services import takeovers

pytestmark = pytest.mark.django_db


def scripted(turn: Turn) -> set[str]:
    return {message.sender for message in Message.objects.filter(turn=turn, author=None)}


def test_the_scenario_speaks_for_no_seat_that_people_play(group: Class) -> None:
    group.join("Bo", "KOR")
    cy = group.join("Cy", "JPN")
    group.start()
    assert scripted(group.turn) == {"USA", "CHN", "RUS"}
    takeovers.hand_to_policy(seat=group.seat("KOR"), by=group.ada, now=group.now)
    group.submit(cy)
    group.resolve()
    group.open_next()
    assert "KOR" in scripted(group.turn)
    assert "JPN" not in scripted(group.turn)


def test_alone_the_scenario_speaks_for_every_seat(exercise: Exercise) -> None:
    """Who sits in another seat before the first orders reads what its neighbours wrote to it."""
    assert scripted(Turn.objects.get(branch__exercise=exercise)) == {"USA", "CHN", "RUS", "KOR", "JPN"}
