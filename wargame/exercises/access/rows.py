"""The rows that every request of an exercise reads: who asks, in which exercise, and its turns.

Django takes ten times as long to build such a statement as the database to answer it, and a class asks in one moment.
So these statements are written out; Django's `raw` makes the same rows of what they return.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import TypeVar

from django.db import models

from scenarios.models import ScenarioVersion
from wargame.exercises.models import Branch, Exercise, Participant, Seat, Turn

Row = TypeVar("Row", bound=models.Model)

LARGE = frozenset({"world", "next_world", "outcomes", "notes", "interventions", "error"})
"""Columns of a turn that say what was played in it, and not where it stands."""


def person_of(user_id: int, code: str) -> Participant:
    """Return somebody's row in an exercise, with seat, exercise, version and current branch loaded.

    Raises Participant.DoesNotExist for strangers and for people who left.
    """
    asked = (
        f"SELECT person.* FROM {_name(Participant)} person "  # noqa: S608 - only names
        f"JOIN {_name(Exercise)} exercise ON exercise.id = person.exercise_id "
        "WHERE person.user_id = %s AND exercise.code = %s AND person.left_at IS NULL"
    )
    for person in Participant.objects.raw(asked, [user_id, code]):
        person.exercise = _exercise(person.exercise_id)
        if person.seat_id is not None:
            person.seat = _by_key(Seat, person.seat_id)
        return person
    raise Participant.DoesNotExist


def turn_of(branch: Branch, number: int | None = None) -> Turn | None:
    """Return a turn of a branch by number, or without one its last; None if it has no such turn.

    Turns that it inherits are not looked for.
    """
    return _turn(branch.pk, number)


def state_of_last_turn(branch_id: int) -> Turn | None:
    """Return the last turn of a branch without its large columns."""
    return _turn(branch_id, None, without=LARGE)


def _turn(branch_id: int, number: int | None, without: Collection[str] = ()) -> Turn | None:
    which = "branch_id = %s ORDER BY number DESC LIMIT 1" if number is None else "branch_id = %s AND number = %s"
    asked = f"SELECT {_columns(Turn, frozenset(without))} FROM {_name(Turn)} WHERE {which}"  # noqa: S608 - only names
    return next(iter(Turn.objects.raw(asked, [branch_id] if number is None else [branch_id, number])), None)


def _exercise(key: int) -> Exercise:
    asked = (
        f"SELECT exercise.*, version.content_hash AS version_hash FROM {_name(Exercise)} exercise "  # noqa: S608
        f"JOIN {_name(ScenarioVersion)} version ON version.id = exercise.scenario_version_id WHERE exercise.id = %s"
    )
    (exercise,) = Exercise.objects.raw(asked, [key])
    exercise.scenario_version = _version(exercise.scenario_version_id, vars(exercise)["version_hash"])
    if exercise.current_branch_id is not None:
        exercise.current_branch = _by_key(Branch, exercise.current_branch_id, frozenset({"final_world"}))
    return exercise


@lru_cache(maxsize=16)
def _version(key: int, content_hash: str) -> ScenarioVersion:
    """Return a version, which never changes, without its content, which `bridge` keeps as what it means."""
    return ScenarioVersion.objects.select_related("scenario").defer("content").get(pk=key, content_hash=content_hash)


def _by_key(model: type[Row], key: int, without: frozenset[str] = frozenset()) -> Row:
    asked = f"SELECT {_columns(model, without)} FROM {_name(model)} WHERE id = %s"  # noqa: S608 - only names
    (row,) = model._default_manager.raw(asked, [key])
    return row


def _name(model: type[models.Model]) -> str:
    return f'"{model._meta.db_table}"'


@lru_cache(maxsize=16)
def _columns(model: type[models.Model], without: frozenset[str]) -> str:
    names = (field.column for field in model._meta.concrete_fields if field.name not in without)
    return ", ".join(f'"{name}"' for name in names)
