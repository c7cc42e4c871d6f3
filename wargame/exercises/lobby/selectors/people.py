"""Everybody of an exercise, also those who have left, for its white cell."""

from dataclasses import dataclass
from datetime import datetime

from wargame.exercises import bridge
from wargame.exercises.codes import dashed_code
from wargame.exercises.models import Exercise, Participant
from wargame.exercises.presence import person_of


@dataclass(frozen=True)
class PersonRow:
    """A person. `seat` is a role or ""; `has_link` says that they come back by a link, not by a password.

    `sight` is what an observer may see: "common", "all" or a role.
    """

    pk: int
    name: str
    seat: str
    is_here: bool
    is_barred: bool
    has_link: bool
    is_forgotten: bool
    sight: str
    may_note: bool
    may_mark: bool


@dataclass(frozen=True)
class People:
    """Everybody of an exercise. `seats` are roles with names; `gone` are those who left or were removed."""

    code: str
    title: str
    is_join_locked: bool
    is_open: bool
    is_over: bool
    seats: tuple[tuple[str, str], ...]
    players: tuple[PersonRow, ...]
    observers: tuple[PersonRow, ...]
    white_cell: tuple[PersonRow, ...]
    gone: tuple[PersonRow, ...]


def people_of(exercise: Exercise, now: datetime) -> People:
    """Return everybody of an exercise; players are sorted by seat, those without one first."""
    version = exercise.scenario_version
    setting = bridge.setting_of(exercise)
    rows = list(exercise.participants.select_related("seat", "watched", "user"))
    here = [row for row in rows if row.left_at is None]
    players = (_person_row(row, now) for row in here if row.part == Participant.Part.PLAYER)
    return People(
        code=dashed_code(exercise.code),
        title=exercise.title or version.title,
        is_join_locked=exercise.is_join_locked,
        is_open=exercise.status == Exercise.Status.LOBBY,
        is_over=exercise.status == Exercise.Status.ENDED,
        seats=tuple((code, setting.state(code).name) for code in setting.seats),
        players=tuple(sorted(players, key=lambda each: each.seat)),
        observers=tuple(_person_row(row, now) for row in here if row.part == Participant.Part.OBSERVER),
        white_cell=tuple(_person_row(row, now) for row in here if row.is_white_cell),
        gone=tuple(_person_row(row, now) for row in rows if row.left_at is not None),
    )


def _person_row(row: Participant, now: datetime) -> PersonRow:
    person = person_of(row, now)
    return PersonRow(
        pk=person.pk,
        name=person.name,
        seat=row.seat.role if row.seat else "",
        is_here=person.is_here,
        is_barred=row.is_barred,
        has_link=row.user.is_guest,
        is_forgotten=not row.user.is_active,
        sight=row.watched.role if row.watched else row.sight,
        may_note=row.may_note,
        may_mark=row.may_mark,
    )
