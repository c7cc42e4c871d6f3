"""Parallel groups of one class as rows of a table, for the white cell that leads them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet

from wargame.exercises import bridge
from wargame.exercises.codes import dashed_code
from wargame.exercises.models import Exercise, OrderSheet, Participant, Seat, Turn
from wargame.exercises.presence import person_of
from wargame.web.clocks import clock_of


@dataclass(frozen=True)
class ClassGroup:
    """A group.

    `turn` is 0 in its lobby; `ready` of `seats` have submitted orders; `status` is the turn's, or the exercise's.
    """

    code: str
    title: str
    turn: int
    phase: str
    status: str
    is_paused: bool
    deadline: datetime | None
    left: str
    ready: int
    seats: int
    people: int
    here: int
    waiting: int


def groups_of(leaders: Sequence[Participant], now: datetime) -> tuple[ClassGroup, ...]:
    """Return a row for each group, with a fixed number of queries; `leaders` are the reader's participant rows."""
    exercises = [leader.exercise for leader in leaders]
    turns = _reached(exercises)
    here = Participant.objects.filter(exercise__in=exercises, part=Participant.Part.PLAYER, left_at=None)
    players: dict[int, list[Participant]] = {}
    for person in here:
        players.setdefault(person.exercise_id, []).append(person)
    ready = _count_by(OrderSheet.objects.filter(turn__in=turns.values(), is_ready=True), "turn")
    seats = _count_by(Seat.objects.filter(exercise__in=exercises), "exercise")
    return tuple(
        _group(exercise, turns.get(exercise.current_branch_id), players.get(exercise.pk, []), seats, ready, now)
        for exercise in exercises
    )


def roles_of(leaders: Sequence[Participant]) -> tuple[str, ...]:
    """Return the roles of the seats, which all groups of a series share."""
    return tuple(sorted(bridge.setting_of(leaders[0].exercise).seats))


def _reached(exercises: Iterable[Exercise]) -> dict[int | None, Turn]:
    """Return the last turn of each exercise's current branch, by the branch's primary key."""
    lines = [exercise.current_branch_id for exercise in exercises if exercise.current_branch_id]
    turns = Turn.objects.filter(branch__in=lines).defer("world", "next_world", "outcomes").order_by("number")
    return {turn.branch_id: turn for turn in turns}


def _count_by(rows: QuerySet[Any], of: str) -> dict[int, int]:
    """Return the number of rows for each value of a foreign key."""
    return dict(rows.order_by().values_list(of).annotate(Count("pk")))


def _group(
    exercise: Exercise,
    turn: Turn | None,
    players: Sequence[Participant],
    seats: Mapping[int, int],
    ready: Mapping[int, int],
    now: datetime,
) -> ClassGroup:
    is_over = exercise.status == Exercise.Status.ENDED
    return ClassGroup(
        code=dashed_code(exercise.code),
        title=exercise.title_in_series,
        turn=turn.number if turn else 0,
        phase="Ended" if is_over else turn.phase.label if turn else "Lobby",
        status=exercise.status if is_over or turn is None else turn.status,
        is_paused=turn is not None and turn.is_paused,
        deadline=turn.deadline if turn and turn.is_under_way else None,
        left=clock_of(turn.left_seconds) if turn else "",
        ready=ready.get(turn.pk, 0) if turn else 0,
        seats=seats.get(exercise.pk, 0),
        people=len(players),
        here=sum(person_of(person, now).is_here for person in players),
        waiting=sum(person.seat_id is None for person in players),
    )
