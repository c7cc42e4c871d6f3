"""The gamble of an order that others can answer in a later turn alone."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import NOON, SEED
from tests.exercises.playing import Player
from tests.exercises.telling import read_told
from tests.packs import version_of
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.exercises.lobby.services.solo import start_solo
from wargame.exercises.models import OrderSheet
from wargame.exercises.results.selectors.results import results_of
from wargame.exercises.situation.selectors.seat_view import seat_view_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

INVITE = [{"kind": "invite_china", "level": "brigade", "target": "CHN", "partner": ""}]


def test_an_order_that_waits_for_an_answer_says_in_which_turn_the_answer_can_come(bo: User, client: Client) -> None:
    exercise = start_solo(version=version_of("the-invitation"), role="RUS", user=bo, now=NOON, secret=secret_of(SEED))
    player = Player(exercise.seats.get(role="RUS"))
    later = read_told(player, INVITE).orders[0].odds
    turn = player.play_turn(INVITE)
    at = seat_view_of(player.seat, player.branch, turn)
    first = results_of(at, OrderSheet.objects.get(turn=turn, seat=player.seat)).gambles.all[0]
    assert (first.due, first.told, first.outcome) == (2, None, None)
    assert first.later == later
    client.force_login(bo)
    page = client.get(reverse("results", args=[exercise.code, 1])).content.decode()
    assert "Answer in turn 2" in page
    assert later is not None
    assert f"<b>{later.in_100} in 100</b>" in page
    assert "0 in 100</b>" not in page.replace(f"<b>{later.in_100} in 100</b>", "")
