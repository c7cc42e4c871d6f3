"""Plays a random game as an exercise that stays: with rows, a code, a log and an archive, like a game of people."""

import hashlib
from datetime import datetime

from scenarios.models import ScenarioVersion
from wargame.accounts.models import User
from wargame.exercises.lobby.services import simulated, solo
from wargame.exercises.lobby.services.simulated import StuckGame
from wargame.exercises.models import Exercise

__all__ = ["StuckGame", "play"]

RANDOM = "random"


def play(*, version: ScenarioVersion, user: User, seed: int, game: int, now: datetime) -> Exercise:
    """Play one game to its end, and return its exercise.

    The user plays the first seat by lot, and the scenario's policies play the others. Equal seeds play equal games.
    Raises StuckGame.
    """
    role = version.roles.order_by("position").values_list("code", flat=True)[0]
    drawn = hashlib.sha256(f"parley random game {version.content_hash} {seed} {game}".encode()).digest()
    exercise = solo.start_solo(version=version, role=role, user=user, now=now, secret=drawn)
    seat = exercise.seats.select_related("exercise__scenario_version").get(role=role)
    while not simulated.is_over(seat.exercise):
        simulated.play_turn(seat=seat, policy=RANDOM, now=now)
    exercise.refresh_from_db()
    return exercise
