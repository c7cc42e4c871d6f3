"""Interval arithmetic: authored amounts cannot push a cell out of 32 bits before it is clamped.

What rules add without authored amounts is assumed (`RULES_AT_MOST`), not derived.
"""

from collections.abc import Iterable, Sequence

from wargame.engine.errors import SettingError
from wargame.engine.scenario.delayed import places
from wargame.engine.spec import EffectSpec, OrderSpec, ScenarioSpec
from wargame.engine.world.layout import SLOTS

WIDEST = 100_000
"""No variable starts a turn further from 0, in milli-points."""
RULES_AT_MOST = 40 * WIDEST
"""What all rules without authored amounts are taken to add to one cell in a turn at most: 40 times 100 points."""
LIMIT = 2**31


def reach(effects: Iterable[EffectSpec]) -> int:
    """Give the most that effects can add to one cell together, in milli-points."""
    return round(sum(abs(effect.amount) for effect in effects) * 1000)


def order_reach(order: OrderSpec) -> int:
    """Give the most that one order of a kind can add to one cell."""
    chance = order.chance
    outcome = max(reach(chance.on_success), reach(chance.on_failure)) if chance else 0
    return reach(order.effects) + outcome + max((reach(level.effects) for level in order.levels), default=0)


def later_reach(order: OrderSpec) -> int:
    """Give the most that the later effects of one order of a kind can add to one cell."""
    return max((reach(level.later) for level in order.levels), default=0)


def check_bounds(spec: ScenarioSpec) -> None:
    """Add up the widest turn this scenario allows and refuse it if a cell could leave 32 bits."""
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
    """Give the widest reach, or name the part whose own reach is already too much."""
    for index, one in enumerate(reaches):
        if one * times >= LIMIT:
            message = f"Its effects add up to {one // 1000} points, {times} times a turn; the limit is {LIMIT // 1000}."
            raise SettingError(f"{path}[{index}]", message, "Drop effects or make them smaller.")
    return max(reaches, default=0)
