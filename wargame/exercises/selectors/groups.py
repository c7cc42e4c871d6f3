"""Parallel groups of one class as lines of a table, for the white cell that leads them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wargame.exercises.codes import shown_code
from wargame.exercises.models import Exercise, OrderSheet, Participant, Turn
from wargame.exercises.selectors.frames import clock_of
from wargame.exercises.selectors.lobbies import person_of


@dataclass(frozen=True)
class Group:
    """A group; `turn` is 0 in its lobby, `ready` of `seats` have their orders in, `status` is its turn's or its own."""

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


def groups_of(leaders: Sequence[Participant], now: datetime) -> tuple[Group, ...]:
    """A line for each group; `leaders` are the reader's own places in them."""
    return tuple(_group(leader.exercise, now) for leader in leaders)


def _group(exercise: Exercise, now: datetime) -> Group:
    turn = Turn.objects.filter(branch=exercise.current_branch_id).last() if exercise.current_branch_id else None
    players = exercise.participants.filter(part=Participant.Part.PLAYER, left_at=None)
    people = [person_of(person, now) for person in players]
    is_over = exercise.status == Exercise.Status.ENDED
    return Group(
        code=shown_code(exercise.code),
        title=exercise.title,
        turn=turn.number if turn else 0,
        phase="Ended" if is_over else turn.phase.label if turn else "Lobby",
        status=exercise.status if is_over or turn is None else turn.status,
        is_paused=turn is not None and turn.is_paused,
        deadline=turn.deadline if turn else None,
        left=clock_of(turn.left_seconds) if turn else "",
        ready=OrderSheet.objects.filter(turn=turn, is_ready=True).count() if turn else 0,
        seats=exercise.seats.count(),
        people=len(people),
        here=sum(person.is_here for person in people),
        waiting=players.filter(seat=None).count(),
    )
