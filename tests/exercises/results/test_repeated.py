"""The news says of an event that it happens again, and has no sentence twice in a game."""

from collections import Counter
from datetime import datetime
from html import unescape

import pytest
from django.template.loader import render_to_string

from tests.cast import SEED
from tests.exercises.playing import Player
from tests.packs import version_of
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.engine.values import Outcome, OutcomeOption
from wargame.exercises.forecasts import Forecast
from wargame.exercises.lobby.services.solo import start_solo
from wargame.exercises.models import OrderSheet
from wargame.exercises.results.selectors.expected import OddsReview
from wargame.exercises.results.selectors.gambles import Gamble
from wargame.exercises.results.selectors.repeated import retold
from wargame.exercises.results.selectors.results import results_of
from wargame.exercises.situation.selectors.seat_view import seat_view_of

VISIT = Outcome(turn=3, subject="order", result="done", title="A visit", text="China received a minister from Japan.")


def test_an_event_that_happened_before_says_for_which_time_it_comes() -> None:
    assert retold(VISIT, Counter()) == VISIT.text
    assert retold(VISIT, Counter({VISIT.text: 1})) == f"For the second time: {VISIT.text}"
    assert retold(VISIT, Counter({VISIT.text: 2})) == f"For the third time: {VISIT.text}"


@pytest.mark.slow
@pytest.mark.django_db
def test_no_sentence_of_the_news_comes_twice_in_a_game(bo: User, now: datetime) -> None:
    exercise = start_solo(version=version_of("list-four"), role="JPN", user=bo, now=now, secret=secret_of(SEED))
    player, told = Player(exercise.seats.get(role="JPN")), list[str]()
    while not player.turn.is_closed:
        turn = player.play_turn([])
        found = results_of(
            seat_view_of(player.seat, player.branch, turn), OrderSheet.objects.get(turn=turn, seat=player.seat)
        )
        told += [found.headline, *(news.text for news in found.others)]
    assert [text for text, count in Counter(told).items() if count > 1] == []
    assert any(text.startswith("For the ") for text in told), "somebody did the same again"


def test_a_second_order_about_the_same_draw_says_why_its_forecast_was_another() -> None:
    left = OutcomeOption("left", "It left", 92, False)
    told = OddsReview(
        2, "Call", 86, 80, 90, "it leaves", has_happened=True, bar="A-50", counted=(left,), came="It left"
    )
    page = render_to_string("exercises/results/parts/gamble.html", {"gamble": Gamble("Call", "phone", told, None)})
    words = unescape(" ".join(page.split()))
    assert "It is the same draw as above. With everybody's orders it was 92 in 100." in words


def test_what_came_was_never_said_to_have_had_no_chance() -> None:
    rare = OutcomeOption("left", "It left", 0, False)
    told = OddsReview(
        1, "Call", 20, 10, 30, "it leaves", has_happened=True, bar="A-50", counted=(rare,), came="It left"
    )
    assert told.difference == "With everybody's orders it was under 1 in 100."


def test_a_choice_without_figures_ends_with_its_name() -> None:
    choices = [
        {"value": code, "label": code, "told": Forecast(None, None, None), "is_chosen": False}
        for code in ("JPN", "USA")
    ]
    given = {"choices": choices, "part": "target", "label": "Target", "several": None, "composer": {"slot": 1}}
    page = render_to_string("exercises/orders/parts/named.html", given)
    assert "JPN</option>" in page
    assert "\N{MIDDLE DOT}" not in page
