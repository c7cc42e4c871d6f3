"""Converts between this room's rows and engine values. No other file of the room does."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from wargame import engine
from wargame.analysis.models import Appraisal, Ensemble, Measurement
from wargame.exercises import bridge
from wargame.exercises.models import Exercise

Row = dict[str, Any]
Judged = engine.Judged
Counted = engine.Aggregate | engine.Attributed | engine.Contrast | engine.Split | engine.KnownThen
"""The counts of an ensemble's games, by its kind. Parts can be added in any order and give exactly the same sum."""

_ENCODE: dict[type, Callable[[Any], Row]] = {
    engine.Aggregate: engine.encode_aggregate,
    engine.Attributed: engine.encode_attributed,
    engine.Contrast: engine.encode_contrast,
    engine.Split: engine.encode_split,
    engine.KnownThen: engine.encode_known,
}
_DECODE: dict[str, Callable[[Row], Counted]] = {
    Ensemble.Kind.OUTLOOK: engine.decode_aggregate,
    Ensemble.Kind.ATTRIBUTION: engine.decode_attributed,
    Ensemble.Kind.COMPARISON: engine.decode_contrast,
    Ensemble.Kind.WHAT_IF: engine.decode_contrast,
    Ensemble.Kind.SPLIT: engine.decode_split,
    Ensemble.Kind.KNOWN_THEN: engine.decode_known,
    Ensemble.Kind.DIALS: engine.decode_contrast,
    Ensemble.Kind.SECOND_TRY: engine.decode_contrast,
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


def merged(parts: Sequence[Counted]) -> Counted | None:
    """Return the sum of the counts of one ensemble; None if there are none."""
    return engine.merged(list(parts)) if parts else None


def measured(part: Measurement) -> Any:
    """Return the result of a part of an appraisal as JSON values."""
    setting = bridge.setting_of_version(part.appraisal.version)
    asked = engine.Part(part.measure, part.seat, part.first, part.games, part.weight)
    return json.loads(json.dumps(engine.appraised(setting, asked)))


def figures_of(appraisal: Appraisal) -> Row:
    """Return the figures of all measures that are complete, with the keys of `appraise --json`."""
    version, rows = appraisal.version, list(appraisal.measurements.all())
    incomplete = {row.measure for row in rows if not row.is_measured}
    results = [
        (engine.Part(row.measure, row.seat, row.first, row.games, row.weight), row.result)
        for row in rows
        if row.measure not in incomplete
    ]
    ended = bridge.content_of(version).texts.ended or ""
    found = engine.appraisal(bridge.setting_of_version(version), results, ended)
    missed = [str(one) for one in engine.judged(found) if not one.is_met]
    return found | {"seeds": appraisal.seeds, "seed": 0, "interrupted": bool(incomplete), "falls_short": missed}


def judged(figures: Row) -> tuple[Judged, ...]:
    """Hold every figure of an appraisal against its threshold."""
    return engine.judged(figures)
