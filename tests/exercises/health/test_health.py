"""`/health/ready/`, `doctor` and the room's line agree on the health of each part."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.database_time import SetClock
from tests.exercises.class_with_people import Class
from wargame import database_clock
from wargame.exercises import heartbeats
from wargame.exercises.health import services as health
from wargame.exercises.models import Heartbeat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    health.forget()
    yield
    health.forget()


@pytest.fixture(autouse=True)
def _still(set_clock: SetClock) -> None:
    """Have the database's clock stand still, so that a heartbeat stays fresh however long the test takes."""
    set_clock(timezone.now())


@pytest.fixture
def at_work() -> None:
    for name in (Heartbeat.WORKER, Heartbeat.TURNKEEPER):
        last_beat(name, 0)


def last_beat(name: str, seconds: float) -> None:
    """Record a heartbeat of the part, this many seconds ago."""
    beat_at = database_clock.read() - timedelta(seconds=seconds)
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": beat_at})
    health.forget()


def ask_ready(client: Client) -> tuple[int, str, dict[str, str]]:
    answer = client.get("/health/ready/")
    told = answer.json()
    return answer.status_code, told["status"], {part["name"]: part["state"] for part in told["parts"]}


WELL = dict.fromkeys(("database", "broker", "worker", "turnkeeper", "turns", "clock"), "healthy")


@pytest.mark.usefixtures("at_work")
def test_all_is_well(client: Client) -> None:
    assert ask_ready(client) == (200, "ok", WELL)


@pytest.mark.usefixtures("at_work")
@pytest.mark.parametrize("name", ["worker", "turnkeeper"])
@pytest.mark.parametrize(("seconds", "state"), [(6, "slow"), (20, "hung"), (3600, "away")])
def test_a_part_is_judged_by_its_last_sign_and_pages_are_served_without_it(
    client: Client, name: str, seconds: float, state: str
) -> None:
    last_beat(name, seconds)
    assert ask_ready(client) == (200, "degraded", WELL | {name: state})
    ages = {part["name"]: part["age_seconds"] for part in client.get("/health/ready/").json()["parts"]}
    assert ages[name] == seconds


@pytest.mark.usefixtures("at_work")
def test_a_sign_from_before_the_clock_was_set_back_shows_no_life(client: Client) -> None:
    last_beat(Heartbeat.WORKER, -600)
    assert ask_ready(client) == (200, "degraded", WELL | {"worker": "away"})


def test_who_has_never_worked_is_away(client: Client) -> None:
    assert ask_ready(client) == (200, "degraded", WELL | {"worker": "away", "turnkeeper": "away"})


@pytest.mark.parametrize("worker_age", [None, 3600])
def test_in_the_first_seconds_after_a_start_a_part_is_starting(client: Client, worker_age: float | None) -> None:
    """This also holds where the last heartbeat dates from the run before."""
    last_beat(Heartbeat.TURNKEEPER, 0)
    if worker_age is not None:
        last_beat(Heartbeat.WORKER, worker_age)
    last_beat(Heartbeat.START, 5)
    assert ask_ready(client) == (200, "starting", WELL | {"worker": "starting"})
    last_beat(Heartbeat.START, health.STARTING_SECONDS)
    assert ask_ready(client) == (200, "degraded", WELL | {"worker": "away"})


def test_what_stops_after_it_has_started_is_judged_by_its_last_sign(client: Client) -> None:
    last_beat(Heartbeat.TURNKEEPER, 0)
    last_beat(Heartbeat.START, 25)
    last_beat(Heartbeat.WORKER, 20)
    assert ask_ready(client) == (200, "degraded", WELL | {"worker": "hung"})


@pytest.mark.usefixtures("at_work")
def test_a_worker_waits_for_a_broker_that_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wargame.live.is_broker_up", lambda: False)
    last_beat(Heartbeat.WORKER, 20)
    status, word, states = ask_ready(client)
    assert (status, word) == (200, "degraded")
    assert states["broker"] != "healthy"
    worker = next(part for part in client.get("/health/ready/").json()["parts"] if part["name"] == "worker")
    assert worker["detail"] == "It waits for the broker."


@pytest.mark.usefixtures("at_work")
def test_a_database_that_takes_no_rows_is_503_with_a_time_to_come_back(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a full disk, reading still works."""

    def full(name: str) -> None:
        raise DatabaseError("database or disk is full")

    monkeypatch.setattr(heartbeats, "beat", full)
    answer = client.get("/health/ready/")
    assert answer.status_code == 503
    assert answer["Retry-After"] == "10"
    told = answer.json()
    assert told["status"] == "unavailable"
    assert {part["name"]: part["state"] for part in told["parts"]} == {
        "database": "away",
        "broker": "healthy",
        "worker": "unknown",
        "turnkeeper": "unknown",
        "turns": "unknown",
        "clock": "unknown",
    }


def test_a_database_that_is_away_is_503_and_the_process_is_alive(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*arguments: object, **named: object) -> None:
        raise sqlite3.OperationalError("unable to open database file")

    with connection.execute_wrapper(away):
        assert client.get("/health/").status_code == 200
    monkeypatch.setattr(health, "_has_all_migrations", lambda: (_ for _ in ()).throw(DatabaseError("away")))
    assert ask_ready(client)[:2] == (503, "unavailable")


def test_missing_migrations_are_503_with_the_remedy(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_has_all_migrations", lambda: False)
    answer = client.get("/health/ready/")
    assert answer.status_code == 503
    assert "manage.py migrate" in answer.json()["parts"][0]["detail"]


def test_the_plan_of_migrations_is_complete_here() -> None:
    health._latest.is_migrated = False
    assert health._has_all_migrations()


@pytest.mark.usefixtures("at_work")
def test_asking_often_asks_the_parts_once_a_second(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_times: list[None] = []
    monkeypatch.setattr(health, "KEPT_SECONDS", 3600.0)
    monkeypatch.setattr("wargame.live.is_broker_up", lambda: not asked_times.append(None))  # type: ignore[func-returns-value]
    for _ in range(5):
        client.get("/health/ready/")
    assert len(asked_times) == 1


@pytest.mark.usefixtures("at_work")
def test_the_doctor_says_a_line_for_each_part(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("doctor", web="")
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines] == [[name, "healthy"] for name in WELL]


@pytest.mark.usefixtures("at_work")
def test_the_doctor_names_who_is_ill_and_ends_with_1(capsys: pytest.CaptureFixture[str]) -> None:
    last_beat(Heartbeat.TURNKEEPER, 20)
    with pytest.raises(CommandError, match=r"^Not healthy: turnkeeper, web\.$") as told:
        call_command("doctor", "--json", "--web", "http://127.0.0.1:1/")
    assert told.value.returncode == 1
    parts = {part["name"]: part for part in json.loads(capsys.readouterr().out)["parts"]}
    assert parts["turnkeeper"]["state"] == "hung"
    assert parts["web"]["state"] == "away"


def test_the_doctor_asks_no_files() -> None:
    with pytest.raises(CommandError, match="--web") as refusal:
        call_command("doctor", web="file:///etc/passwd")
    assert refusal.value.returncode == 2


@pytest.mark.slow
@pytest.mark.usefixtures("at_work")
def test_the_room_says_calmly_what_is_slow_and_is_silent_while_all_is_well(
    make_class: Callable[..., Class], client: Client
) -> None:
    klass = make_class()
    klass.join("Bo", "KOR")
    klass.start()
    client.force_login(klass.ada.user)
    room, line = (reverse(name, args=[klass.exercise.code]) for name in ("room", "room_health"))
    assert "Slow just now" not in client.get(room).content.decode()
    assert client.get(f"{line}?seen=").status_code == 204

    last_beat(Heartbeat.WORKER, 20)
    for page in (room, line):
        said = client.get(page).content.decode()
        assert "Slow just now: worker." in said
        assert "Orders are safe" in said
    assert client.get(f"{line}?seen=worker").status_code == 204, "the same is not read aloud again"

    last_beat(Heartbeat.WORKER, 0)
    answer = client.get(f"{line}?seen=worker")
    assert answer.status_code == 200
    assert "Slow just now" not in answer.content.decode()


TOKEN = "a-word-that-nobody-guesses"


@pytest.mark.usefixtures("at_work")
@pytest.mark.parametrize(
    ("address", "header", "sees_parts"),
    [
        ("127.0.0.1", "", True),
        ("::1", "", True),
        ("203.0.113.9", "", False),
        ("203.0.113.9", f"Bearer {TOKEN}", True),
        ("203.0.113.9", "Bearer another-word-that-nobody-guesses", False),
        ("203.0.113.9", TOKEN, False),
        ("203.0.113.9", "Bearer wörd", False),
        ("", "", False),
    ],
)
def test_strangers_read_only_the_overall_state(
    client: Client, settings: Any, address: str, header: str, sees_parts: bool
) -> None:
    settings.HEALTH_TOKEN = TOKEN
    last_beat(Heartbeat.WORKER, 20)
    answer = client.get("/health/ready/", REMOTE_ADDR=address, headers={"Authorization": header})
    told = answer.json()
    assert told.pop("status") == "degraded"
    assert bool(told) == sees_parts, told
    assert "worker" in answer.content.decode() or not sees_parts


def test_no_token_opens_the_parts_where_none_is_set(client: Client) -> None:
    answer = client.get("/health/ready/", REMOTE_ADDR="203.0.113.9", headers={"Authorization": "Bearer "})
    assert list(answer.json()) == ["status"]
