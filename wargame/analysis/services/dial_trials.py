"""Trying dials: the whole scenario played with one setting and with another, under the same dice."""

from collections.abc import Mapping
from datetime import datetime

from wargame.analysis import bridge
from wargame.analysis.models import Ensemble
from wargame.analysis.services import ensembles
from wargame.engine.values import ENGINE_VERSION
from wargame.exercises import exercise_dials
from wargame.exercises.access import is_opened
from wargame.exercises.bids.domain import claims_of
from wargame.exercises.control_log.services.control import NotWhiteCell
from wargame.exercises.models import Exercise, Participant

FIRST_SEED = 1


class NothingTried(ValueError):
    """The trial cannot be played, because both settings would be the same."""


def pair_for(exercise: Exercise, key: str, against: str) -> tuple[dict[str, float], dict[str, float]]:
    """Return the two settings of a trial as differences from the scenario: what it compares with, then the exercise's.

    Without a key all dials are tried against the scenario's own. With one the others stay as the exercise has them, and
    this one is switched `off` or set as the scenario has it (`own`). `with` compares without and with it, also
    where the exercise has it off. Raises `NothingTried`.
    """
    chosen = dict(exercise.dials)
    if key and against == "with":
        second = chosen if _is_on(exercise, key) else chosen | {key: strength_of(exercise, key)}
        return exercise_dials.differing(exercise.scenario_version, chosen | {key: 0.0}), second
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


def strength_of(exercise: Exercise, key: str) -> float:
    """Return the value with which a dial that is off is tried: that of the bid on it, or one within its range."""
    bids = {claim.dial: claim.strength for claim in claims_of(exercise)}
    return bids.get(key, exercise_dials.BY_KEY[key].trial)


def _is_on(exercise: Exercise, key: str) -> bool:
    own = exercise_dials.own_values(exercise.scenario_version)
    return bool(exercise.dials.get(key, own[key]))


def request(*, exercise: Exercise, key: str, against: str, by: Participant, now: datetime) -> tuple[Ensemble, bool]:
    """Return a trial of the exercise's dials, and whether it is new. Policies play its games from turn 1.

    Raises `exercise_dials.BadDials` for an unknown dial, `NothingTried`, `ensembles.AlreadyRunning` and `NotWhiteCell`.
    """
    if by.exercise_id != exercise.pk or not (by.is_white_cell or is_opened(exercise)):
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
