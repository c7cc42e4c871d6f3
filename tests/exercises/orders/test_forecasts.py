"""The batch that weighs orders: loaded after the page, stored with the sheet, for its seat alone."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from tests.exercises.playing import Player
from tests.exercises.telling import show_figures
from wargame.accounts.models import User
from wargame.engine.values import Odds
from wargame.exercises.forecasts import Forecast
from wargame.exercises.models import Exercise, Turn
from wargame.exercises.orders.selectors import page_forecasts, previews
from wargame.exercises.orders.selectors.catalogue import IDLE, MOST_SUGGESTED
from wargame.exercises.orders.selectors.orders import OrderChoice, Panel, draft_of, filled, forecasts_beside, panel_of
from wargame.exercises.situation.selectors.seat_view import SeatView, seat_view_of

HTMX = {"HX-Request": "true"}
SHADOW = {"kind": "shadow", "level": "close", "target": "RUS", "partner": ""}


@pytest.fixture
def browser(client: Client, bo: User, player: Player) -> Client:
    """Return Bo's browser."""
    client.force_login(bo)
    return client


def view(player: Player) -> SeatView:
    return seat_view_of(player.seat, player.branch, player.turn)


def panel(player: Player, query: str = "") -> Panel:
    at = view(player)
    draft = draft_of(player.seat, player.turn)
    return panel_of(at, draft, query=query, told=forecasts_beside(at, draft))


def batch(browser: Client, code: str, turn: int, revision: int) -> str:
    answer = browser.get(reverse("told", args=[code, turn]), {"revision": revision}, headers=HTMX).content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer)


@pytest.mark.slow
def test_a_page_does_not_wait_and_asks_afterwards(
    browser: Client, exercise: Exercise, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_forecasts.forecasts, "forecast_sheet", None)
    page = browser.get(reverse("play", args=[exercise.code])).content.decode()
    assert f'hx-get="{reverse("told", args=[exercise.code, 1])}?revision=0"' in page


@pytest.mark.slow
def test_every_row_of_the_page_is_told_in_one_answer_and_only_once(
    browser: Client, exercise: Exercise, player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    show_figures(player)
    player.draft([SHADOW])
    page = browser.get(reverse("play", args=[exercise.code])).content.decode()
    rows = set(re.findall(r'class="(?:told-line[^"]*|way|mishap[^"]*)" id="([^"]+)"', page))
    rows = {name for name in rows if not name.startswith("told-now-")} | {"now"}
    rows |= set(re.findall(r'<option id="([^"]+)"', page))
    answer = batch(browser, exercise.code, 1, 1)
    assert set(re.findall(r'data-told="([^"]+)"', answer)) == rows
    assert {"told-1", "way-1-level-close", "way-1-level-far", "way-1-target-CHN"} <= rows
    assert "told-coming" not in answer
    assert "Why these numbers?" not in page
    assert '<div id="preview" class="preview" hx-swap-oob="true">' in " ".join(answer.split())
    assert reverse("preview", args=[exercise.code, 1, 1]) not in page, "the preview comes with it"
    monkeypatch.setattr(page_forecasts.forecasts, "forecast_sheet", None)
    assert batch(browser, exercise.code, 1, 1) == answer
    again = browser.get(reverse("play", args=[exercise.code])).content.decode()
    assert 'id="told"' not in again
    assert "Why these numbers?" in again
    assert "With these orders: aims" in again


def test_a_sheet_that_has_changed_meanwhile_is_told_nothing(
    browser: Client, exercise: Exercise, player: Player
) -> None:
    player.draft([SHADOW])
    asked = browser.get(reverse("told", args=[exercise.code, 1]), {"revision": 0}, headers=HTMX)
    assert asked.status_code == 204


@pytest.mark.slow
def test_without_script_a_link_asks_for_a_page_that_waits(browser: Client, exercise: Exercise, player: Player) -> None:
    show_figures(player)
    address = reverse("play", args=[exercise.code])
    assert f'href="{address}?told=1#pane-orders"' in browser.get(address).content.decode()
    page = browser.get(address, {"told": "1"}).content.decode()
    assert "Without orders: aims" in page
    assert "Odds are worked out" not in page


@pytest.mark.slow
def test_an_order_is_added_as_it_was_offered_and_told(player: Player) -> None:
    shown = panel(player)
    for group in shown.catalogue.groups:
        for entry in group.entries:
            row = filled(view(player), [], {"kind": entry.kind, "level": "", "target": "", "partner": ""})
            assert page_forecasts.key_of(row) == entry.key
            assert entry.told is not None
    for suggestion in shown.suggestions:
        assert suggestion.told is not None


@pytest.mark.slow
def test_every_way_to_give_the_open_order_is_told_as_it_is_once_it_is_chosen(player: Player) -> None:
    call = {"kind": "call_moscow", "level": "call", "target": "RUS", "partner": ""}
    player.draft([SHADOW, call])
    at, draft = view(player), draft_of(player.seat, player.turn)
    assert panel_of(at, draft, slot=1).composer.is_told is False
    composer = panel_of(at, draft, slot=1, told=forecasts_beside(at, draft, 1)).composer
    assert composer.is_told
    ways = {
        f"{field} {each.value}": each.told for field in ("level", "target") for each in getattr(composer, f"{field}s")
    }
    for name, row in {"level far": {**SHADOW, "level": "far"}, "target CHN": {**SHADOW, "target": "CHN"}}.items():
        player.draft([row, call])
        draft = draft_of(player.seat, player.turn)
        assert ways[name] == forecasts_beside(at, draft).chosen[0]


@pytest.mark.slow
def test_suggestions_fit_the_points_left_and_leave_out_what_is_ordered(player: Player) -> None:
    first = panel(player)
    assert 3 <= len(first.suggestions) <= MOST_SUGGESTED
    player.draft([SHADOW, {"kind": "raise_alert", "level": "", "target": "", "partner": ""}])
    left = panel(player)
    assert left.left == 1
    assert left.suggestions
    assert all(one.cost <= 1 for one in left.suggestions)
    assert not {one.kind for one in left.suggestions} & {"shadow", "raise_alert"}


def test_a_kind_is_aimed_where_the_situation_points(player: Player) -> None:
    player.play_turn([])
    hail = filled(view(player), [], {"kind": "hail", "level": "", "target": "", "partner": ""})
    assert (hail["level"], hail["target"]) == ("notice", "RUS")
    second = filled(view(player), [hail], {"kind": "hail", "level": "", "target": "", "partner": ""})
    assert second["target"] == "CHN"


def test_what_cannot_be_given_or_changes_nothing_is_folded_away_with_its_reason(player: Player) -> None:
    shown = panel(player)
    offered = {entry.name for group in shown.catalogue.groups for entry in group.entries}
    locked = {entry.name: entry.why_not for entry in shown.catalogue.locked}
    assert not offered & set(locked)
    assert len(offered) + len(locked) == shown.catalogue.count
    assert locked["Wait and watch"] == IDLE


def test_no_list_names_an_order_before_its_first_turn(player: Player) -> None:
    """Else a reader learns in turn 1 that an A-50 comes, and that Moscow regrets something."""
    shown = panel(player)
    named = {entry.name for entry in shown.catalogue.locked}
    assert not named & {"Warning sequence", "Force the A-50 away", "Publish the private regret"}
    assert panel(player, "warning").catalogue.locked == ()


def test_a_turn_that_has_the_row_of_one_that_a_restored_backup_took_away_is_told_anew(player: Player) -> None:
    cache.set(page_forecasts._key(view(player), []), "what the other turn was told", page_forecasts.KEEP_SECONDS)
    cache.set(previews._key(view(player), [SHADOW], 1), "what the other turn was told", page_forecasts.KEEP_SECONDS)
    turn = player.turn
    Turn.objects.filter(pk=turn.pk).update(opened_at=turn.opened_at + timedelta(minutes=5))
    assert page_forecasts.cached_forecasts_of(view(player), []) is None
    assert previews.cached_preview_of(view(player), [SHADOW], 1) is None


@pytest.mark.parametrize(
    ("odds", "says"), [(Odds("away", 61, 50, 70), "RUS · 61 in 100"), (None, "RUS")], ids=["odds", "none"]
)
def test_a_state_that_can_be_chosen_ends_with_its_odds_or_its_name(odds: Odds | None, says: str) -> None:
    choices = [OrderChoice(code, code, False, Forecast(odds, None, None)) for code in ("RUS", "CHN")]
    given = {"part": "target", "choices": choices, "composer": {"slot": 1}, "several": None, "label": "Whom"}
    page = render_to_string("exercises/orders/parts/named.html", given)
    shown = re.findall(r"<option[^>]*>(.*?)</option>", page, re.DOTALL)
    assert [" ".join(one.split()) for one in shown] == [says, says.replace("RUS", "CHN")]
