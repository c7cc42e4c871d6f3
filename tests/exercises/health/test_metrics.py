"""`/metrics/`: figures for those who run Parley, the same from every process, and no secret of a game."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from tests.database_time import SetClock
from tests.exercises.class_with_people import Class
from tests.exercises.health.test_health import last_beat
from tests.exercises.playing import Player
from wargame import database_clock
from wargame.exercises.health import domain
from wargame.exercises.health import services as health
from wargame.exercises.models import Heartbeat, Restarts, Turn
from wargame.exercises.turns.services import turns
from wargame.processes.parts import Part
from wargame.processes.restarts import count
from wargame.processes.supervised_part import SupervisedPart

pytestmark = pytest.mark.django_db
TOKEN = "a-word-of-those-who-run-it"


@pytest.fixture(autouse=True)
def _on(settings: Any) -> Iterator[None]:
    settings.METRICS, settings.HEALTH_TOKEN = True, TOKEN
    health.forget()
    yield
    health.forget()


def figures(client: Client) -> dict[str, float]:
    """Return every figure by its name and label: "parley_turns open"."""
    answer = client.get("/metrics/")
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.content.decode())
    return {" ".join([one.name, *one.labels.values()]): one.value for family in families for one in family.samples}


def test_the_figures_of_a_parley(client: Client, player: Player, tmp_path: object) -> None:
    Turn.objects.filter(pk=player.turn.pk).update(status=Turn.Status.FAILED)
    Restarts.objects.create(part="web-1", count=3)
    last_beat(Heartbeat.WORKER, 30)
    last_beat(Heartbeat.BACKUP, 3600)
    found = figures(client)
    assert (found["parley_turns failed"], found["parley_turns open"]) == (1, 0)
    assert found["parley_part_restarts_total web-1"] == 3
    assert found["parley_part_healthy turns"] == 0
    assert found["parley_part_healthy database"] == 1
    assert found["parley_last_sign_seconds worker"] >= 30
    assert found["parley_backup_age_seconds"] >= 3600
    assert found["parley_disk_free_bytes"] > 0
    assert found["parley_broker_waiting_messages"] >= 0
    assert {"parley_longest_wait_seconds", "parley_clock_ahead_seconds"} <= found.keys()


def test_how_long_the_oldest_waiting_turn_waits(client: Client, player: Player) -> None:
    turn = player.turn
    assert figures(client)["parley_longest_wait_seconds"] == 0
    assert turns.close(turn=turn, now=timezone.now())
    Turn.objects.filter(pk=turn.pk).update(closed_at=timezone.now() - timedelta(seconds=2 * health.WAITING_SECONDS))
    health.forget()
    found = figures(client)
    assert found["parley_longest_wait_seconds"] >= 30
    assert found["parley_part_healthy turns"] == 0


@pytest.mark.parametrize(
    ("is_on", "asked", "status"),
    [
        (True, {}, 200),
        (True, {"REMOTE_ADDR": "203.0.113.7"}, 404),
        (True, {"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}, 200),
        (True, {"REMOTE_ADDR": "203.0.113.7", "HTTP_AUTHORIZATION": "Bearer another-word-of-somebody"}, 404),
        (False, {}, 404),
    ],
)
def test_it_is_there_for_those_who_run_parley_if_they_want_it(
    client: Client, settings: Any, is_on: bool, asked: dict[str, str], status: int
) -> None:
    settings.METRICS = is_on
    assert client.get("/metrics/", **asked).status_code == status  # type: ignore[arg-type]


def test_it_holds_nothing_of_what_is_played(client: Client, make_class: Callable[..., Class]) -> None:
    klass = make_class()
    klass.join("Bo Secretive", "KOR")
    klass.start()
    text = client.get("/metrics/").content.decode()
    assert not re.search(rf"Secretive|KOR|{klass.exercise.code}|Nine", text)
    labels = set(re.findall(r'="([^"]*)"', text))
    assert labels <= set(Turn.Status.values) | {part.name for part in health.report().parts}


def test_without_a_database_the_other_figures_are_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*arguments: object, **named: object) -> None:
        raise DatabaseError("away")

    monkeypatch.setattr(health, "_has_all_migrations", away)
    with connection.execute_wrapper(away):
        found = figures(client)
    assert found["parley_part_healthy database"] == 0
    assert found["parley_disk_free_bytes"] > 0
    assert not any(name.startswith("parley_turns") for name in found)


def test_messages_that_wait_are_counted_whatever_their_priority() -> None:
    from celery import current_app

    with current_app.connection_for_write() as broker:
        before = domain.waiting_messages()
        queue = broker.SimpleQueue(domain.QUEUE)
        for priority in (0, 9):
            queue.put({"told": "nothing"}, priority=priority)
        assert before is not None
        assert domain.waiting_messages() == before + 2
        queue.clear()
        queue.close()


def test_a_failed_turn_is_named_by_the_doctor_and_by_ready(
    client: Client, player: Player, capsys: pytest.CaptureFixture[str], set_clock: SetClock
) -> None:
    turn = player.turn
    set_clock(timezone.now())
    for name in (Heartbeat.WORKER, Heartbeat.TURNKEEPER):
        last_beat(name, 0)
    Turn.objects.filter(pk=turn.pk).update(status=Turn.Status.FAILED)
    with pytest.raises(CommandError, match=r"^Not healthy: turns\.$"):
        call_command("doctor", web="")
    assert f"turn={turn.pk} exercise={player.seat.exercise_id};" in capsys.readouterr().out
    health.forget()
    told = client.get("/health/ready/").json()
    assert (told["status"], told["parts"][4]["state"]) == ("degraded", "failed")
    turns.retry(turn=turn)
    health.forget()
    assert client.get("/health/ready/").json()["status"] == "ok"


@pytest.mark.parametrize(("seconds", "words"), [(600, "600.0 s ahead of"), (-600, "600.0 s behind")])
def test_the_doctor_compares_clocks(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, seconds: int, words: str
) -> None:
    monkeypatch.setattr(database_clock, "host_ahead", lambda: timedelta(seconds=seconds))
    with pytest.raises(CommandError, match="clock"):
        call_command("doctor", web="")
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("clock"))
    assert f"clock is {words} the database's" in line
    assert "NTP" in line


def test_a_backup_says_when_it_was_made(tmp_path: object) -> None:
    call_command("backup", f"{tmp_path}/today.backup")
    assert Heartbeat.objects.filter(name=Heartbeat.BACKUP).exists()


def test_restarts_are_counted_once_and_later_if_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wargame.processes.restarts.close_old_connections", lambda: None)
    part = SupervisedPart(Part("worker", ("true",), lambda: None), {}, lambda line: None)
    counted = {"worker": 0}
    monkeypatch.setattr(part, "_starts", 3)

    def away(*arguments: object, **named: object) -> None:
        raise DatabaseError("away")

    with connection.execute_wrapper(away):
        count(counted, [part])
    for _ in range(2):
        count(counted, [part])
    assert Restarts.objects.get(part="worker").count == 2
