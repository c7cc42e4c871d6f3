"""Hosts whose clock is wrong: leases, retries and deadlines go by the database's clock."""

from datetime import datetime, timedelta
from typing import NoReturn

import pytest
from django.db.models import F
from django.utils import timezone

from tests.database_time import SetClock
from tests.exercises.playing import Player
from wargame import database_clock
from wargame.exercises import enqueue
from wargame.exercises.models import Turn
from wargame.exercises.tasks import adjudicate_turn
from wargame.exercises.turns.services import adjudications, turns
from wargame.operations.management.commands.turnkeeper import keep_round
from wargame.web import clocks

pytestmark = pytest.mark.django_db

AHEAD, BEHIND = timedelta(minutes=10), timedelta(minutes=-10)
real_now = timezone.now


@pytest.fixture(autouse=True)
def _worker(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a worker take each message of the turnkeeper at once."""

    def work(*, turn_id: int) -> bool:
        adjudicate_turn(turn_id=turn_id)
        return True

    monkeypatch.setattr("wargame.operations.management.commands.turnkeeper.close_old_connections", lambda: None)
    monkeypatch.setattr(enqueue, "hint", work)


@pytest.fixture
def set_host_clock(monkeypatch: pytest.MonkeyPatch) -> "SetHostClock":
    return SetHostClock(monkeypatch)


class SetHostClock:
    """Sets the clock of this host wrong by some minutes; the database's clock goes right."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch

    def __call__(self, wrong_by: timedelta) -> None:
        self._monkeypatch.setattr("django.utils.timezone.now", lambda: real_now() + wrong_by)
        self._monkeypatch.setattr(database_clock, "host_ahead", lambda: wrong_by)
        self._monkeypatch.setattr(database_clock, "_latest", database_clock._Latest())


def killed(**named: object) -> NoReturn:
    """Die as a killed process does: no error is recorded."""
    raise KeyboardInterrupt


def keep_turn(turn: Turn) -> Turn:
    """Keep a round of the turnkeeper, as this host does, and return the turn."""
    keep_round(1.0)
    return Turn.objects.get(pk=turn.pk)


def let_pass(turn: Turn, seconds: float, *columns: str) -> None:
    """Let some seconds pass for a turn, by having its times lie further back."""
    Turn.objects.filter(pk=turn.pk).update(**{name: F(name) - timedelta(seconds=seconds) for name in columns})


def test_the_turn_of_a_host_ten_minutes_ahead_that_dies_is_taken_over_after_a_lease(
    player: Player, set_host_clock: SetHostClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = player.turn
    set_host_clock(AHEAD)
    assert turns.close(turn=turn, now=timezone.now())
    with monkeypatch.context() as dying:
        dying.setattr(adjudications, "compute", killed)
        with pytest.raises(KeyboardInterrupt):
            adjudicate_turn(turn_id=turn.pk)
    set_host_clock(timedelta(0))
    let_pass(turn, 4, "lease_until", "next_enqueue_at", "closed_at")
    assert keep_turn(turn).is_closed


def test_a_host_ten_minutes_behind_resolves_alone(player: Player, set_host_clock: SetHostClock) -> None:
    turn = player.turn
    Turn.objects.filter(pk=turn.pk).update(deadline=real_now() - timedelta(seconds=2))
    set_host_clock(BEHIND)
    assert keep_turn(turn).status == "adjudicating", "its time was up"
    let_pass(turn, 1, "next_enqueue_at", "closed_at")
    assert keep_turn(turn).is_closed


def test_a_turn_is_closed_at_its_deadline_or_later(player: Player, set_host_clock: SetHostClock) -> None:
    turn, deadline = player.turn, real_now() - timedelta(seconds=1)
    Turn.objects.filter(pk=turn.pk).update(deadline=deadline)
    set_host_clock(BEHIND)
    closed_at = keep_turn(turn).closed_at
    assert closed_at is not None
    assert closed_at >= deadline


def test_a_turn_that_raises_on_a_host_ahead_is_tried_again_after_a_second(
    player: Player, set_host_clock: SetHostClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = player.turn
    assert turns.close(turn=turn, now=timezone.now())
    monkeypatch.setattr(adjudications, "compute", lambda **named: {}["a broken world"])
    set_host_clock(AHEAD)
    adjudicate_turn(turn_id=turn.pk)
    turn.refresh_from_db()
    assert turn.next_enqueue_at is not None
    assert turn.next_enqueue_at <= real_now() + timedelta(seconds=2)


def test_pages_count_down_by_the_database_s_clock(player: Player, set_host_clock: SetHostClock) -> None:
    set_host_clock(AHEAD)
    assert 590 <= clocks.seconds_left(real_now() + timedelta(minutes=10)) <= 600


def test_a_process_asks_the_database_anew_once_its_host_s_clock_was_set(
    player: Player, monkeypatch: pytest.MonkeyPatch, set_host_clock: SetHostClock
) -> None:
    set_host_clock(timedelta(0))
    known = database_clock._latest
    deadline = real_now() + timedelta(minutes=10)
    clocks.seconds_left(deadline)
    set_host_clock(BEHIND)
    monkeypatch.setattr(database_clock, "_latest", known)
    assert 590 <= clocks.seconds_left(deadline) <= 600


@pytest.mark.parametrize("step", ["lease_until", "next_enqueue_at"])
def test_nothing_waits_for_a_database_clock_that_was_set_back(
    player: Player, now: datetime, set_clock: SetClock, step: str
) -> None:
    """A time that nobody can have booked by the present clock has come."""
    turn = player.turn
    set_clock(now)
    assert turns.close(turn=turn, now=now)
    set_clock(now + timedelta(seconds=2))
    Turn.objects.filter(pk=turn.pk).update(**{step: now + AHEAD})
    assert Turn.objects.due().count() == 1
