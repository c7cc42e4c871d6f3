"""The one file of this room that speaks rows and engine values."""

from collections.abc import Callable
from typing import Any

from scenarios.models import ScenarioVersion
from wargame import engine
from wargame.analysis.models import Ensemble
from wargame.exercises import bridge

Aggregate = engine.Aggregate
Attributed = engine.Attributed
Contrast = engine.Contrast
Contribution = engine.Contribution
Difference = engine.Difference
Measure = engine.Measure
Order = engine.Order
Row = dict[str, Any]
Counted = engine.Aggregate | engine.Attributed | engine.Contrast
"""What became of the games of an ensemble, by its kind; each adds up exactly and in any order."""

_ENCODE: dict[type, Callable[[Any], Row]] = {
    engine.Aggregate: engine.encode_aggregate,
    engine.Attributed: engine.encode_attributed,
    engine.Contrast: engine.encode_contrast,
}
_DECODE: dict[str, Callable[[Row], Counted]] = {
    Ensemble.Kind.OUTLOOK: engine.decode_aggregate,
    Ensemble.Kind.ATTRIBUTION: engine.decode_attributed,
    Ensemble.Kind.COMPARISON: engine.decode_contrast,
    Ensemble.Kind.WHAT_IF: engine.decode_contrast,
}

ENGINE_VERSION = engine.ENGINE_VERSION
POLICIES = engine.SCRIPTED_POLICIES
"""The policies that may decide in games that nobody plays."""


def usual_policies(version: ScenarioVersion) -> dict[str, str]:
    """Who decides for each seat if nobody says otherwise: the scenario's policies, a scripted one for a planner."""
    states = bridge.setting_of(version).spec.states
    return {state.code: engine.imagined(state.policy) for state in states if state.seat}


def encode(counted: Counted) -> Row:
    """Counts as they are stored."""
    return _ENCODE[type(counted)](counted)


def decode(kind: str, row: Row) -> Counted:
    """The counts of an ensemble of that kind from their stored form."""
    return _DECODE[kind](row)
