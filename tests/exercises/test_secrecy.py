"""Strangers know nothing, a player knows the seat's share, and everybody all once a solo line has ended."""

import html
from datetime import datetime

import pytest
from django.http import Http404
from django.test import Client

from tests.exercises.answers import addresses, answers, different
from tests.exercises.indistinguishable_worlds import change_what_is_hidden
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.engine import adjudicate
from wargame.engine.world.dice import key_of
from wargame.exercises import access, bridge, perspectives
from wargame.exercises.lobby.services import seats
from wargame.exercises.models import Exercise, LedgerEntry, Turn
from wargame.exercises.results import exports
from wargame.exercises.turns.services import branches, replays

pytestmark = pytest.mark.django_db


def logs(player: Player) -> tuple[str, str]:
    branch = player.branch
    return exports.log_json(player.seat, branch), exports.log_csv(player.seat, branch)


@pytest.mark.slow
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


@pytest.mark.slow
def test_the_same_change_shows_once_the_line_has_ended(player: Player, bo: User) -> None:
    """This shows that the test above can fail: who may know everything does see the change."""
    past = player.play_turn()
    player.play_to_the_end()
    before, log = answers(bo, player.seat.exercise, (1,)), logs(player)
    change_what_is_hidden(past, player.seat)
    seen = different(before, answers(bo, player.seat.exercise, (1,)))
    turn = "/api/v1/exercises/CODE/turns/1/"
    assert {f"{turn}board/", f"{turn}ledger/", "/x/CODE/log/", "/x/CODE/log.csv"} <= seen.keys()
    assert logs(player) != log


@pytest.mark.slow
def test_a_running_log_holds_only_rows_that_the_seat_may_know(player: Player) -> None:
    past = player.play_turn()
    rows = list(LedgerEntry.objects.filter(turn=past))
    known = [entry.text for entry in rows if "KOR" in entry.audience]
    document = exports.log_document(player.seat, player.branch)
    shown = document["turns"][0]["ledger"]
    assert len(known) < len(rows)
    assert [entry["text"] for entry in shown] == known
    assert [entry["sequence"] for entry in shown] == list(range(1, len(known) + 1)), "a gap tells of hidden rows"
    assert [sheet["seat"] for sheet in document["turns"][0]["sheets"]] == ["KOR"]
    assert not document["is_full_truth"]


@pytest.mark.slow
def test_no_number_tells_of_an_order_that_the_seat_did_not_notice(player: Player, second: Player, bo: User) -> None:
    """Japan tells Washington something in private, then scrambles for everybody to see."""
    secret = {"kind": "tell_washington", "level": "", "target": "", "partner": ""}
    public = {"kind": "scramble", "level": "along", "target": "RUS", "partner": ""}
    offer = next(one for one in perspectives.options_of(second.turn, second.seat) if one.kind == secret["kind"])
    secret["level"] = offer.levels[0].key
    secret["target"] = offer.targets[0] if offer.targets else ""
    second.submit([secret, public])
    player.play_turn()
    browser = Client()
    browser.force_login(bo)
    read = browser.get(f"/api/v1/exercises/{player.seat.exercise.code}/turns/1/ledger/").json()
    noticed = [(one["kind"], one["slot"]) for one in read["outcomes"] if one["actor"] == "JPN" and one["slot"] >= 0]
    assert noticed == [("scramble", 0)]
    assert {one["cause"] for one in read["entries"] if one["actor"] == "JPN"} == {"order:JPN:1"}
    assert "order:JPN:2" not in exports.log_json(player.seat, player.branch)
    own = exports.log_document(second.seat, second.branch)["turns"][0]
    assert [one["slot"] for one in own["outcomes"] if one["actor"] == "JPN" and one["subject"] == "order"] == [0, 1]


@pytest.mark.slow
def test_a_finished_log_holds_everything(player: Player) -> None:
    player.play_to_the_end()
    document = exports.log_document(player.seat, player.branch)
    for turn in document["turns"]:
        row = Turn.objects.get(branch__exercise=player.seat.exercise, number=turn["turn"])
        assert len(turn["ledger"]) == row.ledger.filter(as_told=False).count()
        assert len(turn["sheets"]) == 5
        assert len(turn["outcomes"]) == len(row.outcomes)
    assert document["is_full_truth"]


@pytest.mark.slow
def test_a_what_if_leaves_the_finished_debrief_open_and_keeps_its_own_secrets(
    player: Player, bo: User, now: datetime, client: Client
) -> None:
    """Its player has read the truth of the ended line, and could go back to it at any time."""
    player.play_to_the_end()
    main = player.branch
    assert access.may_know_all(player.seat, main)
    branches.fork(turn=Turn.objects.get(branch=main, number=1), by=bo, now=now)
    assert not access.may_know_all(player.seat, player.branch)
    assert access.may_know_all(player.seat, main)
    assert access.dice_of(player.branch.exercise)["secret"] is None, "dice of turns to come follow from it"
    client.force_login(bo)
    code = player.seat.exercise.code
    told, _ = reveals(Turn.objects.get(branch=main, number=1))
    page = html.unescape(client.get(f"/x/{code}/ending/?b=1").content.decode())
    assert all(text in page for text in told)
    for tab in ("what-if/games", "turning-points/orders", "turning-points", "what-if"):
        assert client.get(f"/x/{code}/{tab}/?b=1").status_code == 200, tab
    listed = client.get("/exercises/").content.decode()
    assert "Ended after turn" in listed
    assert "What if 1: from turn 1" in listed
    branches.go_to(branch=main, by=bo)
    assert access.may_know_all(player.seat, player.branch)


@pytest.mark.slow
def test_a_what_if_rushed_to_its_end_tells_nothing_to_the_line_still_played(
    player: Player, bo: User, now: datetime, client: Client
) -> None:
    main, past = player.branch, player.play_turn([])
    branches.fork(turn=past, by=bo, now=now)
    player.play_to_the_end()
    client.force_login(bo)
    address = f"/x/{player.seat.exercise.code}/"
    ending, (told_of, not_told_of) = client.get(f"{address}ending/"), reveals(past)
    assert ending.status_code == 200
    assert not [text for text in told_of + not_told_of if text in html.unescape(ending.content.decode())]
    assert not exports.log_document(player.seat, player.branch)["is_full_truth"]
    assert not client.get(f"/api/v1/exercises/{player.seat.exercise.code}/turns/2/board/").json()["is_full_truth"]

    branches.go_to(branch=main, by=bo)
    player.play_to_the_end()
    told = html.unescape(client.get(f"{address}ending/").content.decode())
    assert all(text in told for text in told_of)
    assert not any(text in told for text in not_told_of)
    assert html.unescape(client.get(f"{address}ending/?b=2").content.decode()).count(told_of[0]) == 1


def reveals(turn: Turn) -> tuple[list[str], list[str]]:
    """Return an ending's words about each hidden truth as drawn, and its words for the opposite."""
    pairs = [(truth.false_reveal, truth.true_reveal) for truth in bridge.setting_for(turn).spec.truths]
    drawn = bridge.world_of(turn).truth.tolist()
    told = [pair[value] for pair, value in zip(pairs, drawn, strict=True)]
    return told, [pair[1 - value] for pair, value in zip(pairs, drawn, strict=True)]


@pytest.mark.slow
def test_who_changes_the_seat_takes_no_secret_along(player: Player, bo: User, now: datetime) -> None:
    """Reports of the other seat hint at the hidden truth, so each change of the seat draws it again."""
    exercise, seen = player.seat.exercise, set()
    for _ in range(12):
        for role in ("RUS", "KOR"):
            seats.change(exercise=exercise, role=role, user=bo, now=now)
            exercise.refresh_from_db()
            world = bridge.world_of(Turn.objects.get(branch__exercise=exercise))
            seen.add((role, exercise.secret, tuple(world.truth.tolist())))
    assert len({secret for _, secret, _ in seen}) == 24
    assert len({truth for _, _, truth in seen}) > 1
    assert not [turn for turn in replays.replay(exercise=exercise) if turn.differences]


@pytest.mark.slow
def test_the_dice_of_one_turn_say_nothing_about_any_others(player: Player) -> None:
    """One seed gives the rolls of one turn only, so no seed may serve twice."""
    first, second = player.play_turn([]), player.play_turn([])
    exercise, setting = player.seat.exercise, bridge.setting_for(first)
    dice = [exercise.seed_for(dice, turn) for dice in Exercise.Dice for turn in range(8)]
    assert len({key_of(seed) for seed in dice}) == len(dice)
    known = exercise.seed_for(Exercise.Dice.ADJUDICATION, 1)
    replayed = [
        adjudicate(setting, bridge.world_of(turn), bridge.sheets_of(turn), known).digest for turn in (first, second)
    ]
    assert replayed[0] == first.digest
    assert replayed[1] != second.digest


@pytest.mark.slow
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


@pytest.mark.slow
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
