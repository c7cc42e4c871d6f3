"""Plays a random game as an exercise that stays: with rows, a code, a log and an archive, like a game of people."""

import hashlib
import time
from datetime import datetime

from scenarios.models import ScenarioVersion
from wargame.accounts.models import User
from wargame.exercises import access, bridge
from wargame.exercises.lobby.services import solo
from wargame.exercises.models import Exercise, Seat, Turn
from wargame.exercises.orders.services import orders
from wargame.exercises.turns.services import openings, turns

RANDOM = "random"
_POLL_SECONDS, _MAX_POLLS = 0.05, 1_200


class StuckGame(RuntimeError):
    """A turn of the game got no results."""


def play(*, version: ScenarioVersion, user: User, seed: int, game: int, now: datetime) -> Exercise:
    """Play one game to its end, and return its exercise.

    The user plays the first seat by lot, and the scenario's policies play the others. Equal seeds play equal games.
    Raises StuckGame.
    """
    role = version.roles.order_by("position").values_list("code", flat=True)[0]
    drawn = hashlib.sha256(f"parley random game {version.content_hash} {seed} {game}".encode()).digest()
    exercise = solo.start_solo(version=version, role=role, user=user, now=now, secret=drawn)
    seat = exercise.seats.select_related("exercise__scenario_version").get(role=role)
    while exercise.status != Exercise.Status.ENDED:
        turn = access.latest_turn_for(seat, access.line_of(exercise))
        _submit(turn, seat, now)
        _resolve(turn, now)
        exercise.refresh_from_db()
        seat.exercise = exercise
    return exercise


def _submit(turn: Turn, seat: Seat, now: datetime) -> None:
    decided = openings.decide(exercise=seat.exercise, world=bridge.world_of(turn), policies={seat.role: RANDOM})
    rows, revision = bridge.order_rows(decided[seat.role].sheet), orders.sheet_of(seat=seat, turn=turn).revision
    orders.submit(seat=seat, turn=turn, orders=rows, revision=revision, now=now)


def _resolve(turn: Turn, now: datetime) -> None:
    """Resolve a turn here, or wait while a running worker does."""
    for _ in range(_MAX_POLLS):
        turns.resolve(turn_id=turn.pk, now=now)
        if Turn.objects.filter(pk=turn.pk, status=Turn.Status.CLOSED).exists():
            return
        time.sleep(_POLL_SECONDS)
    raise StuckGame(f"Turn {turn.number} got no results. Remedy: Ask `doctor` whether the worker is healthy.")
