"""One line for each exercise, for lists."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from django.db.models import Count, Q, QuerySet

from wargame.exercises import access
from wargame.exercises.codes import dashed_code
from wargame.exercises.exercise_dials import NamedDial, named_dials
from wargame.exercises.models import Exercise, Participant, Seat, Series, Turn
from wargame.web.clocks import zone_of


@dataclass(frozen=True)
class Summary:
    """An exercise for one of its players; `turn` is the last turn of the current branch, `zone` the time zone in which
    its times are read.

    `ended_after` is the last turn of a first line that has ended, None while it is played. `what_if` is the name of a
    line that is played beside it, "" for none. `is_own` says that the exercise is theirs to delete.
    """

    code: str
    scenario: str
    scenario_version: int
    title: str
    seat: str
    shape: str
    status: str
    branch: int
    turn: int
    turn_status: str
    created_at: datetime
    zone: tzinfo
    dice: access.DiceCommitment
    dials: tuple[NamedDial, ...]
    advice: str
    ended_after: int | None
    what_if: str
    is_own: bool


def summaries_of(seats: Iterable[Seat]) -> tuple[Summary, ...]:
    """Return one line for each seat, in their order, with one query for all of them."""
    listed = list(seats)
    first = Q(branch__number=1, branch__exercise__in=[seat.exercise_id for seat in listed])
    current = Q(branch__in=[seat.exercise.current_branch_id for seat in listed])
    known = ("number", "status", "branch__exercise_id", "branch__number", "branch__ending")
    turns = Turn.objects.filter(first | current).select_related("branch").order_by("number").only(*known)
    latest = {turn.branch_id: turn for turn in turns}
    ended = {turn.branch.exercise_id: turn.number for turn in turns if turn.branch.number == 1 and turn.branch.ending}
    return tuple(
        _summary(seat, latest[seat.exercise.current_branch_id or 0], ended.get(seat.exercise_id)) for seat in listed
    )


@dataclass(frozen=True)
class OpenExercise:
    """An exercise that a person leads or observes, or in which they wait and do not play yet.

    The parallel groups that somebody leads share one line, with the series' code and their number in `groups`;
    otherwise `groups` is 0. `is_own` says that the exercise is theirs to delete.
    """

    code: str
    title: str
    scenario: str
    part: str
    status: str
    people: int
    created_at: datetime
    zone: tzinfo
    is_own: bool
    groups: int = 0


def open_exercises_of(people: QuerySet[Participant]) -> tuple[OpenExercise, ...]:
    """Return one line for each exercise or series that has not begun or in which a person has no seat, in order."""
    waiting = people.filter(Q(seat=None) | Q(exercise__current_branch=None))
    here = Count("exercise__participants", filter=Q(exercise__participants__left_at=None))
    lines: dict[tuple[str, int], OpenExercise] = {}
    for person in waiting.annotate(here=here):
        exercise = person.exercise
        if exercise.series is not None and person.is_white_cell:
            key = ("series", exercise.series.pk)
            lines[key] = _with_group(lines.get(key), _open_exercise(person, person.here), exercise.series)
        else:
            lines["exercise", exercise.pk] = _open_exercise(person, person.here)
    return tuple(lines.values())


def _open_exercise(person: Participant, people: int) -> OpenExercise:
    exercise = person.exercise
    return OpenExercise(
        code=dashed_code(exercise.code),
        title=exercise.title or exercise.scenario_version.title,
        scenario=exercise.scenario_version.title,
        part=person.get_part_display(),
        status=exercise.status,
        people=people,
        created_at=exercise.created_at,
        zone=zone_of(exercise.time_zone),
        is_own=person.is_white_cell,
    )


def _with_group(known: OpenExercise | None, group: OpenExercise, series: Series) -> OpenExercise:
    """Return the line of a series with one more group. It runs while any group does, and has ended when all have."""
    if known is None:
        return replace(group, code=dashed_code(series.code), title=series.title, groups=1)
    seen = {known.status, group.status}
    running = Exercise.Status.RUNNING.value
    status = seen.pop() if len(seen) == 1 else running
    return replace(known, status=status, people=known.people + group.people, groups=known.groups + 1)


def _summary(seat: Seat, turn: Turn, ended_after: int | None) -> Summary:
    exercise = seat.exercise
    branch = exercise.current_branch
    version = exercise.scenario_version
    return Summary(
        code=dashed_code(exercise.code),
        scenario=version.scenario.slug,
        scenario_version=version.number,
        title=exercise.title or version.title,
        seat=seat.role,
        shape=version.shapes[seat.role],
        status=exercise.status,
        branch=branch.number if branch else 0,
        turn=turn.number,
        turn_status=turn.status,
        created_at=exercise.created_at,
        zone=zone_of(exercise.time_zone),
        dice=access.dice_of(exercise),
        dials=named_dials(exercise),
        advice=exercise.advice,
        ended_after=turn.number if exercise.status == Exercise.Status.ENDED else ended_after,
        what_if=branch.name if branch and branch.number > 1 and exercise.status != Exercise.Status.ENDED else "",
        is_own=exercise.mode == Exercise.Mode.SOLO,
    )
