"""Scores of a seat's aims, in milli-points: the same figure on a page and in a million games."""

from typing import Any

from wargame.engine.rules.game import holds, modified
from wargame.engine.world.layout import Layout
from wargame.engine.world.rule import rule
from wargame.engine.world.tables import Tables

ALL = 100_000
"""A score of 100, in milli-points."""
SHARES = 100
"""The weights of a seat's objectives add up to this."""


@rule
def objective_score(tables: Tables, facts: Any, index: int) -> int:
    """Add up base, what is reached of the variable's span, and the modifiers that hold, up to the lowest cap that
    holds: 0..100,000.
    """
    row = tables.objectives[index]
    reached = row.base
    if row.cell >= 0:
        value, low, high = facts[row.cell], row.low, row.high
        span = abs(high - low)
        along = min(max(value - low if high > low else low - value, 0), span)
        reached += (2 * along * ALL + span) // (2 * span)
    reached = modified(tables, facts, reached, row.modifier_from, row.modifier_to)
    return min(max(reached, 0), most_allowed(tables, facts, row.cap_from, row.cap_to))


@rule
def most_allowed(tables: Tables, facts: Any, first: int, end: int) -> int:
    """Return the lowest of the caps in a range whose condition holds, 100,000 if none does."""
    most = ALL
    for index in range(first, end):
        cap = tables.caps[index]
        if cap.most < most and holds(tables, facts, cap.when):
            most = cap.most
    return most


@rule
def seat_score(tables: Tables, at: Layout, facts: Any, seat: int) -> int:
    """Weigh a seat's objectives into its total: 0..100,000."""
    total = SHARES // 2
    for index in range(at.objectives):
        row = tables.objectives[index]
        if row.seat == seat:
            total += objective_score(tables, facts, index) * row.weight
    return total // SHARES
