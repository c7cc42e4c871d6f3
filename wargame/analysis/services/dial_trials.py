"""Trying dials: the whole scenario played with one setting and with another, under the same dice."""

from collections.abc import Mapping
from datetime import datetime

from wargame.analysis import bridge
from wargame.analysis.models import Ensemble
from wargame.analysis.services import ensembles
from wargame.engine.values import ENGINE_VERSION
from wargame.exercises import exercise_dials
from wargame.exercises.control_log.services.control import NotWhiteCell
from wargame.exercises.models import Exercise, Participant

FIRST_SEED = 1


class NothingTried(ValueError):
    """The trial cannot be played, because both settings would be the same."""


def pair_for(exercise: Exercise, key: str, against: str) -> tuple[dict[str, float], dict[str, float]]:
    """Return the two settings of a trial as differences from the scenario: what it compares with, then the exercise's.

    Without a key all dials are tried against the scenario's own. With one the others stay as the exercise has them, and
    this one is switched `off` or set as the scenario has it (`own`). Raises `NothingTried`.
    """
    chosen = dict(exercise.dials)
    if not key:
        first: Mapping[str, float] = {}
    elif against == "off":
        first = chosen | {key: 0.0}
    else:
        first = {name: value for name, value in chosen.items() if name != key}
    first = exercise_dials.differing(exercise.scenario_version, first)
    if first == chosen:
        raise NothingTried("Both would be the same. Set a dial otherwise first, or try one that is on.")
    return first, chosen


def request(*, exercise: Exercise, key: str, against: str, by: Participant, now: datetime) -> tuple[Ensemble, bool]:
    """Return a trial of the exercise's dials, and whether it is new. Policies play its games from turn 1.

    Raises `exercise_dials.BadDials` for an unknown dial, `NothingTried`, `ensembles.AlreadyRunning` and `NotWhiteCell`.
    """
    if not by.is_white_cell or by.exercise_id != exercise.pk:
        raise NotWhiteCell
    if key and key not in exercise_dials.BY_KEY:
        raise exercise_dials.BadDials(exercise_dials.problems_of({key: 0.0}))
    first, second = pair_for(exercise, key, against)
    asked = {
        "kind": Ensemble.Kind.DIALS,
        "branch": None,
        "turn": None,
        "games": ensembles.USUAL_PAIRS,
        "futures": 2,
        "seed": FIRST_SEED,
        "keeps_orders": False,
        "policies": bridge.usual_policies(exercise),
        "change": {"first": first, "second": second},
        "engine_version": ENGINE_VERSION,
    }
    return ensembles.begin(exercise_id=exercise.pk, asked=asked, by=by.user, now=now)
