"""Orders with later effects, and orders with barred targets, on the pages of an exercise."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.models import ScenarioVersion
from tests.exercises.playing import Player
from tests.exercises.telling import show_figures
from tests.packs import nine_past_nine
from wargame.accounts.models import User
from wargame.exercises import perspectives

DELAY = 0.1
"""Days: the first two turns, of 120 and 35 minutes, are longer, the first alone is shorter."""
ALERT = {"kind": "raise_alert", "level": "", "target": "", "partner": ""}
HAIL = {"kind": "hail", "level": "", "target": "RUS", "partner": ""}


@pytest.fixture
def version(db: None) -> ScenarioVersion:
    """Return the scenario with a delayed effect of an alert on approval, and a call that needs good relations."""
    found = nine_past_nine()
    kinds: dict[str, dict[str, Any]] = {order["kind"]: order for order in found.content["pack"]["rules"]["orders"]}
    effect = {"variable": "approval", "who": "actor", "amount": 7, "because": "Reservists came home"}
    kinds["raise_alert"] |= {"delay": DELAY}
    for level in kinds["raise_alert"]["levels"]:
        level["later"] = [effect]
    on_terms = {"when": ["relation actor target >= 10"], "message": "{actor} has nothing to say to {target}."}
    kinds["hail"]["needs"] = [on_terms]
    found.content_hash = "with what comes later"
    found.save()
    return found


@pytest.fixture
def browser(client: Client, bo: User, player: Player) -> Client:
    """Bo's browser."""
    client.force_login(bo)
    return client


def read(browser: Client, name: str, *arguments: object, **query: object) -> str:
    return browser.get(reverse(name, args=arguments), query).content.decode()


@pytest.mark.slow
def test_a_draft_says_in_how_many_turns_it_takes_effect(browser: Client, player: Player) -> None:
    show_figures(player)
    player.draft([ALERT | {"level": player_level(player, "raise_alert")}])
    code = player.seat.exercise.code
    assert "Takes effect in 2 turns: KOR home confidence +7." in read(browser, "preview", code, 1, 1)


@pytest.mark.slow
def test_it_is_under_way_until_it_falls_due_and_the_results_name_its_turn(browser: Client, player: Player) -> None:
    code = player.seat.exercise.code
    player.play_turn([ALERT | {"level": player_level(player, "raise_alert")}])
    assert "1 earlier order under way" in read(browser, "play", code)
    assert "Under way until turn 3: South Korea" in read(browser, "play", code)
    player.play_turn([])
    assert "Falls due" not in read(browser, "results", code, 2)
    player.play_turn([])
    for page in (read(browser, "results", code, 3), read(browser, "log", code, kind="orders")):
        assert "Falls due from the order of turn 1: South Korea" in page
    assert "Reservists came home (falls due from the order of turn 1)" in read(browser, "log", code, kind="changes")
    assert "Under way until turn 3: South Korea" not in read(browser, "play", code)


def test_targets_that_a_need_bars_are_named_with_the_reason(browser: Client, player: Player) -> None:
    player.draft([HAIL | {"level": player_level(player, "hail")}])
    page = read(browser, "play", player.seat.exercise.code)
    assert "Not at CHN now" in page
    assert "South Korea has nothing to say to China." in page


def player_level(player: Player, kind: str) -> str:
    """Return the key of a kind's first level."""
    return (
        next(option for option in perspectives.options_of(player.turn, player.seat) if option.kind == kind)
        .levels[0]
        .key
    )
