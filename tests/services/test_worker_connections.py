"""A worker keeps a connection to the database for many tasks."""

import time

import pytest
from celery import current_app
from django.db import connection, connections

from tests.services.started_processes import APPLICATION_NAME, House
from tests.serving import PATIENCE
from wargame.celery import keep_a_connection
from wargame.exercises import enqueue
from wargame.exercises.models import Heartbeat

TASKS = 20


def test_a_worker_has_no_pool_which_celery_would_close_at_each_task(monkeypatch: pytest.MonkeyPatch) -> None:
    assert current_app.conf.get("CELERY_DB_REUSE_MAX") > 100
    database = {"OPTIONS": {"pool": {"min_size": 1}, "timeout": 10}, "CONN_MAX_AGE": 0}
    monkeypatch.setattr(connections, "settings", {"default": database})
    keep_a_connection()
    assert database["OPTIONS"] == {"timeout": 10}
    assert database["CONN_MAX_AGE"]


def sessions_of_the_house() -> set[int]:
    """Return the sessions of processes that the house started: this process's own pool may keep several."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = %s",
            [APPLICATION_NAME],
        )
        return {pid for (pid,) in cursor.fetchall()}


def wait_for_a_beat_after(moment: object) -> None:
    ends = time.monotonic() + PATIENCE
    while Heartbeat.objects.filter(name=Heartbeat.WORKER).exclude(beat_at=moment).count() == 0:
        assert time.monotonic() < ends, "the worker consumes nothing"
        time.sleep(0.05)


@pytest.mark.service
@pytest.mark.postgresql
def test_tasks_share_a_connection_and_get_another_when_it_was_ended(house: House) -> None:
    if connection.vendor != "postgresql":
        return
    house.start("worker")
    wait_for_a_beat_after(None)
    first = sessions_of_the_house()
    assert first
    for _ in range(TASKS):
        enqueue.beat()
        wait_for_a_beat_after(Heartbeat.objects.get(name=Heartbeat.WORKER).beat_at)
    assert sessions_of_the_house() == first
    for session in first:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [session])
    beat_at = Heartbeat.objects.get(name=Heartbeat.WORKER).beat_at
    enqueue.beat()
    wait_for_a_beat_after(beat_at)
    assert not sessions_of_the_house() & first
