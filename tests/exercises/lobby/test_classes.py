"""Exercises with a class as a whole: sandboxes, parallel groups, archives, and what only solo play may do."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.http import Http404
from django.utils import timezone

from scenarios.models import ScenarioVersion
from tests.exercises.archived import archived
from tests.exercises.class_with_people import Class
from wargame.accounts.models import User
from wargame.exercises import access
from wargame.exercises.control.services import lifecycle, phases
from wargame.exercises.lobby.services import classes, seats
from wargame.exercises.models import Exercise
from wargame.exercises.orders.services import orders
from wargame.exercises.turns.services import turns

pytestmark = pytest.mark.django_db


def test_an_exercise_that_is_ended_early_stops_its_turn(group: Class) -> None:
    bo = group.join("Bo", "KOR")
    group.start()
    lifecycle.end(exercise=group.exercise, by=group.ada, reason="The bell.", now=group.now)
    turn = group.turn
    assert (turn.status, turn.deadline) == ("stopped", None)
    with pytest.raises(orders.TurnClosed):
        group.submit(bo)
    with pytest.raises(phases.NotInPhase):
        phases.extend(turn=turn, seconds=60, by=group.ada, now=group.now)
    assert isinstance(turns.resolve(turn_id=turn.pk, now=timezone.now()), turns.NotMine)
    with pytest.raises(lifecycle.AlreadyEnded):
        lifecycle.end(exercise=group.exercise, by=group.ada, reason="", now=group.now)


@pytest.mark.slow
def test_in_a_sandbox_one_person_orders_for_every_seat(make_class: Callable[..., Class]) -> None:
    group = make_class(mode="sandbox")
    group.start()
    assert not group.exercise.seats.exclude(policy="").exists()
    for role in ("CHN", "JPN", "KOR", "RUS", "USA"):
        assert group.turn.is_open, "every seat is waited for"
        seat = access.seat_for(group.ada.user, group.exercise.code, role)
        orders.submit(seat=seat, turn=group.turn, orders=[], revision=0, now=timezone.now(), by=group.ada)
    assert group.resolve().notes == []
    assert access.seat_for(group.ada.user, group.exercise.code).role == "CHN"


def test_a_white_cell_orders_for_no_seat_of_a_class(group: Class) -> None:
    group.join("Bo", "KOR")
    group.start()
    with pytest.raises(Http404):
        access.seat_for(group.ada.user, group.exercise.code, "KOR")
    assert access.seat_of(group.ada, "KOR").role == "KOR"
    with pytest.raises(Http404):
        access.seat_of(group.exercise.participants.get(name="Bo"), "JPN")


def test_in_a_class_nobody_changes_the_seat_as_in_solo_play(group: Class) -> None:
    """A change of the seat in solo play draws the hidden truth again; a class must never do so."""
    bo = group.join("Bo", "KOR")
    group.start()
    secret = group.exercise.secret
    with pytest.raises(seats.SeatFixed, match="white cell"):
        seats.change(exercise=group.exercise, role="JPN", user=bo.user, now=group.now)
    group.exercise.refresh_from_db()
    assert group.exercise.secret == secret


def test_parallel_groups_share_a_series_and_nothing_else(version: ScenarioVersion, ada: User, now: datetime) -> None:
    rules = classes.Rules(title="Tuesday")
    groups = classes.create_groups(version=version, rules=rules, count=3, by=ada, now=now)
    assert [each.title for each in groups] == ["Tuesday, group 1", "Tuesday, group 2", "Tuesday, group 3"]
    assert len({each.code for each in groups}) == len({each.secret for each in groups}) == 3
    assert {each.series for each in groups} == {groups[0].series}
    with pytest.raises(classes.BadRules, match="from 2 to 20"):
        classes.create_groups(version=version, rules=rules, count=1, by=ada, now=now)
    assert Exercise.objects.count() == 3


def test_a_white_cell_is_called_by_its_name_and_never_by_its_address(version: ScenarioVersion, now: datetime) -> None:
    for address, name, shown in (("a@school.example", "Ada L.", "Ada L."), ("ada@uni.example", "", "ada")):
        user = User.objects.create_user(address, name=name)
        made = classes.create(version=version, rules=classes.Rules(), by=user, now=now)
        assert made.participants.get().name == shown


def test_an_archive_holds_people_acts_and_every_revision(group: Class) -> None:
    bo = group.join("Bo", "KOR")
    group.start()
    group.draft(bo, [])
    group.submit(bo)
    people = [(person["name"], person["part"], person["seat"]) for person in archived(group.exercise, "Participant")]
    assert people == [("ada", "white_cell", None), ("Bo", "player", bo.seat_id)]
    assert [act["act"] for act in archived(group.exercise, "ControlEntry")] == ["create", "assign", "start"]
    changes = [change for change in archived(group.exercise, "SheetChange") if change["by"] == bo.pk]
    assert [change["is_ready"] for change in changes] == [False, True]
