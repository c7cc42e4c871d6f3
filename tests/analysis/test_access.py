"""Only people who may know everything may ask for ensembles, and nobody while a line is played."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from tests.analysis.asking import WorkerBench, ask
from tests.exercises.every_answer import FRESH
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.analysis import access
from wargame.analysis.models import Chunk, Ensemble
from wargame.exercises.access import reader_for
from wargame.exercises.models import Exercise, Turn
from wargame.exercises.turns.services import branches

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def tries(code: str, number: int = 1) -> Iterator[tuple[str, str, Any]]:
    """Give each request (method, address, body) that asks for an ensemble or shows one."""
    api, pages = f"/api/v1/exercises/{code}/ensembles/", f"/x/{code}/ensembles/"
    asking = f"/x/{code}/what-if/games/"
    yield from (("get", api, None), ("post", api, {"turn": 1, "games": 20}))
    yield from (("get", f"{api}{number}/", None), ("post", f"{api}{number}/cancel/", {}))
    yield from (("get", asking, None), ("get", f"{asking}?b=1", None), ("get", f"{pages}{number}/", None))
    yield from (("post", asking, {"turn": "1"}), ("post", f"{pages}{number}/cancel/", {}))


def answer(client: Client, method: str, address: str, body: Any) -> tuple[int, str]:
    if method == "get":
        response = client.get(address)
    elif address.startswith("/api/"):
        response = client.post(address, json.dumps(body), content_type="application/json")
    else:
        response = client.post(address, body)
    return response.status_code, FRESH.sub("", response.content.decode())


def answers(user: User, code: str) -> list[tuple[int, str]]:
    client = client_of(user)
    return [answer(client, *attempt) for attempt in tries(code)]


def is_refused(told: list[tuple[int, str]]) -> bool:
    return {status for status, _ in told} == {409} and all(
        "once this line and the first one have ended" in text for _, text in told
    )


@pytest.mark.slow
def test_from_a_running_exercise_nothing_is_played_and_the_refusal_says_why(
    player: Player, bo: User, bench: WorkerBench
) -> None:
    player.play_turn()
    assert is_refused(answers(bo, player.seat.exercise.code))
    assert not Ensemble.objects.exists()


@pytest.mark.slow
def test_a_what_if_leaves_open_what_was_found_out_of_the_ended_line(
    ended: Player, bo: User, bench: WorkerBench, now: datetime
) -> None:
    """Its player could go back to the ended line to read it; the line that is played tells nothing."""
    bench.play_all(ask(ended, now))
    main, code = ended.branch, ended.seat.exercise.code
    branches.fork(turn=Turn.objects.get(branch=main, number=1), by=bo, now=now)
    client = client_of(bo)
    assert client.get(f"/api/v1/exercises/{code}/ensembles/1/").json()["result"]
    assert client.get(f"/x/{code}/what-if/games/?b=1").status_code == 200
    assert client.get(f"/x/{code}/what-if/games/").status_code == 409


@pytest.mark.slow
def test_a_what_if_rushed_to_its_end_opens_nothing_for_the_line_still_played(
    player: Player, bo: User, bench: WorkerBench, now: datetime
) -> None:
    past = player.play_turn([])
    branches.fork(turn=past, by=bo, now=now)
    player.play_to_the_end()
    assert player.branch.is_finished
    assert is_refused(answers(bo, player.seat.exercise.code))


def test_the_other_lines_ensembles_stay_closed_with_their_line(
    ended: Player, bo: User, bench: WorkerBench, now: datetime
) -> None:
    """The future of an unfinished what-if stays closed, also while the finished main line is the current one."""
    main = ended.branch
    first = Turn.objects.get(branch=main, number=1)
    fork = branches.fork(turn=first, by=bo, now=now)
    branches.go_to(branch=main, by=bo)
    client, code = client_of(bo), ended.seat.exercise.code
    assert client.get(f"/x/{code}/what-if/games/?b={fork.number}").status_code == 409
    body = {"turn": 1, "branch": fork.number}
    assert answer(client, "post", f"/api/v1/exercises/{code}/ensembles/", body)[0] == 409
    assert not Ensemble.objects.exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ada", "cy", "dee", "eve"])
def test_to_everybody_else_there_is_no_exercise(
    ended: Player, bench: WorkerBench, now: datetime, name: str, request: pytest.FixtureRequest
) -> None:
    ask(ended, now)
    stranger: User = request.getfixturevalue(name)
    code = ended.seat.exercise.code
    theirs, missing = answers(stranger, code), answers(stranger, Exercise(code="000000").code)
    assert {status for status, _ in theirs} == {404}
    assert [text.replace(code, "") for _, text in theirs] == [text.replace("000000", "") for _, text in missing]
    assert Ensemble.objects.get().is_running
    with pytest.raises(Http404):
        access.ensemble_for(reader_for(stranger, code), 1)


@pytest.mark.slow
def test_an_ensemble_of_another_exercise_does_not_exist_here(
    ended: Player, eve: User, bo: User, bench: WorkerBench, now: datetime
) -> None:
    """Ensemble numbers count within an exercise, so a number of one exercise opens nothing in another."""
    from wargame.exercises.lobby.services import solo

    version = ended.seat.exercise.scenario_version
    hers = Player(solo.start_solo(version=version, role="KOR", user=eve, now=now).seats.get(role="KOR"))
    hers.play_to_the_end()
    assert ask(hers, now).number == ask(ended, now).number == 1
    assert client_of(eve).get(f"/api/v1/exercises/{ended.seat.exercise.code}/ensembles/1/").status_code == 404
    found = access.ensemble_for(reader_for(eve, hers.seat.exercise.code), 1)
    assert found.exercise_id == hers.seat.exercise_id


@pytest.mark.slow
def test_cy_at_the_same_table_reads_along_but_does_not_cancel(
    player: Player, second: Player, bo: User, cy: User, bench: WorkerBench, now: datetime
) -> None:
    from wargame.exercises.models import Branch

    for _ in range(20):
        if Branch.objects.get().is_finished:
            break
        second.submit([])
        player.play_turn([])
    ensemble = ask(player, now)
    address = f"/api/v1/exercises/{player.seat.exercise.code}/ensembles/1/"
    client = client_of(cy)
    assert client.get(address).json()["status"] == "running"
    assert answer(client, "post", f"{address}cancel/", {})[0] == 403
    assert b"Stop here" not in client.get(f"/x/{player.seat.exercise.code}/ensembles/1/").content
    ensemble.refresh_from_db()
    assert ensemble.is_running


def test_no_chunk_and_no_message_to_a_worker_holds_a_secret(ended: Player, bench: WorkerBench, now: datetime) -> None:
    """Seeds of the games come from the request, never from the exercise; tasks carry only the number of a row."""
    ensemble = ask(ended, now)
    exercise = ended.seat.exercise
    live = {exercise.seed_for(dice, turn) for dice in Exercise.Dice for turn in range(8)}
    played = {seed for chunk in Chunk.objects.all() for seed in chunk.seeds}
    assert not played & (live | {int.from_bytes(exercise.secret)})
    assert set(ensemble.policies) == {"RUS", "CHN", "JPN", "KOR", "USA"}
