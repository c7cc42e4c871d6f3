"""Starting a solo exercise, changing the seat, and the database's constraints."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from scenarios.models import ScenarioVersion
from tests.exercises.playing import Player
from tests.seeds import secret_of
from wargame import engine
from wargame.accounts.models import User
from wargame.exercises import bridge
from wargame.exercises.lobby.services import seats, solo
from wargame.exercises.models import Branch, Exercise, LedgerEntry, OrderSheet, Seat, Speech, Turn
from wargame.exercises.orders.services import orders

pytestmark = pytest.mark.django_db


def test_a_solo_exercise_begins_in_turn_1_with_four_policies_that_have_decided(exercise: Exercise, bo: User) -> None:
    turn = Turn.objects.get(branch__exercise=exercise)
    held = exercise.seats.get(people__user=bo)
    policies = exercise.seats.exclude(pk=held.pk)
    assert (turn.number, turn.status, turn.branch.number) == (1, "open", 1)
    assert exercise.current_branch == turn.branch
    assert held.role == "KOR"
    assert held.policy == ""
    assert [seat.role for seat in policies] == ["CHN", "JPN", "RUS", "USA"]
    assert all(seat.policy for seat in policies)
    sheets = OrderSheet.objects.filter(turn=turn)
    assert {sheet.seat_id for sheet in sheets if sheet.is_ready} == {seat.pk for seat in policies}
    assert all(sheet.reason for sheet in sheets)


def test_the_same_secret_gives_the_same_opening(version: ScenarioVersion, bo: User, now: datetime) -> None:
    first, second, other = (
        solo.start_solo(version=version, role="KOR", user=bo, now=now, secret=secret_of(seed)) for seed in (5, 5, 6)
    )
    assert opening_of(first) == opening_of(second)
    assert opening_of(first) != opening_of(other)


def opening_of(exercise: Exercise) -> tuple[object, ...]:
    turn = Turn.objects.get(branch__exercise=exercise)
    sheets = turn.sheets.order_by("seat__role").values_list("seat__role", "orders", "reason")
    return turn.world, list(sheets)


def test_who_can_be_afforded_is_decided_at_the_start_and_kept_with_each_seat(
    version: ScenarioVersion, bo: User, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "affordable", lambda policy: "hold" if policy == "empirical" else policy)
    exercise = solo.start_solo(version=version, role="KOR", user=bo, now=now)
    assert set(exercise.seats.values_list("role", "policy", "standby")) == {
        ("KOR", "", "hold"),
        *((code, "hold", "hold") for code in ("CHN", "JPN", "RUS", "USA")),
    }


def test_secrets_differ_when_none_is_given(version: ScenarioVersion, bo: User, now: datetime) -> None:
    started = [solo.start_solo(version=version, role="KOR", user=bo, now=now) for _ in range(3)]
    assert len({each.secret for each in started}) == len({each.commitment for each in started}) == 3


def test_an_unknown_role_starts_nothing(version: ScenarioVersion, bo: User, now: datetime) -> None:
    with pytest.raises(solo.UnknownRole, match="choose one of"):
        solo.start_solo(version=version, role="PRK", user=bo, now=now)
    assert not Exercise.objects.exists()


def test_the_seat_can_be_changed_before_the_first_submit(exercise: Exercise, bo: User, now: datetime) -> None:
    turn = Turn.objects.get(branch__exercise=exercise)
    old = exercise.seats.get(people__user=bo)
    orders.save_draft(seat=old, turn=turn, orders=Player(old).legal(), revision=0, now=now)
    Speech.objects.create(turn=turn, seat=old, place=1, adviser="home", order={}, cost=1, claim={})

    later = now + timedelta(minutes=5)
    new = seats.change(exercise=exercise, role="JPN", user=bo, now=later)

    turn.refresh_from_db()
    assert turn.opened_at == later, "what is kept of the turn of before has another address"
    old.refresh_from_db()
    assert (new.role, new.policy, new.people.get().user) == ("JPN", "", bo)
    assert not old.people.exists()
    assert old.policy
    ready = OrderSheet.objects.filter(turn=turn, is_ready=True).values_list("seat__role", flat=True)
    assert sorted(ready) == ["CHN", "KOR", "RUS", "USA"]
    assert not OrderSheet.objects.filter(turn=turn, seat=new).exists()
    assert not Speech.objects.exists(), "they spoke of a situation that was drawn anew"


def test_the_seat_is_fixed_after_the_first_submit(player: Player, bo: User, now: datetime) -> None:
    player.play_turn([])
    with pytest.raises(seats.SeatFixed):
        seats.change(exercise=player.seat.exercise, role="JPN", user=bo, now=now)
    assert Seat.objects.get(exercise=player.seat.exercise, people__user=bo).role == "KOR"


def test_a_seat_that_does_not_exist_cannot_be_taken(exercise: Exercise, bo: User, now: datetime) -> None:
    with pytest.raises(seats.NoSuchSeat):
        seats.change(exercise=exercise, role="PRK", user=bo, now=now)


def test_the_database_refuses_a_second_turn_of_a_number(exercise: Exercise, now: datetime) -> None:
    turn = Turn.objects.get(branch__exercise=exercise)
    refused(Turn(branch=turn.branch, number=1, opened_at=now, **bridge.snapshot(bridge.world_of(turn))))


def test_the_database_refuses_a_second_seat_of_a_role(exercise: Exercise, bo: User) -> None:
    refused(Seat(exercise=exercise, role="KOR"))


def test_the_database_refuses_a_second_sheet_of_a_seat(exercise: Exercise) -> None:
    sheet = OrderSheet.objects.filter(turn__branch__exercise=exercise).first()
    assert sheet is not None
    refused(OrderSheet(turn=sheet.turn, seat=sheet.seat))


def test_the_database_refuses_a_second_branch_of_a_number(exercise: Exercise, now: datetime) -> None:
    refused(Branch(exercise=exercise, number=1, name="Again", created_at=now))


def test_the_database_refuses_a_repeated_ledger_sequence_and_a_sum_that_is_wrong(player: Player) -> None:
    turn = player.play_turn([])
    entry = LedgerEntry.objects.filter(turn=turn)[0]
    entry.pk = None
    refused(entry)
    entry.sequence, entry.delta = 99_999, entry.delta + 1
    refused(entry)


def test_the_database_refuses_results_without_a_digest(exercise: Exercise) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Turn.objects.filter(branch__exercise=exercise).update(status="closed")


def refused(row: Turn | Seat | OrderSheet | Branch | LedgerEntry) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
