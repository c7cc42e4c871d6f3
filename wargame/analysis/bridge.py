"""Converts between this room's rows and engine values. No other file of the room does."""

from collections.abc import Callable
from typing import Any

from wargame import engine
from wargame.analysis.models import Ensemble
from wargame.exercises import bridge
from wargame.exercises.models import Exercise

Row = dict[str, Any]
Counted = engine.Aggregate | engine.Attributed | engine.Contrast
"""The counts of an ensemble's games, by its kind. Parts can be added in any order and give exactly the same sum."""

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
    Ensemble.Kind.DIALS: engine.decode_contrast,
}

POLICIES = engine.SCRIPTED_POLICIES
"""The policies that can decide in games without people."""


def usual_policies(exercise: Exercise) -> dict[str, str]:
    """Return the default policy of each seat: the scenario's policy, with a scripted one in place of a planner."""
    states = bridge.setting_of(exercise).spec.states
    return {state.code: engine.imagined(state.policy) for state in states if state.seat}


def encode(counted: Counted) -> Row:
    """Return counts as JSON values."""
    return _ENCODE[type(counted)](counted)


def decode(kind: str, row: Row) -> Counted:
    """Return the counts of an ensemble of this kind from JSON values."""
    return _DECODE[kind](row)
