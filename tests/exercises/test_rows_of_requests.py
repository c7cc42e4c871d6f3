"""SQL of our own reads the rows of every request: they equal those of Django's own queries."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http import HTTPStatus
from typing import Any

import pytest
from django.db import connection, models, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from scenarios.models import ScenarioVersion
from tests.exercises.class_with_people import Class
from wargame.exercises.access import rows
from wargame.exercises.diplomacy.services import messages
from wargame.exercises.models import Branch, Exercise, Message, OrderSheet, Participant, Seat, Turn

ABSENT = 10**6


@pytest.fixture
def bo(make_class: Any) -> Participant:
    klass: Class = make_class(orders_seconds=600, dials={})
    klass.join("Bo", "KOR")
    klass.start()
    return Participant.objects.get(exercise=klass.exercise, name="Bo")


@contextmanager
def deleted_after(statements: int) -> Iterator[None]:
    """Delete every exercise with its rows and its version after so many statements; they are back after the block."""
    left = statements

    def delete_in_time(execute: Callable[..., Any], *statement: Any) -> Any:
        nonlocal left
        left -= 1
        if left == -1:
            with connection.cursor() as cursor:
                for model in (Message, Participant, Seat, Turn, Branch, Exercise, ScenarioVersion):
                    cursor.execute(f'DELETE FROM "{model._meta.db_table}"')
        return execute(*statement)

    rows._version.cache_clear()
    with transaction.atomic():
        with connection.execute_wrapper(delete_in_time):
            yield
        transaction.set_rollback(True)


def assert_same(found: models.Model, row: models.Model, without: frozenset[str] = frozenset()) -> None:
    """Check that two rows have equal values of one type in every column, and that these columns alone are left out."""
    assert type(found) is type(row)
    assert found.get_deferred_fields() == without
    for field in row._meta.concrete_fields:
        if field.attname not in without:
            value, expected = getattr(found, field.attname), getattr(row, field.attname)
            assert (type(value), value) == (type(expected), expected), field


def test_a_person_comes_with_all_that_pages_ask_of_them(bo: Participant, django_assert_num_queries: Any) -> None:
    # A page of an earlier test may have read the large columns of the version that the process keeps.
    rows._version.cache_clear()
    found = rows.person_of(bo.user_id, bo.exercise.code)
    assert_same(found, bo)
    with django_assert_num_queries(0):
        seat, exercise, branch = found.seat, found.exercise, found.exercise.current_branch
        version, scenario = exercise.scenario_version, exercise.scenario_version.scenario
    assert seat is not None
    assert branch is not None
    assert_same(seat, Seat.objects.get(pk=seat.pk))
    assert_same(exercise, Exercise.objects.get(pk=exercise.pk))
    assert_same(branch, Branch.objects.get(pk=branch.pk), frozenset({"final_world"}))
    assert_same(version, type(version).objects.get(pk=version.pk), frozenset({"content"}))
    assert_same(scenario, type(scenario).objects.get(pk=scenario.pk))


def test_the_white_cell_has_no_seat_and_a_lobby_no_branch(make_class: Any) -> None:
    klass = make_class()
    found = rows.person_of(klass.ada.user_id, klass.exercise.code)
    assert (found.seat, found.exercise.current_branch) == (None, None)


def test_strangers_and_who_left_have_no_row(bo: Participant) -> None:
    for user, code in ((ABSENT, bo.exercise.code), (0, bo.exercise.code), (bo.user_id, "000000"), (bo.user_id, "-")):
        with pytest.raises(Participant.DoesNotExist):
            rows.person_of(user, code)
    Participant.objects.filter(pk=bo.pk).update(left_at=bo.joined_at, seat=None)
    with pytest.raises(Participant.DoesNotExist):
        rows.person_of(bo.user_id, bo.exercise.code)


def test_an_exercise_that_is_deleted_between_two_statements_is_as_one_that_never_was(bo: Participant) -> None:
    """Each statement reads one of person, exercise, version, its roles, branch and seat."""
    user, code = bo.user_id, bo.exercise.code
    for statements in range(6):
        with deleted_after(statements), pytest.raises(Participant.DoesNotExist):
            rows.person_of(user, code)
    with deleted_after(6):
        assert rows.person_of(user, code).seat is not None


def test_a_page_of_an_exercise_that_is_deleted_meanwhile_is_not_found(bo: Participant, client: Client) -> None:
    client.force_login(bo.user)
    address = reverse("roster", args=[bo.exercise.code])
    assert client.get(address).status_code == HTTPStatus.OK
    session_and_user = 2
    with deleted_after(session_and_user + 1):
        assert client.get(address).status_code == HTTPStatus.NOT_FOUND


def test_messages_that_are_deleted_between_two_statements_are_left_out(bo: Participant) -> None:
    messages.send(by=bo, recipients=["JPN"], text="Good morning", is_statement=False, now=timezone.now())
    branch = bo.exercise.current_branch
    assert branch is not None
    for statements, authors in ((0, set()), (1, set()), (2, {None}), (3, {None, bo.pk})):
        with deleted_after(statements):
            assert {each.author_id for each in rows.messages_of(branch, 1)} == authors


def test_turns_of_a_branch(bo: Participant) -> None:
    branch = bo.exercise.current_branch
    assert branch is not None
    turn = Turn.objects.get(branch=branch)
    for found in (rows.turn_of(branch), rows.turn_of(branch, turn.number)):
        assert found is not None
        assert_same(found, turn)
    state = rows.state_of_last_turn(branch.pk)
    assert state is not None
    assert_same(state, turn, rows.LARGE)
    assert rows.turn_of(branch, turn.number + 1) is None
    assert rows.state_of_last_turn(ABSENT) is None


def test_of_several_turns_the_last_one_is_found(bo: Participant) -> None:
    branch = bo.exercise.current_branch
    assert branch is not None
    later = Turn.objects.get(branch=branch)
    later.pk, later.number = None, 2
    later.save()
    for found in (rows.turn_of(branch), rows.state_of_last_turn(branch.pk)):
        assert found is not None
        assert found.number == 2


def test_messages_come_with_their_turns_and_authors(bo: Participant, django_assert_num_queries: Any) -> None:
    branch = bo.exercise.current_branch
    assert branch is not None
    messages.send(by=bo, recipients=["JPN"], text="Good morning", is_statement=False, now=timezone.now())
    expected = list(Message.objects.in_line(branch))
    assert expected
    found = rows.messages_of(branch, 1)
    assert [each.pk for each in found] == [each.pk for each in expected]
    for one, row in zip(found, expected, strict=True):
        assert_same(one, row)
    with django_assert_num_queries(0):
        assert {(each.turn.number, each.author and each.author.name) for each in found} >= {(1, "Bo")}
    assert rows.messages_of(branch, 0) == []


def test_who_is_ready_is_a_set_of_roles(bo: Participant) -> None:
    turn = Turn.objects.get(branch=bo.exercise.current_branch)
    assert rows.ready_roles(turn) == set(
        OrderSheet.objects.filter(turn=turn, is_ready=True).values_list("seat__role", flat=True)
    )
    OrderSheet.objects.create(
        turn=turn, seat=bo.seat, revision=1, orders=[], is_ready=True, submitted_at=turn.opened_at
    )
    assert "KOR" in rows.ready_roles(turn)


def test_rows_are_told_by_their_columns(bo: Participant) -> None:
    assert [one.pk for one in rows.where(Seat, exercise_id=bo.exercise_id, id=bo.seat_id or 0)] == [bo.seat_id]
    assert not rows.where(Seat, exercise_id=ABSENT)
    assert {one.role for one in rows.where(Seat, exercise_id=bo.exercise_id)} >= {"KOR", "JPN"}
