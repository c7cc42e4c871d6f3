"""The turnkeeper: no turn waits for a lost message."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOON
from tests.database_time import SetClock
from tests.exercises.class_with_people import Class
from tests.exercises.playing import Player
from wargame import database_clock, leases
from wargame.exercises import bridge, compiled_rules, enqueue
from wargame.exercises.control.services import phases, turnkeeper
from wargame.exercises.control.services.turnkeeper import Round
from wargame.exercises.models import Heartbeat, Turn
from wargame.exercises.turns.services import adjudications, turns
from wargame.operations.management.commands.turnkeeper import SHORTEST, keep_round

pytestmark = pytest.mark.django_db


class Broker:
    """Stands in for the broker: accepts messages that wake a worker, or refuses them."""

    def __init__(self) -> None:
        self.taken: list[int] = []
        self.is_up = True

    def hint(self, *, turn_id: int) -> bool:
        if self.is_up:
            self.taken.append(turn_id)
        return self.is_up


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Broker:
    broker = Broker()
    monkeypatch.setattr(enqueue, "hint", broker.hint)
    return broker


@pytest.fixture
def closed(player: Player, now: datetime, set_clock: SetClock) -> Turn:
    turn = player.turn
    set_clock(now)
    assert turns.close(turn=turn, now=now)
    return turn


def after(moment: datetime, seconds: float) -> datetime:
    return moment + timedelta(seconds=seconds)


def test_an_overdue_turn_is_closed(player: Player, broker: Broker) -> None:
    turn = player.turn
    assert turnkeeper.run_round(now=timezone.now()) == Round(0, 0, 0)
    Turn.objects.filter(pk=turn.pk).update(deadline=timezone.now() - timedelta(seconds=1))
    assert turnkeeper.run_round(now=timezone.now()).ran_out == 1
    turn.refresh_from_db()
    assert turn.status == "adjudicating"


def test_a_phase_that_cannot_be_ended_does_not_keep_the_others_from_ending(
    player: Player, make_class: Callable[..., Class], broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = make_class()
    group.join("Bo", "KOR")
    turns_here = [player.turn, group.start()]
    Turn.objects.update(deadline=timezone.now() - timedelta(seconds=1))
    run_out = phases.run_out
    first = Turn.objects.overdue()[0].pk

    def broken(*, turn: Turn, now: datetime) -> bool:
        if turn.pk == first:
            raise OperationalError("deadlock detected")
        return run_out(turn=turn, now=now)

    monkeypatch.setattr(phases, "run_out", broken)
    assert turnkeeper.run_round(now=timezone.now()).ran_out == 1
    states = {turn.pk: Turn.objects.get(pk=turn.pk).status for turn in turns_here}
    assert states.pop(first) == "open"
    assert list(states.values()) == ["adjudicating"]


@pytest.mark.slow
@pytest.mark.parametrize("step", ["run_out", "close_after_moves", "book", "resolve"])
def test_what_breaks_for_one_exercise_stops_no_other(
    player: Player,
    second_exercise: Turn,
    broker: Broker,
    set_clock: SetClock,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
) -> None:
    turn, now = player.turn, set_clock(NOON)
    assert turns.close(turn=turn, now=now)
    places = {"book": leases, "resolve": turns}
    place = places.get(step, phases)
    works = getattr(place, step)

    def broken(**asked: object) -> object:
        if turn.pk in (asked.get("turn_id"), getattr(asked.get("turn", asked.get("row")), "pk", None)):
            raise ValueError("a world that cannot be read")
        return works(**asked)

    monkeypatch.setattr(place, step, broken)
    monkeypatch.setattr(phases, "settled_after_moves", lambda now: Turn.objects.filter(pk=turn.pk))
    Turn.objects.filter(pk=turn.pk).update(deadline=now - timedelta(seconds=1))
    if step == "run_out":
        Turn.objects.filter(pk=turn.pk).update(status=Turn.Status.OPEN)
    turnkeeper.run_round(now=set_clock(now + turnkeeper.PATIENCE + timedelta(seconds=0.1)))
    second_exercise.refresh_from_db()
    assert second_exercise.is_closed


@pytest.mark.slow
def test_a_waiting_turn_is_hinted_again_with_growing_pauses(
    closed: Turn, broker: Broker, now: datetime, set_clock: SetClock
) -> None:
    hinted = [tenth / 10 for tenth in range(60) if turnkeeper.run_round(now=set_clock(after(now, tenth / 10))).hinted]
    assert hinted == [1.0, 2.0, 4.0]
    assert broker.taken == [closed.pk] * 3


def test_a_turn_that_somebody_resolves_is_left_alone(
    closed: Turn, broker: Broker, now: datetime, set_clock: SetClock
) -> None:
    set_clock(after(now, 1))
    assert adjudications.claim(turn_id=closed.pk)
    assert turnkeeper.run_round(now=set_clock(after(now, 2))) == Round(0, 0, 0)
    assert turnkeeper.run_round(now=set_clock(after(now, 1) + Turn.LONGEST_LEASE)).hinted == 1


def test_what_has_waited_two_leases_is_resolved_here(
    closed: Turn, broker: Broker, now: datetime, set_clock: SetClock
) -> None:
    assert turnkeeper.run_round(now=set_clock(now + turnkeeper.PATIENCE + timedelta(seconds=0.1))) == Round(0, 0, 1)
    closed.refresh_from_db()
    assert closed.is_closed


def test_two_turnkeepers_do_not_make_the_same_attempt(
    closed: Turn, broker: Broker, now: datetime, set_clock: SetClock
) -> None:
    set_clock(after(now, 1))
    stale = Turn.objects.due().get()
    assert turnkeeper.run_round(now=now).hinted == 1
    assert not leases.book(row=stale, pause=turnkeeper.SHORTEST_PAUSE)


@pytest.mark.slow
def test_with_the_broker_down_the_other_turns_are_resolved_at_once(
    closed: Turn, second_exercise: Turn, broker: Broker, now: datetime, set_clock: SetClock
) -> None:
    broker.is_up = False
    assert turnkeeper.run_round(now=set_clock(after(now, 1))) == Round(0, 0, 1)


@pytest.fixture
def second_exercise(player: Player, now: datetime, set_clock: SetClock) -> Turn:
    from wargame.exercises.lobby.services import solo

    exercise = player.seat.exercise
    twin = solo.start_solo(version=exercise.scenario_version, role="KOR", user=exercise.created_by, now=now)
    turn = Turn.objects.get(branch__exercise=twin)
    set_clock(now)
    assert turns.close(turn=turn, now=now)
    return turn


def test_a_lost_hint_is_counted_and_costs_nothing_else(
    player: Player, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: object
) -> None:
    from celery import current_app

    def refused(*arguments: object, **options: object) -> None:
        raise ConnectionRefusedError("no broker")

    monkeypatch.setattr(current_app, "send_task", refused)
    monkeypatch.setattr("celery.canvas.Signature.apply_async", refused)
    turn = player.turn
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert player.submit().is_turn_closed
    turn.refresh_from_db()
    assert (turn.status, turn.lost_hints) == ("adjudicating", 1)


def test_the_next_round_comes_with_the_next_deadline(
    make_class: Callable[..., Class], broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wargame.operations.management.commands.turnkeeper.close_old_connections", lambda: None)
    assert keep_round(0.7) == 0.7, "no clock runs"
    klass = make_class(orders_seconds=600)
    klass.join("Bo", "KOR")
    turn = klass.start()
    assert keep_round(0.7) == 0.7, "ten minutes are left"
    now = timezone.now()
    Turn.objects.filter(pk=turn.pk).update(deadline=now + timedelta(hours=1))
    assert 3500 < keep_round(9999) <= 3600
    monkeypatch.setattr(turnkeeper.phases, "run_out", None)
    Turn.objects.filter(pk=turn.pk).update(deadline=now - timedelta(hours=1))
    assert keep_round(0.7) == 0.7, "what is due and cannot be ended is tried again no sooner than before"


def test_a_deadline_that_passes_during_a_round_does_not_wait_for_a_whole_period(
    make_class: Callable[..., Class], broker: Broker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wargame.operations.management.commands.turnkeeper.close_old_connections", lambda: None)
    klass = make_class(orders_seconds=600)
    klass.join("Bo", "KOR")
    turn, clock = klass.start(), iter([0.0, 700.0])
    monkeypatch.setattr("wargame.operations.management.commands.turnkeeper.monotonic", lambda: next(clock))

    def keep_for_long(*, now: datetime) -> None:
        Turn.objects.filter(pk=turn.pk).update(deadline=timezone.now() - timedelta(minutes=1))

    monkeypatch.setattr(turnkeeper, "run_round", keep_for_long)
    assert keep_round(60) == SHORTEST


def test_the_task_resolves_the_turn(closed: Turn) -> None:
    from wargame.exercises.tasks import adjudicate_turn

    adjudicate_turn(turn_id=closed.pk)
    closed.refresh_from_db()
    assert closed.is_closed


def test_the_command_keeps_one_round_and_leaves_its_heartbeat(
    player: Player, broker: Broker, capsys: pytest.CaptureFixture[str]
) -> None:
    turns.close(turn=player.turn, now=timezone.now())
    long_ago = timezone.now() - turnkeeper.PATIENCE * 2
    Turn.objects.update(closed_at=long_ago, next_enqueue_at=long_ago)
    call_command("turnkeeper", "--once")
    assert "resolved=1" in capsys.readouterr().out
    assert Heartbeat.objects.get(name=turnkeeper.NAME).beat_at <= timezone.now()


def test_the_command_refuses_a_senseless_period() -> None:
    with pytest.raises(CommandError, match="--period") as refusal:
        call_command("turnkeeper", "--period", "0")
    assert refusal.value.returncode == 2


def let_the_turnkeeper_hang(seconds: float) -> None:
    Heartbeat.objects.update_or_create(
        name=Heartbeat.TURNKEEPER, defaults={"beat_at": database_clock.read() - timedelta(seconds=seconds)}
    )


@pytest.mark.parametrize("seconds", [turnkeeper.MISSED_SECONDS + 1, -600], ids=["late", "before a step back"])
def test_a_consumed_beat_keeps_deadlines_while_the_turnkeeper_hangs(
    player: Player, broker: Broker, set_clock: SetClock, seconds: float
) -> None:
    from wargame.exercises.tasks import beat

    turn = player.turn
    Turn.objects.filter(pk=turn.pk).update(deadline=timezone.now() - timedelta(seconds=1))
    set_clock(timezone.now())
    let_the_turnkeeper_hang(0)
    beat()
    turn.refresh_from_db()
    assert turn.is_open, "the turnkeeper has just been at work: it is its turn to close"
    let_the_turnkeeper_hang(seconds)
    beat()
    turn.refresh_from_db()
    assert turn.status == "adjudicating"
    assert Heartbeat.objects.filter(name=Heartbeat.WORKER).exists()


@pytest.mark.parametrize(("hours", "loads"), [(0, 1), (2, 0)])
def test_a_worker_loads_the_compiled_rules_while_a_turn_is_open(
    player: Player, broker: Broker, monkeypatch: pytest.MonkeyPatch, hours: int, loads: int
) -> None:
    from wargame.exercises.tasks import beat

    loaded: list[bool] = []
    monkeypatch.setattr(compiled_rules, "are_ready", lambda: False)
    monkeypatch.setattr(compiled_rules, "warm", lambda: loaded.append(True))
    Turn.objects.filter(pk=player.turn.pk).update(opened_at=timezone.now() - timedelta(hours=hours))
    beat()
    assert len(loaded) == loads


@pytest.mark.parametrize(("hours", "loads"), [(0, 1), (2, 0)])
def test_a_worker_loads_the_setting_while_a_turn_is_open(
    player: Player, broker: Broker, monkeypatch: pytest.MonkeyPatch, hours: int, loads: int
) -> None:
    from wargame.exercises.tasks import beat

    Turn.objects.filter(pk=player.turn.pk).update(opened_at=timezone.now() - timedelta(hours=hours))
    monkeypatch.setattr(compiled_rules, "are_ready", lambda: True)
    kept = lru_cache(bridge._opened.__wrapped__)
    monkeypatch.setattr(bridge, "_opened", kept)
    beat()
    assert kept.cache_info().currsize == loads
    beat()
    assert kept.cache_info().misses == loads, "it is loaded once"


def test_a_phase_that_somebody_looks_at_ends_without_a_turnkeeper(
    make_class: Callable[..., Class], broker: Broker, client: Client
) -> None:
    """A page request ends a phase some seconds after its deadline, and a second request does not end it twice."""
    klass = make_class(orders_seconds=600)
    person = klass.join("Bo", "KOR")
    klass.start()
    client.force_login(person.user)
    phase = reverse("phase", args=[klass.exercise.code])
    Turn.objects.filter(pk=klass.turn.pk).update(deadline=timezone.now() - timedelta(seconds=0.2))
    assert not turnkeeper.keep_if_overdue(turn=klass.turn, now=timezone.now() - timedelta(seconds=0.1))
    Turn.objects.filter(pk=klass.turn.pk).update(deadline=timezone.now() - timedelta(seconds=3))
    for _ in range(2):
        assert client.get(phase, headers={"HX-Request": "true"}).status_code in {200, 204}
        assert klass.turn.status == "adjudicating"
    assert list(klass.exercise.control_entries.filter(act="close").values_list("by", flat=True)) == [None]


def test_a_phase_that_was_extended_meanwhile_is_not_ended_by_a_look(
    make_class: Callable[..., Class], broker: Broker
) -> None:
    klass = make_class(orders_seconds=600)
    klass.join("Bo", "KOR")
    seen = klass.start()
    seen.deadline = timezone.now() - timedelta(seconds=3)
    assert not turnkeeper.keep_if_overdue(turn=seen, now=timezone.now())
    assert klass.turn.is_open


def test_the_turnkeeper_beats_between_turns_that_it_resolves(
    closed: Turn, now: datetime, set_clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A round over many turns takes longer than the supervisor waits for a heartbeat."""
    beaten: list[str] = []
    monkeypatch.setattr(turnkeeper.heartbeats, "beat_again", beaten.append)
    turnkeeper.run_round(now=set_clock(now + turnkeeper.PATIENCE * 2))
    assert beaten == [Heartbeat.TURNKEEPER]
