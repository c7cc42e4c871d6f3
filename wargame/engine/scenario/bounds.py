"""Interval arithmetic: checks that authored amounts cannot push a cell out of 32 bits before it is clamped.

The changes that the rules add by themselves are assumed (`RULES_AT_MOST`), not derived.
"""

from collections.abc import Iterable, Sequence

from wargame.engine.errors import SettingError
from wargame.engine.scenario.delayed import places
from wargame.engine.spec import EffectSpec, OrderSpec, ScenarioSpec
from wargame.engine.world.layout import SLOTS

WIDEST = 100_000
"""The furthest from 0 that a variable can be when a turn starts, in milli-points."""
RULES_AT_MOST = 40 * WIDEST
"""The most that all rules together are assumed to add to one cell in a turn, authored amounts apart: 40 times 100
points."""
LIMIT = 2**31


def reach(effects: Iterable[EffectSpec]) -> int:
    """Return the most that effects together can add to one cell, in milli-points."""
    return round(sum(abs(effect.amount) for effect in effects) * 1000)


def order_reach(order: OrderSpec) -> int:
    """Return the most that one order of a kind can add to one cell, in milli-points."""
    chance = order.chance
    outcome = max(reach(chance.on_success), reach(chance.on_failure)) if chance else 0
    return reach(order.effects) + outcome + max((reach(level.effects) for level in order.levels), default=0)


def later_reach(order: OrderSpec) -> int:
    """Return the most that the later effects of one order of a kind can add to one cell, in milli-points."""
    return max((reach(level.later) for level in order.levels), default=0)


def check_bounds(spec: ScenarioSpec) -> None:
    """Add up the most that one turn of this scenario can add to a cell.

    Raises SettingError if it could leave 32 bits.
    """
    seats = sum(state.seat for state in spec.states)
    total = WIDEST + RULES_AT_MOST
    total += seats * SLOTS * widest("orders", [order_reach(order) for order in spec.orders], seats * SLOTS)
    total += len(spec.states) * places(spec) * widest("orders", [later_reach(order) for order in spec.orders], 1)
    moves = [
        max((reach(way.effects) for stage in incident.stages for way in stage.transitions), default=0)
        for incident in spec.incidents
    ]
    widest("incidents", moves, 1)
    injects = [reach(inject.effects) for inject in spec.injects]
    widest("injects", injects, 1)
    total += sum(moves) + sum(injects)
    if total >= LIMIT:
        message = f"A turn could add {total // 1000} points to one variable; the limit is {LIMIT // 1000}."
        raise SettingError("orders", message, "Drop effects or make them smaller.")


def widest(path: str, reaches: Sequence[int], times: int) -> int:
    """Return the largest reach.

    Raises SettingError that names the part if one part alone, `times` times, is too much.
    """
    for index, one in enumerate(reaches):
        if one * times >= LIMIT:
            message = f"Its effects add up to {one // 1000} points, {times} times a turn; the limit is {LIMIT // 1000}."
            raise SettingError(f"{path}[{index}]", message, "Drop effects or make them smaller.")
    return max(reaches, default=0)
