"""Plays turns of a solo exercise with a policy in the seat of its person, with results like those of any other turn."""

import time
from datetime import datetime

from wargame.exercises import access, bridge
from wargame.exercises.models import Exercise, Seat, Turn
from wargame.exercises.orders.services import orders
from wargame.exercises.turns.services import openings, turns

_POLL_SECONDS, _MAX_POLLS = 0.05, 1_200


class StuckGame(RuntimeError):
    """A turn of the game got no results."""


def play_turn(*, seat: Seat, policy: str, now: datetime) -> None:
    """Let a policy give the orders of a seat in the open turn, and wait for the results. Raises StuckGame."""
    turn = access.latest_turn_for(seat, access.line_of(seat.exercise))
    decided = openings.decide(exercise=seat.exercise, world=bridge.world_of(turn), policies={seat.role: policy})
    rows, revision = bridge.order_rows(decided[seat.role].sheet), orders.sheet_of(seat=seat, turn=turn).revision
    orders.submit(seat=seat, turn=turn, orders=rows, revision=revision, now=now)
    _resolve(turn, now)
    seat.exercise.refresh_from_db()


def is_over(exercise: Exercise) -> bool:
    """Return whether the exercise has come to an ending."""
    return exercise.status == Exercise.Status.ENDED


def _resolve(turn: Turn, now: datetime) -> None:
    """Resolve a turn here, or wait while a running worker does."""
    for _ in range(_MAX_POLLS):
        turns.resolve(turn_id=turn.pk, now=now)
        if Turn.objects.filter(pk=turn.pk, status=Turn.Status.CLOSED).exists():
            return
        time.sleep(_POLL_SECONDS)
    raise StuckGame(f"Turn {turn.number} got no results. Remedy: Ask `doctor` whether the worker is healthy.")
