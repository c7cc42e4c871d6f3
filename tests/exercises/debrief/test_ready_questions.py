"""The questions that Parley makes from a class's forecasts and from the claims of its scenario."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from tests.exercises.telling import keep_made_up
from tests.packs import version_of
from wargame.accounts.models import User
from wargame.exercises.control.services import lifecycle
from wargame.exercises.models import DebriefQuestion

pytestmark = pytest.mark.django_db


def questions_made(group: Class, ada: User) -> list[DebriefQuestion]:
    """End the class and press the button twice."""
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)
    client = Client()
    client.force_login(ada)
    where = reverse("make_debrief", args=[group.exercise.code])
    page = client.post(where, follow=True).content.decode()
    assert "not measured the turning points of this game yet" in page
    assert "0 new questions" in client.post(where, follow=True).content.decode()
    return list(group.exercise.debrief_questions.all())


def test_odds_that_people_read_become_questions_with_what_came(make_class: Callable[..., Class], ada: User) -> None:
    group = make_class()
    bo = group.join("Bo", "KOR")
    group.start()
    group.submit(bo, Player(group.seat("KOR")).legal(2, turn=group.turn))
    keep_made_up(group.sheet("KOR"), in_100=61)
    group.resolve()
    made = questions_made(group, ada)
    assert made
    for one in made:
        assert one.key.startswith("odds-1-KOR-")
        assert one.text.startswith("Turn 1, KOR: ")
        assert (one.reveal["told"], one.reveal["seat"]) == (61, "KOR")
        assert {"turn": 1, "label": "away", "in_100": 61, "came": one.reveal["came"]} in one.reveal["rows"]
        assert one.options == []


@pytest.mark.parametrize(("dials", "came"), [({"third_power": 1.0}, True), ({}, False)])
def test_a_claim_becomes_a_question_whose_answer_is_the_dial(
    ada: User, now: datetime, dials: dict[str, float], came: bool
) -> None:
    group = Class(version_of("list-four"), ada, now, dials=dials)
    group.join("Bo", "USA")
    group.start()
    (claim,) = questions_made(group, ada)
    assert claim.key == "claim-third-power"
    assert claim.reveal["came"] is came
    assert claim.reveal["said"].startswith(
        "Pressure did drive states together. " if came else "Pressure did not drive states together. "
    )
