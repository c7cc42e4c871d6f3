"""The one file of this room that speaks rows and engine values."""

from collections.abc import Mapping, Sequence
from typing import Any

from scenarios.models import ScenarioVersion
from wargame import engine
from wargame.exercises import bridge
from wargame.exercises.models import Turn

Aggregate = engine.Aggregate
Measure = engine.Measure
Row = dict[str, Any]

ENGINE_VERSION = engine.ENGINE_VERSION
POLICIES = engine.MINDS
"""Who may decide in games that nobody plays."""


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


def play(turn: Turn, policies: Mapping[str, str], seeds: Sequence[int], *, keeps_orders: bool) -> engine.Aggregate:
    """What becomes of the turn, played onward once for each seed; the same rows and seeds give the same aggregate."""
    setting, world = bridge.setting_for(turn), bridge.world_of(turn)
    if not keeps_orders:
        return engine.ensemble(setting, world, seeds, policies)
    return engine.ensemble(setting, world, seeds, policies, bridge.sheets_of(turn), bridge.interventions_of(turn))


def merged(parts: Sequence[engine.Aggregate]) -> engine.Aggregate:
    """Adds up at least one aggregate, exactly and in any order."""
    return engine.merged(parts)


def encode(aggregate: engine.Aggregate) -> Row:
    """An aggregate as it is stored."""
    return engine.encode_aggregate(aggregate)


def decode(row: Row) -> engine.Aggregate:
    """An aggregate from its stored form."""
    return engine.decode_aggregate(row)
