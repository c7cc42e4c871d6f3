"""The API for ensembles: a program asks for one, polls it, reads its result and cancels it."""

import json
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tests.analysis.asking import WorkerBench, ask, at_once
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.analysis.domain import orders_of
from wargame.analysis.models import Ensemble
from wargame.exercises.models import Turn

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(bo: User) -> Client:
    client = Client()
    client.force_login(bo)
    return client


@pytest.fixture
def root(ended: Player, bench: WorkerBench) -> str:
    return f"/api/v1/exercises/{ended.seat.exercise.code}/ensembles/"


def post(client: Client, address: str, body: Any) -> tuple[int, Any]:
    response = client.post(address, json.dumps(body), content_type="application/json")
    return response.status_code, response.json()


@pytest.mark.slow
def test_a_program_asks_watches_and_reads(client: Client, root: str, bench: WorkerBench) -> None:
    status, asked = post(client, root, {"turn": 2, "games": 20, "policies": {"RUS": "hawk"}})
    assert (status, asked["status"], asked["played"], asked["chunks"]) == (201, "running", 0, 5)
    assert (asked["turn"], asked["branch"], asked["policies"]["RUS"], asked["keeps_orders"]) == (2, 1, "hawk", True)
    ensemble = Ensemble.objects.get()
    bench.play(ensemble.chunks.all()[0].pk)
    seen = client.get(f"{root}1/").json()
    assert (seen["played"], seen["chunks_played"], seen["result"]) == (4, 1, None)
    bench.play_all(ensemble)
    seen = client.get(f"{root}1/").json()
    assert (seen["status"], seen["played"], seen["result"]["games"]) == ("done", 20, 20)
    assert [row["number"] for row in client.get(root).json()] == [1]


@pytest.mark.slow
def test_the_result_is_what_the_engine_counted(
    client: Client, root: str, ended: Player, bench: WorkerBench, now: datetime
) -> None:
    ensemble = bench.play_all(ask(ended, now, number=2))
    counted, result = at_once(ensemble), client.get(f"{root}1/").json()["result"]
    assert {row["key"]: row["games"] for row in result["endings"]} == counted.ending_counts()
    assert [row["mean"] for row in result["scores"]] == [counted.mean_score(seat) for seat in counted.seats]
    tension = next(row for row in result["figures"] if row["figure"] == "tension KOR RUS")
    assert (tension["low"], tension["high"], [turn["turn"] for turn in tension["turns"]]) == (0, 100, [2, 3, 4, 5, 6])
    last = tension["turns"][-1]
    assert last["mean"] == counted.mean("tension KOR RUS", 6)
    assert sum(last["bars"]) == 20
    assert last["lowest"] <= last["lower"] <= last["median"] <= last["upper"] <= last["highest"]


def test_asking_twice_gives_the_same_one(client: Client, root: str) -> None:
    assert [post(client, root, {"turn": 1})[0] for _ in range(2)] == [201, 200]
    assert Ensemble.objects.get().games == 1000


@pytest.mark.slow
def test_a_program_asks_what_one_change_does(client: Client, root: str, ended: Player, bench: WorkerBench) -> None:
    first = Turn.objects.with_exercise().get(branch=ended.branch, number=1)
    (order,) = ended.legal(1, turn=first)
    change = {"seat": "KOR", "slot": len(orders_of(first, "KOR")), "order": dict(order)}
    body = {"kind": "what_if", "turn": 1, "games": 8, "change": change}
    status, asked = post(client, root, body)
    assert (status, asked["kind"], asked["futures"], asked["change"]) == (201, "what_if", 2, change)
    assert post(client, root, body)[0] == 200, "the same has been asked for before"
    bench.play_all(Ensemble.objects.get())
    found = client.get(f"{root}1/").json()
    assert found["comparison"]["effects"]
    assert found["result"] is None
    page = client.get(f"/x/{ended.seat.exercise.code}/ensembles/1/").content.decode()
    assert "added" in page, "its page shows it"


@pytest.mark.parametrize(
    ("kind", "change", "status"),
    [
        ("what_if", None, 422),
        ("what_if", {"seat": "XXX", "slot": 0, "order": None}, 422),
        ("what_if", {"seat": "KOR", "slot": 98, "order": None}, 422),
        ("what_if", {"seat": "KOR", "slot": 0, "order": {"kind": "moon"}}, 422),
        ("what_if", {"seat": "KOR", "slot": 99, "order": None}, 400),
        ("what_if", {"seat": "KOR", "slot": 0}, 400),
        ("what_if", "none", 400),
        ("outlook", {"seat": "KOR", "slot": 0, "order": None}, 422),
    ],
)
def test_a_change_that_is_none_is_refused(client: Client, root: str, kind: str, change: object, status: int) -> None:
    answered, refusal = post(client, root, {"kind": kind, "turn": 1, "change": change})
    assert answered == status
    assert refusal["errors"][0]["attr"].startswith("change")
    assert not Ensemble.objects.exists()


def test_a_second_one_has_to_wait(client: Client, root: str) -> None:
    post(client, root, {"turn": 1})
    status, refusal = post(client, root, {"turn": 2})
    assert (status, refusal["errors"][0]["code"]) == (409, "already_running")


@pytest.mark.slow
def test_cancelling_keeps_what_was_played_and_is_harmless_afterwards(
    client: Client, root: str, bench: WorkerBench
) -> None:
    post(client, root, {"turn": 1, "games": 20})
    bench.play(Ensemble.objects.get().chunks.all()[0].pk)
    for _ in range(2):
        status, stopped = post(client, f"{root}1/cancel/", None)
        assert (status, stopped["status"], stopped["result"]["games"]) == (200, "cancelled", 4)


@pytest.mark.parametrize(
    ("body", "where", "code"),
    [
        ({}, "turn", "required"),
        ({"turn": 99}, "turn", "unknown_turn"),
        ({"turn": 1, "branch": 9}, "branch", "unknown_branch"),
        ({"turn": 1, "games": 0}, "games", "min_value"),
        ({"turn": 1, "games": 100_001}, "games", "max_value"),
        ({"turn": 1, "seed": -1}, "seed", "min_value"),
        ({"turn": 1, "policies": {"RUS": "planner"}}, "policies", "out_of_bounds"),
        ({"turn": 1, "policies": {"XYZ": "dove"}}, "policies", "out_of_bounds"),
        ({"turn": 1, "policies": {"RUS": 7}}, "policies", "invalid"),
        ({"turn": 1, "policies": ["dove"]}, "policies", "invalid"),
    ],
)
def test_terms_out_of_bounds_are_named(client: Client, root: str, body: Any, where: str, code: str) -> None:
    status, refusal = post(client, root, body)
    assert status == (422 if code in {"required", "out_of_bounds", "unknown_turn", "unknown_branch"} else 400)
    assert (refusal["errors"][0]["attr"], refusal["errors"][0]["code"]) == (where, code)
    assert not Ensemble.objects.exists()


def test_an_ensemble_that_does_not_exist_is_not_found(client: Client, root: str) -> None:
    assert client.get(f"{root}7/").status_code == 404
