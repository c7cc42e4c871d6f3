"""The way of an order from the page's form to the ledger: all its forms say the same."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exercises.playing import Player
from wargame import engine
from wargame.accounts.models import User
from wargame.exercises import bridge, compiled_rules, perspectives
from wargame.exercises.models import LedgerEntry, OrderSheet
from wargame.exercises.orders.forms import ChangeForm, OrderForm
from wargame.exercises.orders.selectors.catalogue import blank
from wargame.exercises.orders.selectors.orders import filled
from wargame.exercises.situation.selectors.seat_view import seat_view_of
from wargame.exercises.turns.services import turns

pytestmark = pytest.mark.django_db
SHADOW = {"kind": "shadow", "level": "close", "target": "RUS", "partner": ""}
CALL = {"kind": "call_moscow", "level": "call", "target": "RUS", "partner": ""}


@pytest.fixture
def posted(player: Player) -> dict[str, str]:
    """Return the form of a legal order at a level other than the first, as the page posts it."""
    setting = bridge.setting_for(player.turn)
    option = next(
        each
        for each in perspectives.options_of(player.turn, player.seat)
        if each.is_available and len(each.levels) > 1 and setting.order(each.kind).levels[1].effects
    )
    target, partner = ((codes or ("",))[0] for codes in (option.targets, option.partners))
    return {"kind": option.kind, "level": option.levels[1].key, "target": target, "partner": partner}


def test_an_order_says_the_same_in_each_of_its_forms(
    player: Player, bo: User, client: Client, posted: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(bo)
    turn, code = player.turn, player.seat.exercise.code
    made: list[engine.Order] = []
    true = bridge.order_of
    monkeypatch.setattr(bridge, "order_of", lambda row: made.append(true(row)) or made[-1])

    form = OrderForm(posted | {"revision": "0"})
    assert form.is_valid()
    assert client.post(reverse("add_order", args=[code, turn.number]), form.data).status_code == 302
    sheet = OrderSheet.objects.get(turn=turn, seat=player.seat)
    assert sheet.orders == [form.row()] == [posted], "the sheet stores what the form says"
    assert made == [engine.Order(**posted)], "made once, to ask whether it is legal"

    assert client.post(reverse("submit", args=[code, turn.number]), {"revision": "1"}).status_code == 302
    made.clear()
    monkeypatch.setattr(compiled_rules, "are_ready", lambda: False)  # else it has a forecast, with orders of its own
    turns.resolve(turn_id=turn.pk, now=timezone.now())
    assert made.count(engine.Order(**posted)) == 1, "made once, to adjudicate"

    turn.refresh_from_db()
    outcome = next(each for each in bridge.outcomes_of(turn) if each.subject == "order" and each.actor == "KOR")
    assert {name: getattr(outcome, name) for name in posted} == posted
    told = set(LedgerEntry.objects.filter(turn=turn, cause="order:KOR:1").values_list("kind", "level"))
    assert told == {(posted["kind"], posted["level"])}


def test_another_kind_takes_the_place_of_an_order_in_one_step_as_it_is_offered(
    player: Player, bo: User, client: Client
) -> None:
    client.force_login(bo)
    player.draft([SHADOW, CALL])
    address = reverse("update_order", args=[player.seat.exercise.code, 1, 1])
    # What the form of the old order says of its level and target comes with it.
    asked = {"revision": "1", "instead": "tell_washington", "level": "close", "target": "RUS"}
    assert client.post(address, asked).status_code == 302
    sheet = OrderSheet.objects.get(turn=player.turn, seat=player.seat)
    at = seat_view_of(player.seat, player.branch, player.turn)
    assert sheet.orders == [filled(at, [CALL], blank("tell_washington")), CALL]
    assert client.post(address, {"revision": "2", "instead": "second_flight"}).status_code == 422
    sheet.refresh_from_db()
    assert sheet.revision == 2


def test_a_whole_order_that_is_posted_keeps_nothing_of_the_one_whose_place_it_takes() -> None:
    form = ChangeForm({"revision": 1, "kind": "call_moscow", "level": "call", "target": "", "partner": ""})
    assert form.is_valid()
    assert form.changed(SHADOW) == {"kind": "call_moscow", "level": "call", "target": "", "partner": ""}
    same = ChangeForm({"revision": 1, "instead": "shadow", "level": "far"})
    assert same.is_valid()
    assert same.changed(SHADOW) == SHADOW | {"level": "far"}


def test_after_an_order_is_added_the_next_option_has_the_focus_and_it_is_read_aloud(
    player: Player, bo: User, client: Client
) -> None:
    client.force_login(bo)
    address = reverse("add_order", args=[player.seat.exercise.code, 1])
    answer = client.post(address, {"revision": 0, **CALL}, headers={"HX-Request": "true"})
    focused = re.findall(r'id="([^"]+)"[^>]*data-focus', answer.content.decode())
    assert focused == [next(iter(re.findall(r'id="(now-[^"]+)"', answer.content.decode())))]
    assert "now-call_moscow" not in focused
    said = json.loads(answer.headers["HX-Trigger"])["announce"]["value"]
    assert said.startswith("Call Moscow is order 1, 2 of 4 points left.")
