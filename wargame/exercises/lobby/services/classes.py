"""Creates exercises for a class, with a lobby, and changes their rules."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count

from scenarios.models import ScenarioVersion
from wargame.accounts.models import User
from wargame.exercises import bridge, dice_commitments, exercise_dials, notices
from wargame.exercises.control.services.lifecycle import refuse_begun
from wargame.exercises.control_log.services import control
from wargame.exercises.lobby.services import solo
from wargame.exercises.lobby.services.standbys import standbys
from wargame.exercises.models import Exercise, Participant, Seat, Series
from wargame.exercises.turns.domain import TIMERS
from wargame.web.clocks import zones

LONGEST_PHASE_SECONDS = 14 * 24 * 60 * 60
MOST_IN_SEAT = 50
MOST_GROUPS = 20
LONGEST_TITLE = 120


class BadRules(ValueError):
    """The rules are not valid. `problems` say what is wrong and what would be right."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class Rules:
    """The conduct of an exercise: the columns of `Exercise` of the same names."""

    title: str = ""
    mode: str = Exercise.Mode.CLASS
    adjudication: str = Exercise.Adjudication.RIGID
    brief_seconds: int = 120
    orders_seconds: int = 600
    grace_seconds: int = 0
    review_seconds: int = 0
    reveal_seconds: int = 0
    discuss_seconds: int = 0
    time_zone: str = "UTC"
    missed: str = Exercise.Missed.HOLD
    messages: str = Exercise.Messages.MONITORED
    shows_receipts: bool = False
    advice: str = Exercise.Advice.NONE
    first_turn: int = 1
    seat_size: int = 8
    allows_reopen: bool = True
    allows_observers: bool = False
    observer_delay: int = 0
    dials: Mapping[str, float] = field(default_factory=dict)

    def problems(self) -> tuple[str, ...]:
        """Return the faults of the rules, in sentences; empty if the rules are valid."""
        found = (
            sentence
            for is_wrong, sentence in (
                (self.mode not in {Exercise.Mode.CLASS, Exercise.Mode.SANDBOX}, "Choose a class or a sandbox."),
                (
                    self.adjudication not in Exercise.Adjudication.values,
                    "Choose rigid, semi-rigid or free.",
                ),
                (self.missed not in Exercise.Missed.values, "Missed orders: choose to hold or to let the AI decide."),
                (self.messages not in Exercise.Messages.values, "Messages: choose open, monitored or off."),
                (self.advice not in Exercise.Advice.values, "Advice on orders: choose open, on request or none."),
                (self.time_zone not in zones(), "Choose a time zone of the list, such as Asia/Seoul."),
                (not _are_durations(self), "Times must be from 0 seconds to 14 days."),
                (not 1 <= self.seat_size <= MOST_IN_SEAT, f"A seat takes from 1 to {MOST_IN_SEAT} people."),
                (not 0 <= self.observer_delay <= MOST_IN_SEAT, "Observers can be from 0 to 50 turns behind."),
                (len(self.title) > LONGEST_TITLE, f"Shorten the title to {LONGEST_TITLE} characters."),
            )
            if is_wrong
        )
        return (*found, *exercise_dials.problems_of(self.dials).values())


def _are_durations(rules: Rules) -> bool:
    seconds = (getattr(rules, f"{timer}_seconds") for timer in TIMERS)
    return all(0 <= each <= LONGEST_PHASE_SECONDS for each in seconds)


def create(
    *,
    version: ScenarioVersion,
    rules: Rules,
    by: User,
    now: datetime,
    series: Series | None = None,
    secret: bytes | None = None,
) -> Exercise:
    """Create an exercise in its lobby, with no people in its seats and its creator as white cell. Raises BadRules."""
    columns = _columns(version, rules)
    exercise = Exercise(
        code=solo.free_code(),
        scenario_version=version,
        status=Exercise.Status.LOBBY,
        series=series,
        created_by=by,
        created_at=now,
        **dice_commitments.sealed(secret),
        **columns,
    )
    policies = standbys(bridge.setting_of(exercise))
    with transaction.atomic():
        exercise.save()
        Seat.objects.bulk_create(Seat(exercise=exercise, role=code, standby=name) for code, name in policies.items())
        person = Participant.objects.create(
            exercise=exercise, user=by, name=solo.name_of(by), part=Participant.Part.WHITE_CELL, joined_at=now
        )
        control.log(exercise=exercise, act=control.Act.CREATE, by=person, now=now)
    return exercise


def create_groups(
    *, version: ScenarioVersion, rules: Rules, count: int, by: User, now: datetime
) -> tuple[Exercise, ...]:
    """Create parallel groups of one class, each with its own code, people and dice. Raises BadRules."""
    _refuse_bad(rules)
    if not 2 <= count <= MOST_GROUPS:
        raise BadRules((f"A class has from 2 to {MOST_GROUPS} parallel groups.",))
    title = rules.title or version.title
    named = [replace(rules, title=f"{title[: LONGEST_TITLE - 12]}, group {number}") for number in range(1, count + 1)]
    with transaction.atomic():
        code = solo.free_code()
        series = Series.objects.create(title=title[:LONGEST_TITLE], code=code, created_at=now)
        return tuple(create(version=version, rules=each, by=by, now=now, series=series) for each in named)


def change(*, exercise: Exercise, rules: Rules, by: Participant, now: datetime) -> None:
    """Change the rules before the start. The mode (class or sandbox) cannot be changed.

    Raises BadRules, `lifecycle.AlreadyStarted`, `lifecycle.AlreadyEnded` and `control.NotWhiteCell`.
    """
    columns = _columns(exercise.scenario_version, rules)
    with control.leading(by=by, exercise=exercise) as locked:
        refuse_begun(locked)
        _refuse_crowding(locked, rules)
        Exercise.objects.filter(pk=exercise.pk).update(**columns)
        control.log(exercise=exercise, act=control.Act.CHANGE, by=by, now=now)
        notices.publish(exercise_id=exercise.pk, regions=notices.LOBBY)


def lock_joining(*, exercise: Exercise, is_locked: bool, by: Participant, now: datetime) -> None:
    """Stop new people from joining, or allow it again. Raises `control.NotWhiteCell`."""
    with control.leading(by=by, exercise=exercise):
        other = Exercise.objects.filter(pk=exercise.pk).exclude(is_join_locked=is_locked)
        if not other.update(is_join_locked=is_locked):
            return
        act = control.Act.LOCK if is_locked else control.Act.UNLOCK
        control.log(exercise=exercise, act=act, by=by, now=now, detail="joining")
        notices.publish(exercise_id=exercise.pk, regions=notices.LOBBY)


def _columns(version: ScenarioVersion, rules: Rules) -> dict[str, Any]:
    """Return the columns of an exercise of the version under these rules. Raises BadRules."""
    _refuse_bad(rules)
    last = len(bridge.setting_of_version(version).spec.turns)
    if not 1 <= rules.first_turn <= last:
        raise BadRules((f"Begin with a turn from 1 to {last}.",))
    return asdict(rules) | {"dials": exercise_dials.differing(version, rules.dials)}


def _refuse_bad(rules: Rules) -> None:
    if problems := rules.problems():
        raise BadRules(problems)


def _refuse_crowding(exercise: Exercise, rules: Rules) -> None:
    """Refuse another mode, and a seat size below the number of people in a seat."""
    if rules.mode != exercise.mode:
        raise BadRules(("Create another exercise to change between class and sandbox.",))
    crowded = exercise.seats.annotate(count=Count("people")).filter(count__gt=rules.seat_size).first()
    if crowded:
        raise BadRules((f"{crowded.count} people sit in {crowded.role}: move some of them first.",))
