"""The life of a turn: closed once, claimed under a lease, resolved once; failures are visible and can be retried."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from tests.database_time import SetClock
from tests.exercises.playing import Player
from wargame import leases
from wargame.exercises.models import Exercise, LedgerEntry, Message, OrderSheet, Turn
from wargame.exercises.turns.services import adjudications, turns

pytestmark = pytest.mark.django_db

Notices = list[tuple[str, str]]


@pytest.fixture
def closed(player: Player) -> Turn:
    """Bo's first turn, closed for orders and not yet adjudicated."""
    turn = player.turn
    player.submit()
    turn.refresh_from_db()
    return turn


def test_a_turn_closes_once(player: Player, now: datetime) -> None:
    turn = player.turn
    assert turns.close(turn=turn, now=now)
    assert not turns.close(turn=turn, now=now)


@pytest.mark.slow
def test_resolving_gives_results_and_opens_the_next_turn(closed: Turn, player: Player) -> None:
    result = turns.resolve(turn_id=closed.pk, now=timezone.now())
    closed.refresh_from_db()
    following = player.turn
    assert isinstance(result, turns.Resolved)
    assert (closed.status, closed.digest, closed.attempts) == ("closed", result.digest, 1)
    assert closed.outcomes
    sequences = LedgerEntry.objects.filter(turn=closed).values_list("sequence", flat=True)
    assert list(sequences) == list(range(1, len(sequences) + 1))
    assert (following.number, following.status) == (2, "open")
    assert OrderSheet.objects.filter(turn=following, is_ready=True).count() == 4


@pytest.mark.slow
def test_a_resolved_turn_is_not_resolved_again(closed: Turn) -> None:
    turns.resolve(turn_id=closed.pk, now=timezone.now())
    before = everything(closed)
    assert turns.resolve(turn_id=closed.pk, now=timezone.now() + timedelta(hours=1)) == turns.NotMine()
    assert everything(closed) == before


def test_an_open_turn_is_not_resolved(player: Player) -> None:
    turn = player.turn
    assert turns.resolve(turn_id=turn.pk, now=timezone.now()) == turns.NotMine()
    assert player.turn.is_open


def test_a_turn_that_does_not_exist_is_nobodys() -> None:
    assert turns.resolve(turn_id=999_999, now=timezone.now()) == turns.NotMine()


def everything(turn: Turn) -> tuple[object, ...]:
    exercise = turn.branch.exercise
    of_exercise = {"turn__branch__exercise": exercise}
    return (
        list(Turn.objects.filter(branch__exercise=exercise).order_by("pk").values()),
        list(OrderSheet.objects.filter(**of_exercise).order_by("pk").values()),
        list(LedgerEntry.objects.filter(**of_exercise).order_by("pk").values()),
        list(Message.objects.filter(**of_exercise).order_by("pk").values()),
    )


def test_a_lease_keeps_others_away_until_it_ends(closed: Turn, now: datetime, set_clock: SetClock) -> None:
    set_clock(now)
    assert adjudications.claim(turn_id=closed.pk)
    assert not adjudications.claim(turn_id=closed.pk)
    set_clock(now + Turn.LONGEST_LEASE - timedelta(milliseconds=1))
    assert not adjudications.claim(turn_id=closed.pk)
    set_clock(now + Turn.LONGEST_LEASE)
    assert adjudications.claim(turn_id=closed.pk)
    closed.refresh_from_db()
    assert closed.attempts == 2


def test_only_the_first_commit_counts(closed: Turn, now: datetime) -> None:
    closed = Turn.objects.with_exercise().get(pk=closed.pk)
    results = [adjudications.compute(turn=closed) for _ in range(2)]
    assert adjudications.commit(turn=closed, result=results[0], now=now)
    before = everything(closed)
    assert not adjudications.commit(turn=closed, result=results[1], now=now)
    assert everything(closed) == before


@pytest.mark.slow
def test_a_commit_that_breaks_leaves_nothing(closed: Turn, now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    before = everything(closed)

    def broken(**arguments: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("wargame.exercises.turns.services.openings.store", broken)
    assert isinstance(turns.resolve(turn_id=closed.pk, now=now), turns.Broken)
    monkeypatch.undo()
    # Forecasts of the orders stay true if the turn fails.
    skipped = ("attempts", "error", "next_enqueue_at", "told")
    assert without(everything(closed), skipped) == without(before, skipped)
    assert isinstance(turns.resolve(turn_id=closed.pk, now=now), turns.Resolved)


def without(tables: tuple[object, ...], columns: tuple[str, ...]) -> list[object]:
    rows = [row for table in tables for row in table]  # type: ignore[attr-defined]
    return [{name: value for name, value in row.items() if name not in columns} for row in rows]


@pytest.mark.slow
def test_a_poisoned_turn_fails_after_five_attempts_and_can_be_retried(
    closed: Turn, now: datetime, set_clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(now)
    monkeypatch.setattr(adjudications, "compute", poisoned)
    pauses, results = [], []
    for _ in range(5):
        results.append(turns.resolve(turn_id=closed.pk, now=now))
        closed.refresh_from_db()
        pauses.append((closed.next_enqueue_at - now).total_seconds())  # type: ignore[operator]
    assert pauses == [1, 2, 4, 8, 16]
    assert [isinstance(result, turns.Broken) and result.is_failed for result in results] == [False] * 4 + [True]
    assert turns.resolve(turn_id=closed.pk, now=now) == turns.NotMine()
    assert (closed.status, closed.attempts) == ("failed", 5)
    assert "poison" in closed.error

    monkeypatch.undo()
    turns.retry(turn=closed)
    assert isinstance(turns.resolve(turn_id=closed.pk, now=now), turns.Resolved)
    closed.refresh_from_db()
    assert (closed.status, closed.error) == ("closed", "")


def poisoned(**arguments: object) -> None:
    raise ArithmeticError("poison")


def test_a_turn_whose_workers_all_die_fails_too(closed: Turn, now: datetime, set_clock: SetClock) -> None:
    for attempt in range(5):
        set_clock(now + timedelta(minutes=attempt))
        assert adjudications.claim(turn_id=closed.pk)
    set_clock(now + timedelta(minutes=9))
    assert not adjudications.claim(turn_id=closed.pk)
    closed.refresh_from_db()
    assert closed.status == "failed"
    assert closed.error


def test_only_a_failed_turn_is_retried(closed: Turn) -> None:
    with pytest.raises(turns.NotFailed):
        turns.retry(turn=closed)


@pytest.mark.slow
def test_an_exercise_comes_to_an_ending(player: Player) -> None:
    player.play_to_the_end()
    exercise = Exercise.objects.select_related("current_branch").get(pk=player.seat.exercise_id)
    branch = exercise.current_branch
    assert branch is not None
    assert exercise.status == "ended"
    assert branch.ending in {ending.key for ending in endings_of(exercise)}
    assert branch.final_world is not None
    assert not Turn.objects.filter(branch=branch).exclude(status="closed").exists()


def endings_of(exercise: Exercise) -> tuple[object, ...]:
    from wargame.exercises import bridge

    return tuple(bridge.setting_of(exercise).spec.endings)


@pytest.mark.slow
def test_the_same_orders_and_secret_give_the_same_results(exercise: Exercise, player: Player, now: datetime) -> None:
    from wargame.exercises.lobby.services import solo

    twin = solo.start_solo(
        version=exercise.scenario_version, role="KOR", user=exercise.created_by, now=now, secret=exercise.secret
    )
    rows = player.legal(2)
    digests = {player.play_turn(rows).digest, Player(twin.seats.get(role="KOR")).play_turn(rows).digest}
    assert len(digests) == 1


@pytest.mark.slow
def test_browsers_are_told_of_closing_and_of_results(
    player: Player, notices: Notices, django_capture_on_commit_callbacks: object
) -> None:
    turn = player.turn
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        player.submit()
    channel = f"exercise:{player.seat.exercise_id}"
    assert [region for told, region in notices if told == channel] == ["closed"], "and nobody asks yet"
    assert (f"{channel}:room", "phase") in notices
    notices.clear()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        turns.resolve(turn_id=turn.pk, now=timezone.now())
    assert [region for told, region in notices if told == channel] == ["results"], "each page asks once"


def test_browsers_are_told_of_a_turn_whose_workers_all_died(
    closed: Turn, now: datetime, notices: Notices, django_capture_on_commit_callbacks: object
) -> None:
    Turn.objects.filter(pk=closed.pk).update(attempts=leases.MAX_ATTEMPTS)
    notices.clear()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        turns.resolve(turn_id=closed.pk, now=now + timedelta(minutes=1))
    assert notices == [(f"exercise:{closed.branch.exercise_id}", "phase")]
