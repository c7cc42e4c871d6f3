"""The advice of an exercise: who reads figures about orders, and where none of them stands."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.models import ScenarioVersion
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.engine.values import Aims, AimsRange, ExpectedEffect, Odds, OrderForecast, Preview, SheetForecast
from wargame.exercises import access, compiled_rules, forecasts
from wargame.exercises.models import Exercise, OrderSheet

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
SHADOW = {"kind": "shadow", "level": "close", "target": "RUS", "partner": ""}
Advice = Exercise.Advice
FIGURE = "77777"
"""Written by every figure of a planted forecast, and by nothing else on a page."""
AIMS = Aims(AimsRange(77777.0, 77777.0, 77777.0), AimsRange(77777.0, 77777.0, 77777.0))
TENSION = ExpectedEffect("KOR-RUS tension", "tension", "KOR", "RUS", "", 77777.0, 77777.0, 77777.0)


def _forecast(view: Any, rows: Any, offered: Any, seed: int, pledges: Any) -> SheetForecast:
    orders = [OrderForecast(order, Odds("away", 61, 51, 71), AIMS, None, ()) for order in forecasts.sheet_of(rows)]
    offers = [OrderForecast(order, Odds("away", 61, 51, 71), AIMS, None, ()) for order in forecasts.sheet_of(offered)]
    return SheetForecast(AIMS, AIMS, AIMS, tuple(orders), tuple(offers), 96)


def _preview(*_: Any) -> Preview:
    later, when = f"Takes effect in 1 turn: KOR standing +{FIGURE}.", "Takes effect in 1 turn."
    return Preview(Odds("away", 61, 51, 71), (TENSION,), None, (), "", 96, later, when)


@pytest.fixture(autouse=True)
def planted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecasts, "forecast_sheet", _forecast)
    monkeypatch.setattr(forecasts, "outlook", lambda *_: (TENSION,))
    monkeypatch.setattr(forecasts, "preview", _preview)
    monkeypatch.setattr(compiled_rules, "are_ready", lambda: True)


def everything_read(client: Client, player: Player) -> Iterator[tuple[str, str]]:
    """Play a turn with one order, and yield all that its seat reads before, during and after it, by name."""
    code, turn = player.seat.exercise.code, player.turn
    player.draft([SHADOW])
    for name in ("play", "orders", "catalogue"):
        yield name, client.get(reverse(name, args=[code]), {"told": "1", "o": "1"}, headers=HTMX).content.decode()
    yield "told", client.get(reverse("told", args=[code, 1]), {"revision": 1, "o": 1}, headers=HTMX).content.decode()
    yield "preview", client.get(reverse("preview", args=[code, 1, 1]), headers=HTMX).content.decode()
    for name in ("api-board", "api-options", "api-orders"):
        yield name, client.get(reverse(name, args=[code, 1])).content.decode()
    player.play_turn([SHADOW])
    assert OrderSheet.objects.get(turn=turn, seat=player.seat).told is not None
    yield "results", client.get(reverse("results", args=[code, 1])).content.decode()
    yield "play again", client.get(reverse("play", args=[code])).content.decode()
    for name in ("log", "log_csv", "log_json", "log_lines", "overview"):
        yield name, client.get(reverse(name, args=[code])).content.decode()
    yield "api-ledger", client.get(reverse("api-ledger", args=[code, 1])).content.decode()


SHOWN_IN = {"play", "orders", "catalogue", "told", "preview", "results", "log", "log_csv", "log_json", "log_lines"}


@pytest.mark.slow
@pytest.mark.parametrize("advice", Advice.values)
def test_figures_stand_where_the_exercise_is_open_and_nowhere_else(
    client: Client, bo: User, player: Player, advice: str
) -> None:
    client.force_login(bo)
    Exercise.objects.update(advice=advice)
    player.seat.exercise.refresh_from_db()
    found = dict(everything_read(client, player))
    with_figures = {name for name, text in found.items() if FIGURE in text}
    assert with_figures == (SHOWN_IN if advice == Advice.OPEN else set())
    assert {"play", "told", "preview", "results", "log_json"} <= {name for name, text in found.items() if "61" in text}


@pytest.mark.parametrize("advice", Advice.values)
def test_nobody_reads_that_nothing_moves_where_no_figure_is_shown(
    client: Client, bo: User, player: Player, monkeypatch: pytest.MonkeyPatch, advice: str
) -> None:
    monkeypatch.setattr(forecasts, "preview", lambda *_: Preview(None, (), None, (), "", 96))
    monkeypatch.setattr(forecasts, "outlook", lambda *_: ())
    client.force_login(bo)
    Exercise.objects.update(advice=advice)
    player.draft([SHADOW])
    preview = client.get(reverse("preview", args=[player.seat.exercise.code, 1, 1]), headers=HTMX).content.decode()
    assert ("No figure that you can see is expected to move" in preview) == (advice == Advice.OPEN)


@pytest.mark.parametrize("advice", [Advice.ON_REQUEST, Advice.NONE])
def test_nothing_of_them_is_stored_with_the_sheet(client: Client, bo: User, player: Player, advice: str) -> None:
    client.force_login(bo)
    Exercise.objects.update(advice=advice)
    player.seat.exercise.refresh_from_db()
    player.draft([SHADOW])
    client.get(reverse("told", args=[player.seat.exercise.code, 1]), {"revision": 1}, headers=HTMX)
    told = OrderSheet.objects.get(seat=player.seat).told
    assert told is not None
    assert FIGURE not in repr(told)
    assert told["orders"][0]["odds"]["in_100"] == 61


def test_who_plays_alone_asks_and_a_class_gets_none(player: Player, make_class: Callable[..., Class]) -> None:
    assert player.seat.exercise.advice == Advice.ON_REQUEST
    assert access.may_ask_staff(player.seat.exercise)
    klass = make_class().exercise
    assert klass.advice == Advice.NONE
    assert not access.may_ask_staff(klass)
    assert not access.shows_figures(klass)


def test_it_is_chosen_where_somebody_starts_alone(client: Client, version: ScenarioVersion) -> None:
    address = f"{reverse('solo_dials')}?scenario={version.scenario.slug}"
    assert 'name="advice"' in client.get(address).content.decode()
    for sent, kept in (({"advice": "open"}, "open"), ({"advice": "none"}, "none"), ({}, "on_request")):
        client.post(address, {"seat": "KOR", **sent})
        assert Exercise.objects.latest("pk").advice == kept
    assert client.post(address, {"seat": "KOR", "advice": "all"}).status_code == 422


def test_the_api_takes_and_tells_it(client: Client, version: ScenarioVersion) -> None:
    wanted = {"scenario": version.scenario.slug, "seat": "KOR"}
    address = reverse("api-exercises")
    for sent, kept in (({"advice": "open"}, "open"), ({}, "on_request")):
        answer = client.post(address, wanted | sent, content_type="application/json")
        assert answer.json()["advice"] == kept == Exercise.objects.latest("pk").advice
    refused = client.post(address, wanted | {"advice": "all"}, content_type="application/json")
    assert refused.status_code == 400


@pytest.mark.slow
def test_a_class_has_it_in_its_settings(client: Client, version: ScenarioVersion, ada: User) -> None:
    client.force_login(ada)
    rules = {"brief_minutes": 0, "orders_minutes": 0, "grace_minutes": 0, "missed": "hold", "seat_size": 4}
    for groups in ("1", "2"):
        client.post(
            f"{reverse('new_exercise')}?scenario={version.scenario.slug}",
            rules | {"advice": "on_request", "groups": groups},
        )
    assert list(Exercise.objects.values_list("advice", flat=True)) == ["on_request"] * 3
    settings = reverse("class_settings", args=[Exercise.objects.earliest("pk").code])
    assert '<option value="on_request" selected>' in client.get(settings).content.decode()
    client.post(settings, rules | {"advice": "open"})
    assert Exercise.objects.earliest("pk").advice == "open"
