"""A support call on the pages: which ally was called, by which pact, at what odds, and the result."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.engine.values import Outcome, OutcomeOption
from wargame.exercises import bridge

pytestmark = pytest.mark.django_db

CALL = Outcome(
    turn=1, subject="call", result="kept", title="Support for South Korea", actor="USA", target="KOR", partner="RUS",
    text="The United States came in for South Korea, as its pact asks (US-South Korea mutual defence treaty).",
    options=(OutcomeOption("kept", "comes in", 41), OutcomeOption("broken", "stays away", 59)),
    name="us_rok",
    chosen="kept", roll=19_661, threshold=26_870, audience=("KOR", "USA"),
)  # fmt: skip


@pytest.fixture
def browser(client: Client, bo: User, player: Player) -> Client:
    """Return Bo's browser after a turn with a support call to an ally of South Korea, and one that only Japan sees."""
    turn = player.play_turn([])
    hidden: list[dict[str, Any]] = [row | {"audience": ["JPN"], "title": "Support for Japan"} for row in [row_of(CALL)]]
    turn.outcomes = [*turn.outcomes, row_of(CALL), *hidden]
    turn.save()
    client.force_login(bo)
    return client


def row_of(outcome: Outcome) -> dict[str, Any]:
    (row,) = bridge.outcome_rows([outcome])
    return dict(row)


def test_the_results_tell_a_call_with_its_odds_and_what_was_drawn(browser: Client, player: Player) -> None:
    page = browser.get(reverse("results", args=[player.seat.exercise.code, 1])).content.decode()
    assert "Calls for support" in page
    assert CALL.text in page
    assert "comes in 41 in 100, drawn" in page
    assert "Support for Japan" not in page


@pytest.mark.slow
@pytest.mark.parametrize("asked", [{}, {"kind": "orders"}, {"seat": "USA"}])
def test_the_log_tells_it_too(browser: Client, player: Player, asked: dict[str, str]) -> None:
    page = browser.get(reverse("log", args=[player.seat.exercise.code]), asked).content.decode()
    assert CALL.text in page
    assert "comes in 41 in 100, drawn" in page


@pytest.mark.slow
def test_a_filter_for_incidents_leaves_it_out(browser: Client, player: Player) -> None:
    page = browser.get(reverse("log", args=[player.seat.exercise.code]), {"kind": "incidents"}).content.decode()
    assert CALL.text not in page
