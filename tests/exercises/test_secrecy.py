"""Who may know what: strangers nothing, a player what the seat may know, everything once a solo line has ended."""

import difflib
import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.http import Http404
from django.test import Client

from tests.exercises.playing import Player
from tests.exercises.worlds import change_what_is_hidden
from wargame.accounts.models import User
from wargame.exercises import access, exports
from wargame.exercises.models import Exercise, LedgerEntry, Turn
from wargame.exercises.services import branches
from wargame.exercises.views.pages import REGIONS

pytestmark = pytest.mark.django_db

Answer = tuple[int, str, dict[str, str]]
# Nonces, tokens against forgery and signed addresses of the live stream differ from answer to answer.
TIMED = {"Set-Cookie", "Expires"}
ALWAYS_NEW = re.compile(
    r"nonce[-=][\"']?[\w+/=-]+|name=.csrfmiddlewaretoken. value=.\w+|X-CSRFToken[^}]+|/live/[^\"'\s]+"
)


def addresses(exercise: Exercise, numbers: tuple[int, ...]) -> Iterator[str]:
    """Every address, of the API and of the pages, that shows something of an exercise."""
    base = f"/api/v1/exercises/{exercise.code}/"
    yield from (base, f"{base}turns/")
    for number in numbers:
        yield from (f"{base}turns/{number}/{part}/" for part in ("board", "ledger", "options", "orders"))
    base = f"/x/{exercise.code}/"
    yield from (f"{base}play/", f"{base}log/", f"{base}log.json", f"{base}log.csv", f"{base}map/table/")
    yield from (f"{base}play/{region}/" for region in REGIONS)
    for number in numbers:
        yield from (f"{base}t/{number}/", f"{base}t/{number}/results/")
    yield f"{base}t/{numbers[-1]}/orders/1/preview/"


def answers(user: User, exercise: Exercise, numbers: tuple[int, ...]) -> dict[str, Answer]:
    client = Client()
    client.force_login(user)
    # Odds are computed anew for what is stored now, then the page that shows them is asked for.
    cache.clear()
    client.get(f"/x/{exercise.code}/t/{numbers[-1]}/orders/1/preview/")
    found = {}
    for address in addresses(exercise, numbers):
        response = client.get(address)
        headers = {name: ALWAYS_NEW.sub("", value) for name, value in response.headers.items() if name not in TIMED}
        text = ALWAYS_NEW.sub("", response.content.decode()).replace(exercise.code, "CODE")
        found[address.replace(exercise.code, "CODE")] = (response.status_code, text, headers)
    return found


def different(first: dict[str, Answer], second: dict[str, Answer]) -> dict[str, list[str]]:
    """The addresses that answer differently, with the lines that differ."""
    assert first.keys() == second.keys()
    return {
        address: [*difflib.unified_diff(first[address][1].splitlines(), second[address][1].splitlines(), n=0)]
        for address in first
        if first[address] != second[address]
    }


def logs(player: Player) -> tuple[str, str]:
    branch = player.branch
    return exports.log_json(player.seat, branch), exports.log_csv(player.seat, branch)


def test_what_a_seat_may_not_know_changes_no_byte_of_what_it_is_told(player: Player, bo: User) -> None:
    past, now = player.play_turn(), player.turn
    player.draft(player.legal())
    before, log = answers(bo, player.seat.exercise, (1, 2)), logs(player)
    shown = [address for address, (status, _, _) in before.items() if status == 200]
    assert set(before) - set(shown) <= {"/x/CODE/t/2/", "/x/CODE/t/2/results/"}, "the open turn has no results"

    altered = [change_what_is_hidden(turn, player.seat) for turn in (past, now)]

    assert min(altered) > 10
    assert different(before, answers(bo, player.seat.exercise, (1, 2))) == {}
    assert logs(player) == log


def test_the_same_change_shows_once_the_line_has_ended(player: Player, bo: User) -> None:
    """The test above can fail: what it alters is visible to those who may know all."""
    past = player.play_turn()
    player.play_to_the_end()
    before, log = answers(bo, player.seat.exercise, (1,)), logs(player)
    change_what_is_hidden(past, player.seat)
    seen = different(before, answers(bo, player.seat.exercise, (1,)))
    turn = "/api/v1/exercises/CODE/turns/1/"
    assert {f"{turn}board/", f"{turn}ledger/", "/x/CODE/log/", "/x/CODE/log.csv"} <= seen.keys()
    assert logs(player) != log


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
    assert different(theirs, missing) == {}
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
