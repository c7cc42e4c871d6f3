"""Makes the review of a finished line ready by itself: first its split, then the questions of a class's debrief, then
the same game as its seats knew it.

Nobody waits for it, so its chunks have the lowest priority, as all ensembles.
"""

import logging
import traceback
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Exists, OuterRef, QuerySet

from wargame import engine
from wargame.accounts.models import User
from wargame.analysis import bridge
from wargame.analysis.models import Ensemble
from wargame.analysis.services import ensembles
from wargame.analysis.services.debrief_questions import make_questions
from wargame.exercises import bridge as exercises
from wargame.exercises import perspectives
from wargame.exercises.debrief.domain import has_debrief
from wargame.exercises.models import Branch, Exercise, Turn

WITHIN = timedelta(hours=1)
"""A line that ended longer ago gets its split when somebody opens the page."""

Kind = Ensemble.Kind

logger = logging.getLogger(__name__)


def lines_due(*, now: datetime) -> list[int]:
    """Return the lines whose review still needs an ensemble, if their exercise plays none now."""
    return [*_unsplit(now).values_list("pk", flat=True), *_unread(now).values_list("branch_id", flat=True)]


def go_on(*, branch_id: int, now: datetime) -> Ensemble | None:
    """Ask for the next ensemble of a line that its review reads; None if there is none, or another is being played.

    A split that nothing follows yet also gives a class the questions of its debrief.
    """
    if line := _unsplit(now).filter(pk=branch_id).first():
        turn = Turn.objects.with_exercise().in_line(line)[0]
        terms = ensembles.Terms(kind=Kind.SPLIT)
        columns = partial(ensembles.columns_of_terms, branch=line, turn=turn, terms=terms)
        return _begin(columns, _empty(Kind.SPLIT, line, turn), by=line.exercise.created_by, now=now)
    if split := _unread(now).filter(branch=branch_id).first():
        _make_questions(split)
        empty = _empty(Kind.KNOWN_THEN, split.line, split.first_turn) | {"change": _change(split)}
        return _begin(partial(columns_of_reading, split), empty, by=split.asked_by, now=now)
    return None


def _make_questions(split: Ensemble) -> None:
    """Make the questions of a class's debrief. A failure is logged: the white cell can still press the button."""
    exercise = split.exercise
    if split.branch_id != exercise.current_branch_id or not has_debrief(exercise):
        return
    try:
        make_questions(exercise=exercise)
    except (ValueError, LookupError, ObjectDoesNotExist):
        logger.exception("The questions for the debrief of %s could not be made", exercise)


def _begin(columns: Callable[[], bridge.Row], empty: bridge.Row, *, by: User, now: datetime) -> Ensemble | None:
    """Begin an ensemble. One without columns is kept as failed: readers see that, and no hint tries it again."""
    exercise_id = empty["branch"].exercise_id
    try:
        return ensembles.begin(exercise_id=exercise_id, asked=columns(), by=by, now=now)[0]
    except ensembles.AlreadyRunning:
        return None
    except (ValueError, LookupError, ObjectDoesNotExist):
        logger.exception("The review of line %s could not be made ready", empty["branch"].pk)
        error = traceback.format_exc()
        return ensembles.fail_at_once(exercise_id=exercise_id, asked=empty, by=by, now=now, error=error)


def _empty(kind: str, line: Branch, turn: Turn) -> bridge.Row:
    """Return the columns of an ensemble for which no game can be played."""
    terms = {"games": ensembles.LEAST_PAIRS, "seed": 1, "keeps_orders": True, "policies": {}}
    return terms | {"kind": kind, "branch": line, "turn": turn, "engine_version": engine.ENGINE_VERSION}


def _change(split: Ensemble, points: Sequence[bridge.Row] = ()) -> bridge.Row:
    """Return the column that says which split a reading reads, and what was on offer at its turning points."""
    return {"split": split.number, "points": list(points)}


def columns_of_reading(split: Ensemble) -> bridge.Row:
    """Return the columns of the ensemble that reads a split game as its seats knew it then."""
    turns = list(Turn.objects.with_exercise().in_line(split.line))
    sheets = exercises.sheets_in(turns)
    found = bridge.decode(split.kind, split.aggregate or {})
    if not isinstance(found, engine.Split):
        raise ValueError(f"{split} is no split.")
    by_number = {turn.number: turn for turn in turns}
    points = [_point(by_number[one.turn], one.seat, sheets) for one in found.turning_points(sheets)]
    options = [len(rows) for point in points for rows in point["slots"]]
    futures = engine.futures_of_known(exercises.setting_for(turns[0]), found.turns, options)
    same = {name: getattr(split, name) for name in ("branch", "turn", "seed", "keeps_orders", "policies")}
    return same | {
        "kind": Kind.KNOWN_THEN,
        "games": max(ensembles.LEAST_PAIRS, min(split.games, ensembles.MOST_GAMES // futures)),
        "futures": futures,
        "change": _change(split, points),
        "engine_version": engine.ENGINE_VERSION,
    }


def _point(turn: Turn, role: str, sheets: dict[int, dict[str, engine.Sheet]]) -> bridge.Row:
    """Return a turning point with the orders that were on offer in each slot."""
    view = perspectives.view_of(turn, turn.branch.exercise.seats.get(role=role))
    sheet = sheets[turn.number][role]
    slots = [exercises.order_rows(engine.replacements(view, sheet, slot)) for slot in range(len(sheet))]
    return {"turn": turn.number, "seat": role, "slots": slots}


def _unsplit(now: datetime) -> QuerySet[Branch]:
    """Return the lines that ended lately and that nobody has asked to split; one without results has no parts."""
    splits = Ensemble.objects.filter(kind=Kind.SPLIT, branch=OuterRef("pk"))
    first = Turn.objects.filter(branch=OuterRef("pk"), status=Turn.Status.CLOSED)
    ended = Exercise.objects.filter(status=Exercise.Status.ENDED, ended_at__gt=now - WITHIN, ended_at__lte=now)
    lines = Branch.objects.filter(pk__in=ended.values("current_branch")).exclude(_is_busy())
    return lines.filter(~Exists(splits), Exists(first)).select_related("exercise__scenario_version")


def _unread(now: datetime) -> QuerySet[Ensemble]:
    """Return the splits that were done lately and that no reading as known then follows."""
    later = Ensemble.objects.filter(branch=OuterRef("branch"), number__gt=OuterRef("number"))
    done = Ensemble.objects.filter(kind=Kind.SPLIT, status=Ensemble.Status.DONE, finished_at__gt=now - WITHIN)
    unread = done.filter(~Exists(later.filter(kind=Kind.KNOWN_THEN))).exclude(_is_busy())
    return unread.select_related("exercise__scenario_version", "branch", "turn", "asked_by")


def _is_busy() -> Exists:
    """Say that an ensemble of the same exercise is being played: nobody can ask for another. Trials of dials are none
    of them.
    """
    running = Ensemble.objects.filter(status=Ensemble.Status.RUNNING, exercise=OuterRef("exercise"))
    return Exists(running.exclude(kind__in=[Kind.DIALS, Kind.SECOND_TRY]))
