"""The rows that most requests of an exercise read: who asks, in which exercise, its turns, what is beside them.

Django takes ten times as long to build such a statement as the database to answer it, and a class asks in one moment.
So these statements are written out; `sql_rows` makes the same rows of what they return.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import connection, models

from scenarios.models import ScenarioVersion
from wargame.exercises.models import Branch, Exercise, Message, OrderSheet, Participant, Proposal, Seat, Turn
from wargame.web import sql_rows
from wargame.web.sql_rows import columns

Row = TypeVar("Row", bound=models.Model)

LARGE = frozenset({"world", "next_world", "outcomes", "notes", "interventions", "error"})
"""Columns of a turn that say what was played in it, and not where it stands."""
LAST_NUMBER = 32_767
"""The highest number that the column of a turn holds; databases refuse to look for a much higher one."""


def person_of(user_id: int, code: str) -> Participant:
    """Return somebody's row in an exercise, with seat, exercise, version and current branch loaded.

    Raises Participant.DoesNotExist for strangers, for people who left, and where the exercise is deleted meanwhile.
    """
    asked = (
        f"SELECT {columns(Participant, table='person')} FROM {_name(Participant)} person "  # noqa: S608 - only names
        f"JOIN {_name(Exercise)} exercise ON exercise.id = person.exercise_id "
        "WHERE person.user_id = %s AND exercise.code = %s AND person.left_at IS NULL"
    )
    try:
        person = _only(sql_rows.rows(Participant, asked, [user_id, code]))
        person.exercise = _exercise(person.exercise_id)
        if person.seat_id is not None:
            person.seat = _only(where(Seat, id=person.seat_id))
    except ObjectDoesNotExist:
        # Nothing holds these rows between two statements.
        raise Participant.DoesNotExist from None
    return person


def turn_of(branch: Branch, number: int | None = None, without: frozenset[str] = sql_rows.NOTHING) -> Turn | None:
    """Return a turn of a branch by number, or without one its last; None if it has no such turn.

    Turns that it inherits are not looked for.
    """
    return _turn(branch.pk, number, without)


def state_of_last_turn(branch_id: int) -> Turn | None:
    """Return the last turn of a branch without its large columns."""
    return _turn(branch_id, None, without=LARGE)


def where(model: type[Row], without: frozenset[str] = sql_rows.NOTHING, **keys: int) -> list[Row]:
    """Return the rows of a model whose columns have these values, without some columns, in no order."""
    clauses = " AND ".join(f'"{column}" = %s' for column in keys)
    asked = f"SELECT {columns(model, without)} FROM {_name(model)} WHERE {clauses}"  # noqa: S608 - only names
    return sql_rows.rows(model, asked, [*keys.values()], without)


def ready_roles(turn: Turn) -> set[str]:
    """Return the roles of the seats that have submitted their orders of a turn."""
    asked = (
        f"SELECT seat.role FROM {_name(OrderSheet)} sheet JOIN {_name(Seat)} seat ON seat.id = sheet.seat_id "  # noqa: S608
        "WHERE sheet.turn_id = %s AND sheet.is_ready"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, [turn.pk])
        return {role for (role,) in cursor.fetchall()}


def messages_of(branch: Branch, last: int) -> list[Message]:
    """Return the messages of a branch up to a turn, oldest first, with their turns and authors loaded.

    Those of turns that it inherits are not looked for, and those that are deleted meanwhile are left out.
    """
    asked = (
        f"SELECT {columns(Message, table='message')} FROM {_name(Message)} message "  # noqa: S608
        f"JOIN {_name(Turn)} turn ON turn.id = message.turn_id "
        "WHERE turn.branch_id = %s AND turn.number <= %s ORDER BY turn.number, message.id"
    )
    if sent := sql_rows.rows(Message, asked, [branch.pk, last]):
        turns = {turn.pk: turn for turn in where(Turn, LARGE, branch_id=branch.pk)}
        has_authors = any(message.author_id for message in sent)
        people = {each.pk: each for each in where(Participant, exercise_id=branch.exercise_id)} if has_authors else {}
        authors = {None, *people}
        sent = [each for each in sent if each.turn_id in turns and each.author_id in authors]
        for message in sent:
            message.turn = turns[message.turn_id]
            message.author = None if message.author_id is None else people[message.author_id]
        _join_proposals(sent)
    return sent


def _join_proposals(sent: list[Message]) -> None:
    """Load the proposals that letters answer, all in one query."""
    keys = {message.proposal_id for message in sent if message.proposal_id}
    proposals = {each.pk: each for each in Proposal.objects.filter(pk__in=keys)} if keys else {}
    for message in sent:
        message.proposal = proposals.get(message.proposal_id or 0)


def _turn(branch_id: int, number: int | None, without: frozenset[str] = sql_rows.NOTHING) -> Turn | None:
    if number is not None and not 0 <= number <= LAST_NUMBER:
        return None
    which = "branch_id = %s ORDER BY number DESC LIMIT 1" if number is None else "branch_id = %s AND number = %s"
    asked = f"SELECT {columns(Turn, without)} FROM {_name(Turn)} WHERE {which}"  # noqa: S608 - only names
    keys = [branch_id] if number is None else [branch_id, number]
    return next(iter(sql_rows.rows(Turn, asked, keys, without)), None)


def _exercise(key: int) -> Exercise:
    asked = (
        f"SELECT {columns(Exercise, table='exercise')}, version.content_hash FROM {_name(Exercise)} exercise "  # noqa: S608
        f"JOIN {_name(ScenarioVersion)} version ON version.id = exercise.scenario_version_id WHERE exercise.id = %s"
    )
    exercise = _only(sql_rows.rows(Exercise, asked, [key], more=["version_hash"]))
    exercise.scenario_version = _version(exercise.scenario_version_id, vars(exercise)["version_hash"])
    if exercise.current_branch_id is not None:
        branches = where(Branch, frozenset({"final_world"}), id=exercise.current_branch_id)
        exercise.current_branch = _only(branches)
    return exercise


@lru_cache(maxsize=16)
def _version(key: int, content_hash: str) -> ScenarioVersion:
    """Return a version, which never changes, with its roles and without its content, which `bridge` keeps as what it
    means.
    """
    versions = ScenarioVersion.objects.select_related("scenario").prefetch_related("roles").defer("content")
    return versions.get(pk=key, content_hash=content_hash)


def _only(found: Iterable[Row]) -> Row:
    """Return the first row. Raises ObjectDoesNotExist where there is none."""
    for row in found:
        return row
    raise ObjectDoesNotExist


def _name(model: type[models.Model]) -> str:
    return f'"{model._meta.db_table}"'
