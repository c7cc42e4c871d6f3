"""The load test tells a person's own change from an earlier one of a colleague, and finds lost changes."""

import pytest
from django.test import Client
from django.urls import reverse

from benchmarks.load.changes import Acknowledged, Change, change_of, count_lost, options_of, sheet_of
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises.bridge import setting_of

ADD = 'id="option-hail" name="kind" value="hail" ><b>Call</b> id="option-x" name="kind" value="x" disabled><b>X</b>'
SHEET = 'title="Remove Call on &quot;guard&quot;" title="Remove Shadow"'


def acknowledge(name: str, revision: int, *sheet: str, is_added: bool = True) -> Acknowledged:
    return Acknowledged(Change("", {}, name, is_added), revision, sheet)


def test_the_first_order_is_taken_off_and_an_empty_sheet_gets_one() -> None:
    assert change_of("A", ADD) == Change("/x/A/t/1/orders/", {"kind": "hail"}, "Call", is_added=True)
    assert sheet_of(SHEET) == ('Call on "guard"', "Shadow")
    assert change_of("A", SHEET + ADD).name == 'Call on "guard"'


@pytest.mark.django_db
def test_every_order_on_the_page_is_known_by_its_own_name(client: Client, bo: User, player: Player) -> None:
    client.force_login(bo)
    page = client.get(reverse("play", args=[player.seat.exercise.code])).content.decode()
    offered = options_of(page)
    assert len(offered) == page.count('id="option-') > 5
    setting = setting_of(player.seat.exercise)
    assert dict(offered) == {kind: setting.order(kind).name for kind, _ in offered}


@pytest.mark.parametrize(
    "answers",
    [
        [],
        [acknowledge("a", 1, "a"), acknowledge("b", 2, "a", "b")],
        [acknowledge("a", 1, "a"), acknowledge("a", 1, "a")],
        [acknowledge("a", 1, "a"), acknowledge("a", 2, is_added=False), acknowledge("a", 2, is_added=False)],
        [acknowledge("c", 3, "a", "b", "c"), acknowledge("a", 1, "a")],
    ],
)
def test_what_is_kept_or_was_done_before_is_not_lost(answers: list[Acknowledged]) -> None:
    assert count_lost(answers, 3) == 0


@pytest.mark.parametrize(
    ("answers", "stored", "lost"),
    [
        ([acknowledge("a", 1, "a"), acknowledge("b", 2, "a", "b")], 1, 1),
        ([acknowledge("a", 1, "a"), acknowledge("b", 1, "b")], 1, 1),
        ([acknowledge("a", 1, "b")], 1, 1),
        ([acknowledge("a", 1, "a", is_added=False)], 1, 1),
        ([acknowledge("a", 1, "a"), acknowledge("b", 2, "b")], 2, 1),
    ],
    ids=["not stored", "two sheets of one revision", "not shown", "not removed", "written over"],
)
def test_what_is_lost_is_found(answers: list[Acknowledged], stored: int, lost: int) -> None:
    assert count_lost(answers, stored) == lost
