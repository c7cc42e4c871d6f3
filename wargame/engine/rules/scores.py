"""How far a seat has come towards its aims, in milli-points: the same figure on a page and in a million games."""

from typing import Any

from wargame.engine.rules.game import modified
from wargame.engine.world.layout import Layout
from wargame.engine.world.rule import rule
from wargame.engine.world.tables import (
    OBJECTIVE_BASE,
    OBJECTIVE_CELL,
    OBJECTIVE_HIGH,
    OBJECTIVE_LOW,
    OBJECTIVE_MODIFIER_FROM,
    OBJECTIVE_MODIFIER_TO,
    OBJECTIVE_SEAT,
    OBJECTIVE_WEIGHT,
    OBJECTIVE_WIDTH,
    OBJECTIVES,
)

ALL = 100_000
"""A score of 100, in milli-points."""
SHARES = 100
"""The weights of a seat's objectives add up to this."""


@rule
def objective_score(t: Any, facts: Any, index: int) -> int:
    """Add up base, what is reached of the variable's span, and the modifiers that hold: 0..100,000."""
    row = t[OBJECTIVES] + index * OBJECTIVE_WIDTH
    reached = t[row + OBJECTIVE_BASE]
    if t[row + OBJECTIVE_CELL] >= 0:
        value, low, high = facts[t[row + OBJECTIVE_CELL]], t[row + OBJECTIVE_LOW], t[row + OBJECTIVE_HIGH]
        span = abs(high - low)
        along = min(max(value - low if high > low else low - value, 0), span)
        reached += (2 * along * ALL + span) // (2 * span)
    reached = modified(t, facts, reached, t[row + OBJECTIVE_MODIFIER_FROM], t[row + OBJECTIVE_MODIFIER_TO])
    return min(max(reached, 0), ALL)


@rule
def seat_score(t: Any, at: Layout, facts: Any, seat: int) -> int:
    """Weigh a seat's objectives into its total: 0..100,000."""
    total = SHARES // 2
    for index in range(at.objectives):
        row = t[OBJECTIVES] + index * OBJECTIVE_WIDTH
        if t[row + OBJECTIVE_SEAT] == seat:
            total += objective_score(t, facts, index) * t[row + OBJECTIVE_WEIGHT]
    return total // SHARES
