"""The way of an order from the page's form to the ledger: all its forms say the same."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.exercises.playing import Player
from wargame import engine
from wargame.accounts.models import User
from wargame.exercises import bridge, perspectives
from wargame.exercises.models import LedgerEntry, OrderSheet
from wargame.exercises.orders.forms import OrderForm
from wargame.exercises.turns.services import turns

pytestmark = pytest.mark.django_db


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
    turns.resolve(turn_id=turn.pk, now=timezone.now())
    assert made.count(engine.Order(**posted)) == 1, "made once, to adjudicate"

    turn.refresh_from_db()
    outcome = next(each for each in bridge.outcomes_of(turn) if each.subject == "order" and each.actor == "KOR")
    assert {name: getattr(outcome, name) for name in posted} == posted
    told = set(LedgerEntry.objects.filter(turn=turn, cause="order:KOR:1").values_list("kind", "level"))
    assert told == {(posted["kind"], posted["level"])}
