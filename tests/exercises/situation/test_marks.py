"""On all pages of an exercise a state has the shape that its pack gives it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.models import Role
from tests.cast import NOON, SEED
from tests.exercises.playing import Player
from tests.packs import version_of
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.exercises.lobby.services import solo
from wargame.web.seats import mark_of

SHAPE_AND_CODE = re.compile(r'href="#shape-(\w+)" /></svg><span class="seat-code">([A-Z]{3})</span>')


@pytest.mark.slow
@pytest.mark.parametrize("page", ["play", "results", "log", "exercises", "landing"])
def test_a_page_marks_each_seat_by_the_shape_of_its_pack(client: Client, db: None, bo: User, page: str) -> None:
    version = version_of("list-four")
    exercise = solo.start_solo(version=version, role="CHN", user=bo, now=NOON, secret=secret_of(SEED))
    Player(exercise.seats.get(role="CHN")).play_turn()
    client.force_login(bo)
    words = {"results": [exercise.code, 1], "exercises": [], "landing": []}.get(page, [exercise.code])
    found = set(SHAPE_AND_CODE.findall(client.get(reverse(page, args=words)).content.decode()))
    shapes = dict(Role.objects.filter(version=version).values_list("code", "shape"))
    assert ("circle", "CHN") in found
    assert {(shapes[code], code) for _, code in found if code in shapes} == {one for one in found if one[1] in shapes}


@pytest.mark.parametrize("page", ["scenario", "appraisal", "briefing"])
def test_a_page_of_a_scenario_marks_each_seat_by_the_shape_of_its_pack(client: Client, db: None, page: str) -> None:
    version = version_of("list-four")
    words = ["list-four", "CHN"] if page == "briefing" else ["list-four"]
    found = set(SHAPE_AND_CODE.findall(client.get(reverse(page, args=words)).content.decode()))
    shapes = dict(Role.objects.filter(version=version).values_list("code", "shape"))
    assert {(shapes[code], code) for _, code in found if code in shapes} == {one for one in found if one[1] in shapes}


def test_the_shapes_of_a_pack_end_with_the_request(client: Client, db: None) -> None:
    client.get(reverse("briefing", args=["list-four", "CHN"]))
    assert mark_of("CHN").shape == "diamond"
