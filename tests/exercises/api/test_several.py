"""Orders that name several states by the API: as a bloc or as a list, and old clients that know neither."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import NOON, SEED
from tests.exercises.playing import Player
from tests.packs import version_of
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.exercises.lobby.services import solo

pytestmark = pytest.mark.django_db
WORD = {"kind": "quiet_word", "level": "word"}
BOTH = WORD | {"target": "CHN+RUS", "partner": ""}


@pytest.fixture
def mongolia(db: None, bo: User, client: Client) -> Player:
    """Mongolia in July, when it can send a quiet word; its person is signed in."""
    client.force_login(bo)
    version = version_of("the-invitation")
    exercise = solo.start_solo(version=version, role="MNG", user=bo, now=NOON, secret=secret_of(SEED))
    player = Player(exercise.seats.get(role="MNG"))
    player.play_turn([])
    return player


def drafted(client: Client, player: Player, order: dict[str, Any], revision: int = 0) -> Any:
    """Save one order as a draft and return the answer."""
    address = reverse("api-orders", args=[player.seat.exercise.code, player.turn.number])
    body = {"orders": [order], "revision": revision}
    return client.put(address, body, content_type="application/json")


@pytest.mark.slow
def test_the_options_say_how_many_and_which(client: Client, mongolia: Player) -> None:
    address = reverse("api-options", args=[mongolia.seat.exercise.code, mongolia.turn.number])
    options = {option["kind"]: option for option in client.get(address).json()}
    word = options["quiet_word"]
    assert word["targets"] == ["RUS", "CHN", "CHN+RUS"]
    assert (word["several_targets"], word["several_partners"]) == ({"least": 1, "most": 2, "each_more": 1}, None)
    assert options["good_offices"]["several_targets"] is None


@pytest.mark.parametrize(
    "sent",
    [
        {"target": "CHN+RUS"},
        {"target": "RUS+CHN", "partner": ""},
        {"targets": ["RUS", "CHN"]},
        {"target": "", "targets": ["CHN", "RUS"], "partners": []},
        {"target": "CHN+RUS", "targets": ["RUS", "CHN"]},
    ],
)  # fmt: skip
def test_a_bloc_and_a_list_say_the_same(client: Client, mongolia: Player, sent: dict[str, Any]) -> None:
    answer = drafted(client, mongolia, WORD | sent)
    assert (answer.status_code, answer.json()["orders"]) == (200, [BOTH])


@pytest.mark.slow
def test_an_old_client_sends_back_what_it_read(client: Client, mongolia: Player) -> None:
    drafted(client, mongolia, WORD | {"targets": ["CHN", "RUS"]})
    address = reverse("api-orders", args=[mongolia.seat.exercise.code, mongolia.turn.number])
    (read,) = client.get(address).json()["orders"]
    assert read == BOTH
    changed = drafted(client, mongolia, read | {"target": "CHN"}, revision=1)
    assert (changed.status_code, changed.json()["orders"]) == (200, [BOTH | {"target": "CHN"}])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sent", "status", "attr"),
    [
        ({"target": "CHN", "targets": ["RUS"]}, 422, None),
        ({"targets": ["Russia"]}, 400, "orders.0.targets.0"),
        ({"targets": ["CHN", "JPN"]}, 422, "orders"),
        ({"targets": "CHN"}, 400, "orders.0.targets"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(
    client: Client, mongolia: Player, sent: dict[str, Any], status: int, attr: str | None
) -> None:
    answer = drafted(client, mongolia, WORD | sent)
    assert (answer.status_code, [error["attr"] for error in answer.json()["errors"]]) == (status, [attr])


@pytest.mark.slow
def test_outcomes_name_each(client: Client, mongolia: Player) -> None:
    turn = mongolia.play_turn([BOTH])
    address = reverse("api-ledger", args=[mongolia.seat.exercise.code, turn.number])
    told = next(one for one in client.get(address).json()["outcomes"] if one["kind"] == "quiet_word")
    assert (told["target"], told["targets"], told["partners"]) == ("CHN+RUS", ["CHN", "RUS"], [])
