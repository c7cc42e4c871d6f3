"""Begins a trial: a solo exercise in which an author tries a scenario before it is published."""

from datetime import datetime

from scenarios.models import ScenarioVersion
from wargame.accounts.models import User
from wargame.exercises.lobby.services import simulated, solo
from wargame.exercises.models import Exercise
from wargame.exercises.rights.services import deleting

MOST_TRIALS = 5
"""The most trials of one scenario that stay; a new one takes the place of the oldest."""


def begin(*, version: ScenarioVersion, role: str, turns_before: int, user: User, now: datetime) -> Exercise:
    """Begin a solo exercise as a seat, of which the AI has played some turns already for all seats.

    A game may come to its ending in them. Raises `solo.UnknownRole` and `simulated.StuckGame`.
    """
    solo.require_role(version=version, role=role)
    _make_room(version, user)
    exercise = solo.start_solo(version=version, role=role, user=user, now=now)
    seat = exercise.seats.select_related("exercise__scenario_version").get(role=role)
    for _ in range(turns_before):
        if simulated.is_over(seat.exercise):
            break
        simulated.play_turn(seat=seat, policy=seat.standby, now=now)
    exercise.refresh_from_db()
    return exercise


def _make_room(version: ScenarioVersion, user: User) -> None:
    trials = Exercise.objects.filter(scenario_version__scenario=version.scenario_id, created_by=user)
    for old in trials.order_by("-pk")[MOST_TRIALS - 1 :]:
        deleting.delete(exercise=old, who="its author, who began another trial")
