"""Starts solo exercises."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict, Unpack

from django.db import transaction

from scenarios.models import ScenarioVersion
from wargame.accounts.models import User
from wargame.exercises import bridge, dice_commitments, exercise_dials
from wargame.exercises.codes import new_code
from wargame.exercises.lobby.services.standbys import standbys
from wargame.exercises.models import Branch, Exercise, Participant, Seat, Series
from wargame.exercises.models.participant import NAME_LENGTH
from wargame.exercises.turns.services import openings


class UnknownRole(ValueError):
    """The exercise cannot start, because the scenario has no such role."""


class Wishes(TypedDict, total=False):
    """The choices that differ from the usual: the dials that differ from the scenario's, and the advice on orders."""

    dials: Mapping[str, float] | None
    advice: str


def start_solo(
    *,
    version: ScenarioVersion,
    role: str,
    user: User,
    now: datetime,
    secret: bytes | None = None,
    **wishes: Unpack[Wishes],
) -> Exercise:
    """Start an exercise of one person against the scenario's policies. Turn 1 is open, and the policies have decided.

    Raises UnknownRole and `exercise_dials.BadDials`.
    """
    require_role(version=version, role=role)
    differing = exercise_dials.differing(version, wishes.get("dials") or {})
    # The secret is drawn and committed to before the first order, so that nobody can choose the dice later.
    dice = dice_commitments.sealed(secret)
    exercise = Exercise(
        code=free_code(),
        scenario_version=version,
        dials=differing,
        advice=wishes.get("advice", Exercise.Advice.ON_REQUEST),
        created_by=user,
        created_at=now,
        **dice,
    )
    seats = [
        Seat(exercise=exercise, role=code, policy="" if code == role else policy, standby=policy)
        for code, policy in standbys(bridge.setting_of(exercise)).items()
    ]
    prepared = openings.prepare(exercise=exercise, world=openings.world_for(exercise=exercise), seats=seats)
    with transaction.atomic():
        exercise.save()
        for seat in seats:
            seat.save()
            if seat.role == role:
                Participant.objects.create(exercise=exercise, user=user, name=name_of(user), seat=seat, joined_at=now)
        branch = Branch.objects.create(exercise=exercise, number=1, name="Main line", created_at=now)
        openings.store(branch=branch, prepared=prepared, now=now)
        exercise.current_branch = branch
        exercise.save(update_fields=["current_branch"])
    return exercise


def name_of(user: User) -> str:
    """Return a name for a person who was not asked for one. It is never their e-mail address."""
    name = "Guest" if user.is_guest else user.name or user.get_username().partition("@")[0]
    return name[:NAME_LENGTH]


def require_role(*, version: ScenarioVersion, role: str) -> None:
    """Raise UnknownRole for a role that the scenario does not offer."""
    roles = bridge.setting_of_version(version).seats
    if role not in roles:
        raise UnknownRole(f"There is no seat {role!r} in this scenario; choose one of: {', '.join(roles)}.")


def free_code() -> str:
    """Return a code that no exercise or series has.

    If two requests draw the same one, the database's constraint refuses one.
    """
    while True:
        code = new_code()
        if not any(model.objects.filter(code=code).exists() for model in (Exercise, Series)):
            return code
