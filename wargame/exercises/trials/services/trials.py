"""Begins a trial: a solo exercise in which an author tries a scenario before it is published."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from scenarios.models import ScenarioVersion
from wargame.accounts.models import User
from wargame.exercises.lobby.services import simulated, solo
from wargame.exercises.models import Exercise
from wargame.exercises.rights.services import deleting

MOST_TRIALS = 5
"""The most trials of one scenario that stay; a new one takes the place of the oldest."""


class StuckTrial(RuntimeError):
    """A turn before the one to try got no results; the sentence says what its author can do."""

    def __init__(self) -> None:
        super().__init__(
            "Parley could not play the turns before this one in time. The trial stands in My exercises as far as "
            "it got, and no earlier one was deleted. Try again, or ask the operator of this site."
        )


def begin(
    *, make: Callable[[], ScenarioVersion], role: str, turn: int, watches: bool, user: User, now: datetime
) -> Exercise:
    """Begin a solo exercise as a seat in a turn, for which the AI plays the turns before, and this one for `watches`.

    A game may come to its ending in them. Raises `solo.UnknownRole`, StuckTrial, and what `make` raises.
    """
    # Another trial of the same scenario deletes versions that nobody plays yet: it waits until this one is played.
    with transaction.atomic():
        version = make()
        exercise = solo.start_solo(version=version, role=role, user=user, now=now)
    last = min(turn, version.turns)
    _play(exercise, role, last if watches else last - 1, now)
    _make_room(version, user)
    exercise.refresh_from_db()
    return exercise


def _play(exercise: Exercise, role: str, turns: int, now: datetime) -> None:
    seat = exercise.seats.select_related("exercise__scenario_version").get(role=role)
    try:
        for _ in range(turns):
            if simulated.is_over(seat.exercise):
                break
            simulated.play_turn(seat=seat, policy=seat.standby, now=now)
    except simulated.StuckGame as error:
        raise StuckTrial from error


def _make_room(version: ScenarioVersion, user: User) -> None:
    trials = Exercise.objects.filter(scenario_version__scenario=version.scenario_id, created_by=user)
    for old in trials.order_by("-pk")[MOST_TRIALS:]:
        deleting.delete(exercise=old, who="its author, who began another trial")
