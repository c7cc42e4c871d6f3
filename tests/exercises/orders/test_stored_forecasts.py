"""Parley keeps the forecasts that people read with their sheet, and computes none while they submit."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace

import pytest
from celery.canvas import Signature
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from tests.exercises.telling import keep_made_up, make_up, read_forecasts
from wargame.accounts.models import User
from wargame.exercises import compiled_rules, enqueue, forecasts, tasks
from wargame.exercises.control.services import phases
from wargame.exercises.models import OrderSheet, Turn
from wargame.exercises.orders.services import orders

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}
SHADOW = {"kind": "shadow", "level": "close", "target": "RUS", "partner": ""}
FAR = SHADOW | {"level": "far"}


def sheet_of(player: Player, turn: Turn | None = None) -> OrderSheet:
    return OrderSheet.objects.select_related("turn", "seat").get(turn=turn or player.turn, seat=player.seat)


def kept_forecasts(player: Player, turn: Turn | None = None) -> forecasts.StoredForecast | None:
    return forecasts.forecast_from(sheet_of(player, turn).told)


@pytest.fixture
def nothing_is_imagined(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("forecast_sheet", "outlook", "preview"):
        monkeypatch.setattr(forecasts, name, None)


@pytest.mark.slow
def test_what_a_page_tells_is_kept_with_the_sheet(client: Client, bo: User, player: Player) -> None:
    client.force_login(bo)
    player.draft([SHADOW])
    client.get(reverse("told", args=[player.seat.exercise.code, 1]), {"revision": 1}, headers=HTMX)
    then = kept_forecasts(player)
    assert then is not None
    assert then == read_forecasts(player, [SHADOW]), "what anybody works out from the same"
    assert len(then.orders) == 1
    turn = player.turn
    player.submit([SHADOW])
    assert kept_forecasts(player, turn) == then


def test_a_change_is_answered_before_anything_is_imagined(
    client: Client, bo: User, player: Player, nothing_is_imagined: None
) -> None:
    client.force_login(bo)
    code = player.seat.exercise.code
    added = client.post(reverse("add_order", args=[code, 1]), {"revision": 0, **SHADOW}, headers=HTMX)
    assert sheet_of(player).orders == [SHADOW]
    opened = client.get(reverse("orders", args=[code]), {"o": 1}, headers=HTMX)
    for answer in (added, opened):
        assert f"{reverse('told', args=[code, 1])}?revision=1" in answer.content.decode(), "its odds come by themselves"


@pytest.mark.slow
def test_a_page_without_script_shows_the_odds_of_the_order_that_it_asked_for(
    client: Client, bo: User, player: Player
) -> None:
    client.force_login(bo)
    player.draft([SHADOW])
    page = client.get(reverse("play", args=[player.seat.exercise.code]), {"o": 1})
    assert "Why these numbers?" in page.content.decode()


@pytest.mark.slow
def test_a_page_without_script_keeps_what_it_tells_too(client: Client, bo: User, player: Player) -> None:
    client.force_login(bo)
    player.draft([SHADOW])
    client.get(reverse("play", args=[player.seat.exercise.code]), {"told": "1"})
    assert kept_forecasts(player) is not None


@pytest.mark.slow
def test_orders_that_are_told_already_are_kept_as_told_when_they_come_again(
    client: Client, bo: User, player: Player
) -> None:
    client.force_login(bo)
    code = player.seat.exercise.code
    player.draft([SHADOW])
    client.get(reverse("told", args=[code, 1]), {"revision": 1}, headers=HTMX)
    then = kept_forecasts(player)
    player.draft([])
    assert kept_forecasts(player) is None
    player.draft([SHADOW])
    client.get(reverse("play", args=[code]))
    assert kept_forecasts(player) == then is not None


def test_submitting_works_nothing_out(player: Player, nothing_is_imagined: None) -> None:
    turn = player.turn
    player.submit([SHADOW])
    assert kept_forecasts(player, turn) is None


def test_what_was_told_goes_with_the_orders_that_it_was_told_of(player: Player) -> None:
    player.draft([SHADOW])
    keep_made_up(sheet_of(player))
    player.draft([FAR])
    assert kept_forecasts(player) is None


def test_an_old_revision_keeps_nothing(player: Player) -> None:
    old = player.draft([SHADOW])
    player.draft([FAR])
    keep_made_up(old)
    assert kept_forecasts(player) is None


def test_a_submitted_sheet_keeps_what_it_was_submitted_with(player: Player) -> None:
    player.draft([SHADOW])
    then, turn = keep_made_up(sheet_of(player)), player.turn
    player.submit([SHADOW])
    keep_made_up(sheet_of(player, turn), in_100=20)
    assert kept_forecasts(player, turn) == then
    Turn.objects.filter(pk=turn.pk).update(status=Turn.Status.OPEN)
    orders.reopen(seat=player.seat, turn=turn, now=timezone.now())
    assert kept_forecasts(player, turn) == then, "the orders are the same"


@pytest.mark.slow
def test_whoever_resolves_the_turn_works_out_what_nobody_asked_for(
    player: Player, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiled_rules, "are_ready", lambda: True)
    then = read_forecasts(player, [SHADOW])
    OrderSheet.objects.filter(pk=sheet_of(player).pk).update(told=None)
    turn = player.play_turn([SHADOW])
    assert kept_forecasts(player, turn) == then
    others = OrderSheet.objects.filter(turn=turn).exclude(seat=player.seat)
    assert {each.told for each in others} == {None}, "policies read no forecasts"


@pytest.mark.slow
def test_what_was_read_is_not_worked_out_again(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_rules, "are_ready", lambda: True)
    monkeypatch.setattr(forecasts, "forecast_given", None)
    player.draft([SHADOW])
    then = keep_made_up(sheet_of(player))
    assert kept_forecasts(player, player.play_turn([SHADOW])) == then


@pytest.mark.slow
def test_plain_rules_would_give_other_figures_and_keep_nothing(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_rules, "are_ready", lambda: False)
    assert kept_forecasts(player, player.play_turn([SHADOW])) is None


def test_a_turn_is_resolved_though_nothing_could_be_told(player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("no futures")

    monkeypatch.setattr(compiled_rules, "are_ready", lambda: True)
    monkeypatch.setattr(forecasts, "forecast_given", broken)
    turn = player.play_turn([SHADOW])
    assert turn.is_closed
    assert kept_forecasts(player, turn) is None


@pytest.mark.slow
def test_a_class_has_its_results_first(make_class: Callable[..., Class], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled_rules, "are_ready", lambda: True)
    asked: list[int] = []
    monkeypatch.setattr(enqueue, "keep_forecasts", lambda *, turn_id: asked.append(turn_id))
    group = make_class(adjudication="rigid")
    bo, _ = group.join("Bo", "KOR"), group.join("Cy", "JPN")
    turn = group.start()
    rows = Player(group.seat("KOR")).legal(1, turn=turn)
    group.submit(bo, rows)
    phases.close(turn=group.turn, by=group.ada, now=timezone.now())
    with monkeypatch.context() as patch:
        patch.setattr(forecasts, "forecast_given", None)
        group.resolve()
    assert asked == [turn.pk]
    client = Client()
    client.force_login(bo.user)
    address = reverse("results", args=[group.exercise.code, 1])
    assert b"were not kept" in client.get(address).content
    tasks.keep_forecasts(turn_id=turn.pk)
    assert forecasts.forecast_from(group.sheet("KOR").told) is not None
    cache.clear()  # a page without it is kept for a few seconds
    assert b"were not kept" not in client.get(address).content


def test_it_waits_until_other_classes_have_their_results(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    """The forecasts of the first class took the worker .2 s, while five others waited for their results."""
    sent: list[dict[str, object]] = []
    monkeypatch.setattr(Signature, "apply_async", lambda self, **options: sent.append({"task": self.task} | options))
    with django_capture_on_commit_callbacks(execute=True):
        enqueue.keep_forecasts(turn_id=7)
    assert sent == [{"task": enqueue.KEEP_FORECASTS, "retry": False, "countdown": enqueue.FORECASTS_AFTER_SECONDS}]


def test_a_class_that_is_deleted_meanwhile_is_no_fault_of_the_worker() -> None:
    tasks.keep_forecasts(turn_id=7)


def test_what_is_stored_comes_back_as_it_was() -> None:
    then = make_up(2)
    assert forecasts.forecast_from(forecasts.as_row(then)) == then
    one = then.orders[0]
    bare = replace(then, orders=(replace(one, odds=None, answers=None, aims=replace(one.aims, end=None)),), effects=())
    assert forecasts.forecast_from(forecasts.as_row(bare)) == bare
    assert forecasts.forecast_from(None) is None
