"""Exercises in one line each, for lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from wargame.exercises.codes import shown_code
from wargame.exercises.models import Participant, Seat, Turn


@dataclass(frozen=True)
class Summary:
    """An exercise as its player finds it again; `turn` is the last one of the current branch."""

    code: str
    scenario: str
    scenario_version: int
    title: str
    seat: str
    status: str
    branch: int
    turn: int
    turn_status: str
    created_at: datetime


def summaries_of(seats: Iterable[Seat]) -> tuple[Summary, ...]:
    """One line for each seat, in their order, with one query for all of them."""
    listed = list(seats)
    branches = [seat.exercise.current_branch_id for seat in listed]
    turns = Turn.objects.filter(branch__in=branches).order_by("number").only("branch", "number", "status")
    latest = {turn.branch_id: turn for turn in turns}
    return tuple(_summary(seat, latest[seat.exercise.current_branch_id or 0]) for seat in listed)


@dataclass(frozen=True)
class Gathering:
    """An exercise that a person leads, watches, or waits in without playing a turn of it yet."""

    code: str
    title: str
    scenario: str
    part: str
    status: str
    people: int
    created_at: datetime


def gatherings_of(people: QuerySet[Participant]) -> tuple[Gathering, ...]:
    """One line for each person who has no seat in a turn of theirs, in their order."""
    waiting = people.filter(Q(seat=None) | Q(exercise__current_branch=None))
    here = Count("exercise__participants", filter=Q(exercise__participants__left_at=None))
    return tuple(
        Gathering(
            code=shown_code(person.exercise.code),
            title=person.exercise.title or person.exercise.scenario_version.title,
            scenario=person.exercise.scenario_version.title,
            part=person.get_part_display(),
            status=person.exercise.status,
            people=person.here,
            created_at=person.exercise.created_at,
        )
        for person in waiting.annotate(here=here)
    )


def _summary(seat: Seat, turn: Turn) -> Summary:
    exercise = seat.exercise
    branch = exercise.current_branch
    version = exercise.scenario_version
    return Summary(
        code=shown_code(exercise.code),
        scenario=version.scenario.slug,
        scenario_version=version.number,
        title=version.title,
        seat=seat.role,
        status=exercise.status,
        branch=branch.number if branch else 0,
        turn=turn.number,
        turn_status=turn.status,
        created_at=exercise.created_at,
    )
