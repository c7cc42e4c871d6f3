"""Faults F5, F10 and a hanging broker in short form: turns are resolved whatever the broker does."""

import os
import signal
import time
from collections.abc import Callable

import pytest
from celery import current_app

from tests.exercises.playing import Player
from tests.services.started_processes import House, are_closed
from tests.serving import eventually
from wargame.exercises.models import Turn
from wargame.exercises.turns.services import turns

pytestmark = pytest.mark.service

Tables = Callable[[int], list[Player]]
Check = Callable[[int], None]
QUEUED = 20
SOON = 0.5
"""Seconds after which a broker that hangs is given up, instead of those in the settings."""


def test_a_broker_that_loses_everything_costs_no_turn(house: House, tables: Tables, check_resolved_once: Check) -> None:
    """The broker is killed with twenty turns queued and some in progress, and restarts empty; the worker reconnects."""
    *players, late = tables(QUEUED + 1)
    turn_ids = [player.turn.pk for player in players]
    for turn_id in turn_ids:
        house.plan(turn_id, slow=0.2)
    for player in players:
        player.submit([])
    assert house.redis.llen("celery") == QUEUED
    for role in ("worker", "turnkeeper"):
        house.start(role)
    eventually(lambda: are_closed(turn_ids[:2]))
    house.redis.set("kept by the broker", 1)
    house.kill("broker")
    assert not are_closed(turn_ids)
    time.sleep(1)
    house.start_broker()
    assert not house.redis.exists("kept by the broker")
    eventually(lambda: are_closed(turn_ids))
    for turn_id in turn_ids:
        check_resolved_once(turn_id)

    # The worker consumes again: without a turnkeeper, nobody but its child can compute this turn.
    eventually(lambda: bool(house.redis.exists("_kombu.binding.celery")))
    house.kill("turnkeeper")
    turn_id = late.turn.pk
    late.submit([])
    eventually(lambda: are_closed([turn_id]))
    assert house.worker_of(house.process_computing(turn_id) or 0) is not None


def test_a_broker_that_hangs_holds_up_no_request_and_no_turn(
    house: House, tables: Tables, check_resolved_once: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(current_app.conf.broker_transport_options, "socket_timeout", SOON)
    house.added["PARLEY_BROKER_SECONDS"] = str(SOON)
    players = tables(3)
    turn_ids = [player.turn.pk for player in players]
    house.start("turnkeeper")
    broker = next(process for role, process in house.running if role == "broker")
    os.kill(broker.pid, signal.SIGSTOP)
    try:
        for player in players:
            player.submit([])
        # Each request gave up its one hint while the broker hung (`socket_timeout` in the settings), and went on.
        assert not Turn.objects.filter(pk__in=turn_ids, lost_hints=0).exists()
        eventually(lambda: are_closed(turn_ids))
    finally:
        os.kill(broker.pid, signal.SIGCONT)
    for turn_id in turn_ids:
        check_resolved_once(turn_id)


def test_a_worker_whose_acknowledgement_got_lost_consumes_again(
    house: House, tables: Tables, check_resolved_once: Check
) -> None:
    """While a turn is computed, the broker hangs for longer than the worker waits to acknowledge it."""
    first, second = tables(2)
    house.added["PARLEY_BROKER_SECONDS"] = str(SOON)
    house.plan(first.turn.pk, slow=0.5)
    house.start("worker")
    eventually(house.has_ready_worker)
    turn_ids = [player.turn.pk for player in (first, second)]
    first.submit([])
    eventually(lambda: house.process_computing(turn_ids[0]) is not None)
    broker = next(process for role, process in house.running if role == "broker")
    os.kill(broker.pid, signal.SIGSTOP)
    try:
        eventually(lambda: are_closed(turn_ids[:1]))
        eventually(lambda: "Couldn't ack" in house.log())
    finally:
        os.kill(broker.pid, signal.SIGCONT)
    # There is no turnkeeper: nobody but this worker can give the other turn its results.
    second.submit([])
    eventually(lambda: are_closed(turn_ids))
    for turn_id in turn_ids:
        check_resolved_once(turn_id)


def test_a_poisoned_turn_fails_alone_and_is_retried_after_the_mend(
    house: House, tables: Tables, check_resolved_once: Check
) -> None:
    sick, *others = tables(4)
    turn_id = sick.turn.pk
    other_ids = [player.turn.pk for player in others]
    house.plan(turn_id, poison=True)
    house.added["PARLEY_BACK_OFF"] = "0.2"
    for role in ("worker", "turnkeeper"):
        house.start(role)
    for player in (sick, *others):
        player.submit([])
    eventually(lambda: are_closed(other_ids))
    eventually(lambda: Turn.objects.get(pk=turn_id).status == "failed")
    # Two rounds of the turnkeeper: a failed turn is left alone.
    time.sleep(1.2)
    failed = Turn.objects.get(pk=turn_id)
    assert failed.attempts <= 5
    assert "ArithmeticError: poison" in failed.error
    assert not failed.ledger.exists()

    house.mend(turn_id)
    turns.retry(turn=failed)
    eventually(lambda: are_closed([turn_id]))
    for resolved in (turn_id, *other_ids):
        check_resolved_once(resolved)
