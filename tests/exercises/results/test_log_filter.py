"""The filters of the turn log, by seat and by kind, without JavaScript."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises.results.selectors.log import KINDS, MINOR_RULES, LogTurn

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(client: Client, bo: User, player: Player) -> Client:
    """Bo's browser, after a turn with two orders."""
    player.play_turn(player.legal(2))
    client.force_login(bo)
    return client


def logged(browser: Client, player: Player, **asked: str) -> LogTurn:
    answer = browser.get(reverse("log", args=[player.seat.exercise.code]), asked)
    (turn,) = answer.context["turns"]
    return turn


@pytest.mark.slow
def test_without_a_filter_everything_is_there(browser: Client, player: Player) -> None:
    turn = logged(browser, player)
    assert turn.sheets
    assert turn.outcomes
    assert turn.rows


@pytest.mark.slow
def test_drift_costs_and_clock_stand_apart(browser: Client, player: Player) -> None:
    turn = logged(browser, player)
    assert turn.minor
    assert {row.rule for row in turn.minor} <= MINOR_RULES
    assert not {row.rule for row in turn.rows} & MINOR_RULES
    page = browser.get(reverse("log", args=[player.seat.exercise.code]), {"kind": "changes"}).content.decode()
    assert "<details open>" in " ".join(page.split())
    folded = page.index("Drift, costs and clock:")
    assert "open" not in page[page.rindex("<details", 0, folded) : folded], "also where the query names changes"


@pytest.mark.slow
def test_a_seat_is_shown_alone(browser: Client, player: Player) -> None:
    own = player.seat.role
    turn = logged(browser, player, seat=own)
    assert [sheet.seat for sheet in turn.sheets] == [own]
    assert 0 < len(turn.rows) < len(logged(browser, player).rows)


@pytest.mark.slow
def test_each_kind_is_shown_alone(browser: Client, player: Player) -> None:
    assert [kind for kind, _ in KINDS] == ["", "orders", "incidents", "injects", "talk", "changes"]
    orders = logged(browser, player, kind="orders")
    assert orders.sheets
    assert not orders.rows
    changes = logged(browser, player, kind="changes")
    assert changes.rows
    assert not changes.sheets
    assert not changes.outcomes
    incidents = logged(browser, player, kind="incidents")
    assert incidents.outcomes
    assert {outcome.subject for outcome in incidents.outcomes} == {"incident"}


def test_a_kind_that_does_not_exist_shows_nothing_and_says_so(browser: Client, player: Player) -> None:
    code = player.seat.exercise.code
    assert logged(browser, player, kind="secrets").is_empty
    answer = browser.get(reverse("log", args=[code]), {"kind": "secrets"})
    assert "Nothing of this kind in this turn." in answer.content.decode()
