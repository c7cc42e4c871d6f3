"""The gamble of an order that others can answer in a later turn alone."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import NOON, SEED
from tests.exercises.playing import Player
from tests.exercises.telling import read_forecasts
from tests.packs import version_of
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.engine.values import LedgerEntry, OutcomeKey
from wargame.exercises import perspectives
from wargame.exercises.lobby.services.solo import start_solo
from wargame.exercises.models import OrderSheet
from wargame.exercises.results.selectors.expected import OddsReview
from wargame.exercises.results.selectors.gambles import gambles_of
from wargame.exercises.results.selectors.newsworth import newsworth_of
from wargame.exercises.results.selectors.results import results_of
from wargame.exercises.situation.selectors.seat_view import seat_view_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

INVITE = [{"kind": "invite_china", "level": "brigade", "target": "CHN", "partner": ""}]


def test_an_order_that_waits_for_an_answer_says_in_which_turn_the_answer_can_come(bo: User, client: Client) -> None:
    exercise = start_solo(version=version_of("the-invitation"), role="RUS", user=bo, now=NOON, secret=secret_of(SEED))
    player = Player(exercise.seats.get(role="RUS"))
    later = read_forecasts(player, INVITE).orders[0].odds
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


def test_an_order_that_was_carried_out_says_what_it_brought(bo: User) -> None:
    exercise = start_solo(version=version_of("list-four"), role="CHN", user=bo, now=NOON, secret=secret_of(SEED))
    player = Player(exercise.seats.get(role="CHN"))
    rows = [{"kind": "ease_at_home", "level": "credit", "target": "", "partner": ""}]
    turn = player.play_turn(rows)
    at, sheet = seat_view_of(player.seat, player.branch, turn), OrderSheet.objects.get(turn=turn, seat=player.seat)
    known = perspectives.known_outcomes(turn, player.seat, may_know_all=False)
    worth = newsworth_of(at, known)

    def brought(*entries: LedgerEntry) -> str:
        return gambles_of(at, sheet, (), known, replace(worth, entries=entries)).carried_out[0].brought

    made = next(one for one in worth.entries if OutcomeKey.parse(one.cause) == OutcomeKey("order", "CHN", 1))
    home = {"who": "CHN", "towards": "", "name": "", "before": 0}
    own = made._replace(**home, variable="approval", delta=2000, after=2000, text="Support +2: Banks lend more.")
    larger = made._replace(**home, variable="standing", delta=9000, after=9000, text="Standing +9: Others like it.")
    assert brought(own) == "Banks lend more."
    assert brought(own, larger) == "Others like it.", "the largest change speaks"
    assert brought(own._replace(delta=300, after=300)) == "", "nobody feels so little"
    assert brought(own._replace(who="USA")) == "", "it is about another state"
    assert brought(own._replace(towards="USA")) == "", "it is about a relation"
    assert brought(own._replace(cause="order:CHN:2")) == "", "another order did it"
    deed = next(one for one in known if one.subject == "order" and one.actor == "CHN").text
    assert brought(own._replace(text=f"Support +2: {deed}")) == "", "the page has said that already"


def test_nobody_gambles_on_what_is_certain() -> None:
    told = OddsReview(1, "Hold course", 0, 0, 0, "it stays", has_happened=False)
    assert told.was_foregone
    assert replace(told, in_100=100, low=100, high=100, has_happened=True).was_foregone
    assert not replace(told, has_happened=True).was_foregone, "the forecast was wrong"
    assert not replace(told, high=6).was_foregone, "something was left to chance"
