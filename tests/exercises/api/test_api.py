"""The API for exercises: a program plays as a person does."""

import json
from typing import Any

import pytest
from django.test import Client

from scenarios.models import ScenarioVersion
from tests.exercises.playing import Player
from wargame.accounts.models import User
from wargame.exercises import bridge
from wargame.exercises.models import Exercise, OrderSheet, Turn

pytestmark = pytest.mark.django_db

ROOT = "/api/v1/exercises/"


@pytest.fixture
def client(bo: User) -> Client:
    client = Client()
    client.force_login(bo)
    return client


def send(client: Client, method: str, address: str, body: Any) -> tuple[int, Any]:
    response = getattr(client, method)(address, json.dumps(body), content_type="application/json")
    return response.status_code, response.json()


@pytest.mark.slow
def test_a_stranger_starts_an_exercise_and_plays_a_turn(version: ScenarioVersion) -> None:
    client = Client()
    status, started = send(client, "post", ROOT, {"scenario": "nine-past-nine", "seat": "KOR"})
    assert status == 201
    assert (started["seat"], started["status"], started["turn"], started["turn_status"]) == (
        "KOR",
        "running",
        1,
        "open",
    )
    base = f"{ROOT}{started['code']}/"
    options = client.get(f"{base}turns/1/options/").json()
    order = next(option for option in options if option["is_available"])
    row = {"kind": order["kind"], "level": order["levels"][0]["key"], "target": "", "partner": ""}
    row |= {"target": (order["targets"] or [""])[0], "partner": (order["partners"] or [""])[0]}
    status, sheet = send(client, "put", f"{base}turns/1/orders/", {"orders": [row], "revision": 0})
    assert (status, sheet["revision"], sheet["is_ready"]) == (200, 1, False)
    assert client.get(f"{base}turns/1/orders/").json()["orders"] == [row]
    status, receipt = send(client, "post", f"{base}turns/1/orders/", {"orders": [row], "revision": 1})
    assert (status, receipt["revision"], receipt["is_turn_closed"]) == (200, 2, True)
    assert client.get(base).json()["turn_status"] == "adjudicating"


def test_my_exercises_are_listed_and_nobody_elses(client: Client, exercise: Exercise, eve: User) -> None:
    assert [row["code"].replace("-", "") for row in client.get(ROOT).json()] == [exercise.code]
    client.force_login(eve)
    assert client.get(ROOT).json() == []


def test_the_code_is_accepted_without_dash_and_in_any_case(client: Client, exercise: Exercise) -> None:
    assert client.get(f"{ROOT}{exercise.code.lower()}/").status_code == 200


def test_the_board_masks_what_the_seat_may_not_know(client: Client, player: Player) -> None:
    board = client.get(f"{ROOT}{player.seat.exercise.code}/turns/1/board/").json()
    readiness = {row["who"]: row["value"] for row in board["figures"] if row["variable"] == "readiness"}
    assert readiness["KOR"] is not None
    assert readiness["RUS"] is None
    tension = [row["value"] for row in board["figures"] if row["variable"] == "tension"]
    assert tension
    assert all(0 <= value <= 100 for value in tension)
    assert {row["value"] for row in board["figures"] if row["variable"] == "truth"} == {None}
    stages = {incident["key"]: incident["stage"] for incident in board["incidents"]}
    spec = bridge.setting_of(player.seat.exercise).spec
    assert stages == {incident.key: incident.start for incident in spec.incidents}
    assert {incident["hostility"] for incident in board["incidents"]} <= set(range(6))


@pytest.mark.slow
def test_the_ledger_comes_with_the_results(client: Client, player: Player) -> None:
    address = f"{ROOT}{player.seat.exercise.code}/turns/1/ledger/"
    assert client.get(address).json()["entries"] == []
    player.play_turn()
    ledger = client.get(address).json()
    assert ledger["outcomes"]
    assert ledger["entries"]
    assert all(row["turn"] == 1 and row["text"] for row in ledger["entries"])
    for row in ledger["entries"]:
        assert row["after"] == pytest.approx(row["before"] + row["delta"])


@pytest.mark.slow
def test_turns_are_listed_in_order_with_nothing_secret(client: Client, player: Player) -> None:
    player.play_turn()
    turns = client.get(f"{ROOT}{player.seat.exercise.code}/turns/").json()
    assert [(turn["number"], turn["status"]) for turn in turns] == [(1, "closed"), (2, "open")]
    assert "digest" not in turns[0]
    assert "secret" not in json.dumps(turns)


@pytest.mark.parametrize(
    ("body", "refused", "attr"),
    [
        ({"scenario": "nine-past-nine"}, 400, "seat"),
        ({"scenario": "nine-past-nine", "seat": "XXX"}, 422, "seat"),
        ({"scenario": "no-such-thing", "seat": "KOR"}, 422, "scenario"),
        ({"scenario": "nine-past-nine", "seat": ["KOR"]}, 400, "seat"),
        ({"scenario": 9, "seat": "KOR"}, 400, "scenario"),
        ([], 400, "non_field_errors"),
    ],
)
def test_a_bad_start_is_refused_and_starts_nothing(
    client: Client, version: ScenarioVersion, body: Any, refused: int, attr: str
) -> None:
    status, answer = send(client, "post", ROOT, body)
    assert status == refused
    assert attr in {error["attr"] for error in answer["errors"]}
    assert all(error["detail"] for error in answer["errors"])
    assert not Exercise.objects.exists()


def test_a_refused_stranger_does_not_become_a_guest(version: ScenarioVersion) -> None:
    send(Client(), "post", ROOT, {"scenario": "nine-past-nine", "seat": "XXX"})
    assert not User.objects.filter(is_guest=True).exists()


BAD_SHEETS = [
    ({"orders": [{"kind": "launch_missiles"}], "revision": 0}, 422, "unknown_kind"),
    ({"orders": [{"level": "x"}], "revision": 0}, 400, "required"),
    ({"orders": "everything", "revision": 0}, 400, "not_a_list"),
    ({"orders": [], "revision": -1}, 400, "min_value"),
    ({"orders": [], "revision": "x"}, 400, "invalid"),
    ({"orders": [], "revision": 7}, 409, "outdated_sheet"),
    ({"orders": [{"kind": "x"}] * 21, "revision": 0}, 400, "max_length"),
    ({"orders": [{"kind": "a\x00b"}], "revision": 0}, 400, "null_characters_not_allowed"),
    ({"revision": 0}, 400, "required"),
]


@pytest.mark.parametrize("method", ["put", "post"])
@pytest.mark.parametrize(("body", "status", "code"), BAD_SHEETS)
def test_a_bad_sheet_is_refused_and_changes_nothing(
    client: Client, player: Player, method: str, body: Any, status: int, code: str
) -> None:
    answered, answer = send(client, method, f"{ROOT}{player.seat.exercise.code}/turns/1/orders/", body)
    assert answered == status
    assert code in {error["code"] for error in answer["errors"]}
    assert player.turn.is_open
    assert not OrderSheet.objects.filter(seat=player.seat).exists()


@pytest.mark.parametrize("method", ["put", "post"])
def test_a_closed_turn_is_a_conflict(client: Client, player: Player, method: str) -> None:
    player.submit()
    before = list(OrderSheet.objects.order_by("pk").values()), list(Turn.objects.values())
    address = f"{ROOT}{player.seat.exercise.code}/turns/1/orders/"
    status, answer = send(client, method, address, {"orders": [], "revision": 1})
    assert (status, answer["errors"][0]["code"]) == (409, "turn_closed")
    assert (list(OrderSheet.objects.order_by("pk").values()), list(Turn.objects.values())) == before


@pytest.mark.parametrize("branch", ["x", "-1", "9", "99999999999999999999", "²"])
def test_a_branch_that_cannot_be_is_refused(client: Client, player: Player, branch: str) -> None:
    for part in ("board", "ledger", "options"):
        address = f"{ROOT}{player.seat.exercise.code}/turns/1/{part}/"
        assert client.get(address, {"branch": branch}).status_code in {400, 404}


def test_json_that_is_none_is_refused(client: Client, player: Player) -> None:
    address = f"{ROOT}{player.seat.exercise.code}/turns/1/orders/"
    response = client.post(address, "{", content_type="application/json")
    assert response.status_code == 400
    assert response.json()["errors"][0]["code"] == "parse_error"


def test_writing_from_another_site_is_refused(player: Player, bo: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(bo)
    address = f"{ROOT}{player.seat.exercise.code}/turns/1/orders/"
    response = client.post(address, {"orders": [], "revision": 0}, content_type="application/json")
    assert response.status_code == 403
    assert player.turn.is_open
