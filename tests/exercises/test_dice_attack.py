"""The attacker reads all that a seat may read and knows the source: the old dice fall, the new ones do not.

`pytest -s` prints what was tried and found.
"""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any

import pytest
from django.test import Client

from scenarios.models import ScenarioVersion
from tests.exercises import old_dice
from tests.exercises.dice_attacker import SEAT, Attack, Clue, Found, Truth, clues_in, guessed, recovered
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.engine.world import dice
from wargame.exercises import bridge
from wargame.exercises.lobby.services import solo
from wargame.exercises.models import Turn
from wargame.exercises.results import exports

pytestmark = pytest.mark.django_db

GAMES, TURNS, SEALED_TURNS = 2, 5, 2


@pytest.fixture
def games(version: ScenarioVersion, bo: User, now: datetime) -> list[Player]:
    """Return exercises with random secrets that are the same in every run."""
    secrets = [sha256(f"attacked {number}".encode()).digest() for number in range(GAMES)]
    started = [solo.start_solo(version=version, role=SEAT, user=bo, now=now, secret=secret) for secret in secrets]
    return [Player(exercise.seats.get(role=SEAT)) for exercise in started]


def read_by(player: Player, turn: Turn, client: Client) -> list[Clue]:
    """Return every roll of a turn that the seat reads by API or file, and the true roll where it knows the odds."""
    code, setting = player.seat.exercise.code, bridge.setting_for(turn)
    documents: list[object] = [client.get(f"/api/v1/exercises/{code}/turns/{turn.number}/ledger/").json()]
    documents += [json.loads(exports.log_json(player.seat, player.branch))["turns"][turn.number - 1]["outcomes"]]
    documents += [[row for row in turn.outcomes if SEAT in row["audience"] and not is_masked(row)]]
    for document in documents:
        for row in document if isinstance(document, list) else document["outcomes"]:
            row["turn"] = turn.number
    return sorted(set(clues_in(setting, documents)), key=lambda clue: (clue.block, clue.roll))


def is_masked(row: dict[str, Any]) -> bool:
    """Return whether the odds of an outcome depend on something that the seat may not know."""
    return any(SEAT in seen["seats"] and seen["options"] != row["options"] for seen in row["seen"])


def attacked(games: list[Player], client: Client) -> Found:
    """Play some turns of each game and attack each turn."""
    found = Found()
    for player in games:
        client.force_login(player.seat.exercise.created_by)
        fitting: set[Truth] | None = None
        for number in range(TURNS):
            turn = player.play_turn(player.legal(2))
            clues = read_by(player, turn, client)
            found.clues += len(clues)
            attack = Attack(turn, *recovered(clues, found))
            guessed(player.seat.exercise, clues, found)
            attack.foretell(clues, found)
            if number < SEALED_TURNS:
                attack.sealed(found)
            if attack.is_sure:
                fitting = attack.truths(among=fitting)
        true = tuple(bridge.world_of(turn).truth.tolist())
        found.of_truths += len(true)
        for fact, value in enumerate(true):
            left = {truth[fact] for truth in fitting or ()}
            found.truths += left == {value}
            found.wrong += len(left) == 1 and left != {value}
    return found


@pytest.mark.slow
def test_the_old_dice_are_worked_out_and_with_them_what_is_hidden(
    games: list[Player], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dice, "top_bits", old_dice.top_bits)
    found = attacked(games, client)
    print(f"\nold dice: {found}")
    assert found.words > GAMES * TURNS / 2
    assert found.rolls > found.of_rolls / 2
    assert found.truths >= 2
    # In this scenario no order that stays secret changes what dice show the seat. `test_sealed_orders_attack` has one.
    assert found.of_sealed > 0
    assert found.wrong == 0


@pytest.mark.slow
def test_the_new_dice_are_not(games: list[Player], client: Client) -> None:
    found = attacked(games, client)
    print(f"\nnew dice: {found}")
    assert found.clues > 2 * GAMES * TURNS
    assert found.words == 0
    assert found.rolls <= 3, "as many as chance would have it, one in 65,536"
    assert (found.truths, found.sealed, found.wrong) == (0, 0, 0)
    assert found.of_sealed > 0
