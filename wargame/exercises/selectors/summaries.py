"""Exercises in one line each, for lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from wargame.exercises.codes import shown_code
from wargame.exercises.models import Seat, Turn


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
