"""The one file of this room that speaks rows and engine values."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from scenarios.models import ScenarioVersion
from wargame import engine
from wargame.analysis.models import Ensemble
from wargame.exercises import bridge
from wargame.exercises.models import Turn

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
}

ENGINE_VERSION = engine.ENGINE_VERSION
POLICIES = engine.SCRIPTED_POLICIES
"""The policies that may decide in games that nobody plays."""


def warm() -> None:
    """Makes the compiled rules ready in the background; until then plain Python plays."""
    engine.warm()


def is_compiled() -> bool:
    """Whether games are played by the compiled rules by now."""
    return engine.is_compiled()


def usual_policies(version: ScenarioVersion) -> dict[str, str]:
    """Who decides for each seat if nobody says otherwise: the scenario's policies, a scripted one for a planner."""
    states = bridge.setting_of(version).spec.states
    return {state.code: engine.imagined(state.policy) for state in states if state.seat}


def futures_of(kind: str, turn: Turn) -> int:
    """How many games are played under each seed."""
    if kind == Ensemble.Kind.ATTRIBUTION:
        return 1 + sum(map(len, bridge.sheets_of(turn).values()))
    return 2 if kind == Ensemble.Kind.COMPARISON else 1


def play(
    turn: Turn, policies: Mapping[str, str], seeds: Sequence[int], *, kind: str = "outlook", keeps_orders: bool = True
) -> Counted:
    """What becomes of the turn, played onward once for each seed; the same rows and seeds give the same counts.

    A comparison sets the turn beside its original: the one from which its line has parted.
    """
    setting, here = bridge.setting_for(turn), _situation(turn, keeps_orders=keeps_orders)
    if kind == Ensemble.Kind.ATTRIBUTION:
        return engine.attribute(setting, here, seeds, policies, measures_of(setting))
    if kind == Ensemble.Kind.COMPARISON:
        original = Turn.objects.with_exercise().get(forks=turn.branch)
        return engine.contrast(setting, (_situation(original, keeps_orders=keeps_orders), here), seeds, policies)
    return engine.ensemble(setting, here.world, seeds, policies, here.sheets, here.interventions)


def measures_of(setting: bridge.Setting) -> tuple[str, ...]:
    """What an order's effect is counted on: scores and endings, and how tense every two seats stand."""
    seats = setting.seats
    tensions = (f"tension {who} {towards}" for who in seats for towards in seats if who != towards)
    return *engine.usual_measures(setting), *tensions


def _situation(turn: Turn, *, keeps_orders: bool) -> engine.Situation:
    world = bridge.world_of(turn)
    if not keeps_orders:
        return engine.Situation(world, {})
    return engine.Situation(world, bridge.sheets_of(turn), bridge.interventions_of(turn))


def merged(parts: Sequence[Counted]) -> Counted:
    """Adds up at least one count of games, exactly and in any order."""
    return engine.merged(parts)


def encode(counted: Counted) -> Row:
    """Counts as they are stored."""
    return _ENCODE[type(counted)](counted)


def decode(kind: str, row: Row) -> Counted:
    """The counts of an ensemble of that kind from their stored form."""
    return _DECODE[kind](row)
