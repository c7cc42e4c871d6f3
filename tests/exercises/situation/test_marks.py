"""On all pages a state has its one sign, whatever the scenario; an invented state has that of its scenario."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import NOON, SEED
from tests.exercises.playing import Player
from tests.packs import version_of
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.exercises.lobby.services import solo
from wargame.web.seats import SHAPES

SHAPE_AND_CODE = re.compile(r'href="#shape-([\w-]+)" /></svg><span class="seat-code">([A-Z]{3})</span>')


def marks_on(client: Client, page: str, words: list[object]) -> set[tuple[str, str]]:
    """Return the signs of a page, each with its code."""
    found = set(SHAPE_AND_CODE.findall(client.get(reverse(page, args=words)).content.decode()))
    assert found, page
    return found


@pytest.mark.slow
def test_every_page_of_an_exercise_marks_each_state_by_its_one_sign(client: Client, db: None, bo: User) -> None:
    version = version_of("list-four")
    exercise = solo.start_solo(version=version, role="CHN", user=bo, now=NOON, secret=secret_of(SEED))
    Player(exercise.seats.get(role="CHN")).play_turn()
    client.force_login(bo)
    pages: dict[str, list[object]] = {"play": [exercise.code], "results": [exercise.code, 1], "log": [exercise.code]}
    for page, words in {**pages, "exercises": [], "landing": []}.items():
        found = marks_on(client, page, words)
        assert found <= {(SHAPES[code], code) for _, code in found}, page
        assert ("diamond", "CHN") in found, page


@pytest.mark.parametrize("slug", ["list-four", "nine-past-nine", "the-invitation"])
def test_every_page_of_a_scenario_marks_each_state_by_its_one_sign(client: Client, db: None, slug: str) -> None:
    version_of(slug)
    for page in ("scenario", "briefing"):
        found = marks_on(client, page, [slug, "CHN"] if page == "briefing" else [slug])
        assert found == {(SHAPES[code], code) for _, code in found}, page
