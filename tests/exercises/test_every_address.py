"""Two worlds that differ only in what a seat may not know give it the same bytes at every URL."""

import re
from datetime import datetime

import pytest
from django.test import Client

from scenarios.models import ScenarioVersion
from tests.exercises import every_answer
from tests.exercises.indistinguishable_worlds import change_what_is_hidden
from tests.exercises.playing import Player
from tests.seeds import secret_of
from wargame.accounts.models import User
from wargame.engine import opening_world
from wargame.exercises import bridge, perspectives
from wargame.exercises.codes import dashed_code
from wargame.exercises.lobby.services import solo
from wargame.exercises.models import Exercise, Turn
from wargame.exercises.situation.selectors.seat_view import SeatView
from wargame.exercises.turns.services import branches

pytestmark = pytest.mark.django_db

TURNS = (1, 2, 3)


def differing(before: dict[str, every_answer.Answer], after: dict[str, every_answer.Answer]) -> list[str]:
    assert before.keys() == after.keys()
    return [address for address in before if before[address] != after[address]]


@pytest.fixture
def table(player: Player, bo: User, now: datetime) -> Player:
    """Two turns played on the first line, a what-if in its second turn, and an order drafted there."""
    player.play_turn(player.legal(2))
    past = player.play_turn(player.legal(2))
    branches.fork(turn=past, by=bo, now=now)
    player.play_turn(player.legal(1))
    player.draft(player.legal(2))
    return player


def alter(player: Player) -> int:
    turns = Turn.objects.filter(branch__exercise=player.seat.exercise)
    return sum(change_what_is_hidden(turn, player.seat) for turn in turns)


@pytest.mark.slow
def test_what_is_hidden_changes_no_byte_at_any_address(table: Player, bo: User) -> None:
    before = every_answer.answers(bo, table.seat.exercise, TURNS)
    assert sum(status == 200 for status, _, _ in before.values()) > 60
    assert alter(table) > 100
    assert differing(before, every_answer.answers(bo, table.seat.exercise, TURNS)) == []


LEAKS = {
    "truth": "wargame.exercises.perspectives.view_of",
    "orders": "wargame.exercises.perspectives.known_outcomes",
    "ledger": "wargame.exercises.perspectives.known_entries",
}


@pytest.mark.parametrize("leak", list(LEAKS))
def test_a_planted_leak_is_found(table: Player, bo: User, monkeypatch: pytest.MonkeyPatch, leak: str) -> None:
    """This shows that the test above can fail: it detects a filter that passes what it must withhold."""
    planted = {
        "truth": lambda turn, seat: perspectives.truth_of(turn),
        "orders": lambda turn, seat, may_know_all: bridge.outcomes_of(turn),
        "ledger": lambda turn, seat, may_know_all: bridge.entries_of(turn),
    }
    address = f"/api/v1/exercises/{table.seat.exercise.code}/turns/1/{'board' if leak == 'truth' else 'ledger'}/"
    client = Client()
    client.force_login(bo)
    told = []
    for _ in range(2):
        with monkeypatch.context() as patch:
            patch.setattr(LEAKS[leak], planted[leak])
            told.append(client.get(address).content)
        alter(table)
    assert told[0] != told[1]


def openings(version: ScenarioVersion, bo: User, now: datetime) -> tuple[Exercise, Exercise]:
    """Return two unplayed exercises whose hidden truths were drawn differently, and which give seats the same hints."""
    setting, drawn = bridge.setting_of_version(version), dict[bytes, tuple[bytes, int]]()
    for number in range(1_000):
        seed = Exercise(secret=secret_of(number)).seed_for(Exercise.Dice.OPENING, 0)
        world = opening_world(setting, seed)
        other, first = drawn.setdefault(world.belief.tobytes(), (world.truth.tobytes(), number))
        if other != world.truth.tobytes():
            one, another = (
                solo.start_solo(version=version, role="KOR", user=bo, now=now, secret=secret_of(each))
                for each in (first, number)
            )
            return one, another
    raise AssertionError("the truth is always drawn alike where seats get the same hints")


@pytest.mark.slow
def test_two_exercises_with_another_truth_begin_alike(
    version: ScenarioVersion, bo: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both get the same seed for previews, which otherwise derives from their public codes."""
    monkeypatch.setattr(SeatView, "forecast_seed", 7)
    told = []
    for exercise in openings(version, bo, now):
        player = Player(exercise.seats.get(role="KOR"))
        player.draft(player.legal(3))
        found = every_answer.answers(bo, exercise, (1,))
        codes = re.compile(f"{exercise.code}|{dashed_code(exercise.code)}|{exercise.commitment}")
        told.append({codes.sub("", address): codes.sub("", repr(answer)) for address, answer in found.items()})
    assert [address for address in told[0] if told[0][address] != told[1][address]] == []
