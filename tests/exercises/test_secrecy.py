"""Who may know what: strangers nothing, a player what the seat may know, everything once a solo line has ended."""

from collections.abc import Iterator

import pytest
from django.http import Http404
from django.test import Client

from tests.exercises.playing import Player
from tests.exercises.worlds import change_what_is_hidden
from wargame.accounts.models import User
from wargame.exercises import access, exports
from wargame.exercises.models import Exercise, LedgerEntry, Turn
from wargame.exercises.services import branches

pytestmark = pytest.mark.django_db


def addresses(exercise: Exercise, numbers: tuple[int, ...]) -> Iterator[str]:
    """Every address of the API that shows something of an exercise."""
    base = f"/api/v1/exercises/{exercise.code}/"
    yield from (base, f"{base}turns/")
    for number in numbers:
        yield from (f"{base}turns/{number}/{part}/" for part in ("board", "ledger", "options", "orders"))


def answers(user: User, exercise: Exercise, numbers: tuple[int, ...]) -> dict[str, tuple[int, bytes, dict[str, str]]]:
    client = Client()
    client.force_login(user)
    found = {}
    for address in addresses(exercise, numbers):
        response = client.get(address)
        found[address] = (response.status_code, response.content, dict(response.headers))
    return found


def logs(player: Player) -> tuple[str, str]:
    branch = player.branch
    return exports.log_json(player.seat, branch), exports.log_csv(player.seat, branch)


def test_what_a_seat_may_not_know_changes_no_byte_of_what_it_is_told(player: Player, bo: User) -> None:
    past, now = player.play_turn(), player.turn
    before = answers(bo, player.seat.exercise, (1, 2)), logs(player)
    assert all(status == 200 for status, _, _ in before[0].values())

    altered = [change_what_is_hidden(turn, player.seat) for turn in (past, now)]

    assert min(altered) > 10
    assert (answers(bo, player.seat.exercise, (1, 2)), logs(player)) == before


def test_the_same_change_shows_once_the_line_has_ended(player: Player, bo: User) -> None:
    """The test above can fail: what it alters is visible to those who may know all."""
    past = player.play_turn()
    player.play_to_the_end()
    before = answers(bo, player.seat.exercise, (1,)), logs(player)
    change_what_is_hidden(past, player.seat)
    after = answers(bo, player.seat.exercise, (1,)), logs(player)
    ledger = next(address for address in before[0] if address.endswith("ledger/"))
    board = next(address for address in before[0] if address.endswith("board/"))
    assert before[0][ledger] != after[0][ledger]
    assert before[0][board] != after[0][board]
    assert before[1] != after[1]


def test_a_running_log_holds_only_rows_that_the_seat_may_know(player: Player) -> None:
    past = player.play_turn()
    hidden = [entry.sequence for entry in LedgerEntry.objects.filter(turn=past) if "KOR" not in entry.audience]
    document = exports.log_document(player.seat, player.branch)
    shown = {entry["sequence"] for entry in document["turns"][0]["ledger"]}
    assert hidden
    assert not shown & set(hidden)
    assert [sheet["seat"] for sheet in document["turns"][0]["sheets"]] == ["KOR"]
    assert not document["is_full_truth"]


def test_a_finished_log_holds_everything(player: Player) -> None:
    player.play_to_the_end()
    document = exports.log_document(player.seat, player.branch)
    for turn in document["turns"]:
        row = Turn.objects.get(branch__exercise=player.seat.exercise, number=turn["turn"])
        assert len(turn["ledger"]) == row.ledger.count()
        assert len(turn["sheets"]) == 5
        assert len(turn["outcomes"]) == len(row.outcomes)
    assert document["is_full_truth"]


def test_a_fork_of_a_finished_exercise_is_played_without_the_truth(player: Player, bo: User) -> None:
    player.play_to_the_end()
    first = Turn.objects.get(branch__exercise=player.seat.exercise, number=1)
    branch = branches.fork(turn=first, by=bo, now=first.opened_at)
    assert not access.may_know_all(player.seat, branch)
    assert access.may_know_all(player.seat, access.branch_for(player.seat, 1))


@pytest.mark.parametrize("name", ["ada", "cy", "dee", "eve"])
def test_to_everybody_else_the_exercise_does_not_exist(
    player: Player, name: str, request: pytest.FixtureRequest
) -> None:
    player.play_turn()
    stranger: User = request.getfixturevalue(name)
    exercise = player.seat.exercise
    with pytest.raises(Http404):
        access.seat_for(stranger, exercise.code)
    theirs = answers(stranger, exercise, (1, 2))
    missing = answers(stranger, Exercise(code="000000"), (1, 2))
    assert list(theirs.values()) == list(missing.values())
    assert {status for status, _, _ in theirs.values()} == {404}


def test_to_a_stranger_without_a_session_the_exercise_does_not_exist(player: Player) -> None:
    for address in addresses(player.seat.exercise, (1,)):
        assert Client().get(address).status_code == 404


@pytest.mark.parametrize("method", ["put", "post"])
def test_nobody_else_can_give_orders(player: Player, eve: User, method: str) -> None:
    client = Client()
    client.force_login(eve)
    address = f"/api/v1/exercises/{player.seat.exercise.code}/turns/1/orders/"
    body = {"orders": [], "revision": 0}
    assert getattr(client, method)(address, body, content_type="application/json").status_code == 404
    assert player.turn.is_open
    assert not player.turn.sheets.filter(seat=player.seat).exists()


def test_a_turn_or_branch_that_is_not_there_yet_is_not_found(player: Player) -> None:
    with pytest.raises(Http404):
        access.turn_for(player.seat, 2)
    with pytest.raises(Http404):
        access.turn_for(player.seat, 10**30)
    with pytest.raises(Http404):
        access.branch_for(player.seat, 2)
