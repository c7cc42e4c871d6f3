"""The attacker reads where things drift and knows the source: by the old dice it names a secret order, by the new none.

`pytest -s` prints what was tried and found.
"""

from datetime import datetime
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from django.test import Client

from scenarios.models import ScenarioVersion
from tests.exercises import old_dice
from tests.exercises.drifting_wreck import AUTHOR, READER, load_scene
from tests.exercises.playing import Player, seated
from tests.exercises.sealed_attacker import NO_WORD, Named, SealedAttack
from wargame import engine
from wargame.accounts.models import User
from wargame.engine.world import dice
from wargame.exercises import bridge
from wargame.exercises.lobby.services import solo
from wargame.exercises.models import Exercise, OrderSheet, Turn

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

GAMES = 2


@pytest.fixture
def scene(tmp_path: Path) -> ScenarioVersion:
    return load_scene(tmp_path)


@pytest.fixture
def games(scene: ScenarioVersion, bo: User, cy: User, now: datetime) -> list[Exercise]:
    """Return exercises of Bo and Cy with random secrets that are the same in every run."""
    secrets = [sha256(f"sealed {number}".encode()).digest() for number in range(GAMES)]
    started = [solo.start_solo(version=scene, role=READER, user=bo, now=now, secret=secret) for secret in secrets]
    for exercise in started:
        OrderSheet.objects.filter(seat__exercise=exercise, seat__role=AUTHOR).delete()
        seated(exercise.seats.get(role=AUTHOR), cy)
    return started


def played(exercise: Exercise, sheet: engine.Sheet) -> Turn:
    """Play the first turn: the author hands in this sheet, the reader nothing."""
    Player(exercise.seats.get(role=AUTHOR)).submit(bridge.order_rows(sheet))
    return Player(exercise.seats.get(role=READER)).play_turn([])


def attacked(games: list[Exercise], client: Client) -> Named:
    """Attack the first turn of each game, in which the author hands in one of its sheets by lot."""
    found, lots = Named(), Random(20190723)
    for exercise in games:
        setting = bridge.setting_of(exercise)
        sealed = lots.choice(SealedAttack(setting, READER, AUTHOR, (), {}).sheets())
        turn = played(exercise, sealed)
        client.force_login(exercise.created_by)
        read = client.get(f"/api/v1/exercises/{exercise.code}/turns/{turn.number}/ledger/").json()
        named = named_by(SealedAttack(setting, READER, AUTHOR, (), read), found)
        found.of_orders += 1
        found.orders += named == [sealed]
        found.wrong += len(named) == 1 and named != [sealed]
    return found


def named_by(attack: SealedAttack, found: Named) -> list[engine.Sheet]:
    """Return the sheets that the attacker holds possible in the end."""
    sheets, words = attack.sheets(), attack.words(found)
    possible = attack.fitting(sheets, NO_WORD)
    found.words += len(words)
    found.sheets_tried += len(sheets)
    found.ruled_out_by_reading += len(sheets) - len(possible)
    return attack.fitting(possible, words[0]) if len(words) == 1 else possible


def test_by_the_old_dice_a_secret_order_is_named(
    games: list[Exercise], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dice, "top_bits", old_dice.top_bits)
    found = attacked(games, client)
    print(f"\nold dice: {found}")
    assert found.words == GAMES
    assert found.ruled_out_by_reading == 0, "without dice each sheet must be as possible as the others"
    assert found.orders == GAMES
    assert found.wrong == 0


def test_by_the_new_dice_none_is(games: list[Exercise], client: Client) -> None:
    found = attacked(games, client)
    print(f"\nnew dice: {found}")
    assert found.words_tried > 2**25 * GAMES
    assert (found.words, found.orders, found.wrong) == (0, 0, 0)
    assert found.sheets_tried > 0
    assert found.ruled_out_by_reading == 0
