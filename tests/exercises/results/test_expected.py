"""Forecasts beside results: in the same words and shares; the largest change always has its causes."""

import pytest
from django.test import Client

from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises.models import OrderSheet, Turn
from wargame.exercises.results.selectors.expected import OddsReview
from wargame.exercises.results.selectors.results import Results, results_of
from wargame.exercises.situation.selectors.seat_view import seat_view_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def results(player: Player, turn: Turn) -> Results:
    rows = OrderSheet.objects.get(turn=turn, seat=player.seat).orders
    return results_of(seat_view_of(player.seat, player.branch, turn), rows)


@pytest.fixture
def played(player: Player) -> list[tuple[Turn, Results]]:
    """Three turns with three orders each, and their results."""
    turns = [player.play_turn(player.legal(3)) for _ in range(3)]
    return [(turn, results(player, turn)) for turn in turns]


def test_the_largest_change_is_always_there_with_its_causes(played: list[tuple[Turn, Results]]) -> None:
    for _, found in played:
        assert found.forecasts
        largest = max(found.changes, key=lambda change: abs(change.after - change.before))
        reviews = {review.label: review for review in found.forecasts.effects}
        explained = [review for review in found.forecasts.effects if review.causes]
        assert len(explained) == 1
        assert abs(explained[0].happened) >= abs(largest.after - largest.before) - 0.001
        assert explained[0].label in reviews
        assert all(cause.text for cause in explained[0].causes)


def test_the_shares_that_count_are_named(played: list[tuple[Turn, Results]]) -> None:
    for turn, found in played:
        bars = {outcome.title: outcome for group in found.groups for outcome in group.outcomes}
        bars |= {outcome.title: outcome for outcome in found.background}
        for odds in found.forecasts.odds if found.forecasts else ():
            if odds.bar:
                assert odds.bar in bars, (turn.number, odds.bar)
                assert 0 <= odds.drawn_in_100 <= 100
                assert odds.has_happened == (odds.came in {option.label for option in odds.counted})


def test_a_chance_that_the_others_changed_is_said_to_be_another() -> None:
    told = OddsReview("Call", 80, 70, 90, "away", has_happened=True)
    assert not told.is_other, "without a bar nothing is compared"


def test_a_figures_meaning_is_one_tap_away(player: Player, bo: User, client: Client) -> None:
    player.play_turn(player.legal(2))
    client.force_login(bo)
    page = client.get(f"/x/{player.seat.exercise.code}/t/1/results/").content.decode()
    assert "What do these figures mean?" in page
    assert "CHN\N{EN DASH}KOR how tense China is about South Korea" in page
    assert "The largest change of the turn." in page
