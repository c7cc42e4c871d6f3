"""The most ledger rows that one turn of a scenario can write, so that the ledger is never too small."""

from wargame.engine.layout import SLOTS, Layout
from wargame.engine.tables import (
    EFFECT_FROM,
    EFFECT_TO,
    FAILURE_FROM,
    FAILURE_TO,
    INJECT_EFFECT_FROM,
    INJECT_EFFECT_TO,
    LATER_EFFECT_FROM,
    LATER_EFFECT_TO,
    LEVEL_EFFECT_FROM,
    LEVEL_EFFECT_TO,
    MOVE_EFFECT_FROM,
    MOVE_EFFECT_TO,
    NOBODY,
    PARTNER,
    SUCCESS_FROM,
    SUCCESS_TO,
    TOWARDS,
    WHO,
    Tables,
)

RULES_PER_ORDER = 19
"""Cost, impulse, two of acting together, blame of the partner, stake twice, confidence twice, resolve, three of
coercion, two of a transfer, two of an agreement, two of memory, and one of setting aside.
"""


def named(selector: int, states: int) -> int:
    """Give the most states that a selector can name."""
    return 1 if selector >= PARTNER or selector == NOBODY else states


def written(t: Tables, states: int, first: int, end: int) -> int:
    """Give the most rows that a range of effects can write."""
    effects = t.effects[first:end]
    return sum(named(effect[WHO], states) * named(effect[TOWARDS], states) for effect in effects)


def order_rows(t: Tables, states: int) -> int:
    """Give the most rows that one order can write."""
    kinds = [
        written(t, states, row[EFFECT_FROM], row[EFFECT_TO])
        + written(t, states, row[SUCCESS_FROM], row[SUCCESS_TO])
        + written(t, states, row[FAILURE_FROM], row[FAILURE_TO])
        for row in t.orders
    ]
    levels = [written(t, states, row[LEVEL_EFFECT_FROM], row[LEVEL_EFFECT_TO]) for row in t.levels]
    bystanders, alarm, calls = 7 * states, 2 * states, 3 * states * len(t.agreements)
    return max(kinds, default=0) + max(levels, default=0) + RULES_PER_ORDER + bystanders + alarm + calls


def most_rows(t: Tables, at: Layout) -> int:
    """Add up the most rows of every rule family."""
    n = at.states
    moves = [written(t, n, row[MOVE_EFFECT_FROM], row[MOVE_EFFECT_TO]) for row in t.transitions]
    injects = sum(1 + written(t, n, row[INJECT_EFFECT_FROM], row[INJECT_EFFECT_TO]) for row in t.injects)
    orders = n * SLOTS * order_rows(t, n)
    later = [1 + written(t, n, row[LATER_EFFECT_FROM], row[LATER_EFFECT_TO]) for row in t.later]
    falling_due = n * at.places * max(later, default=0)
    refills_and_memory = n + n * n
    consultation = 2 * at.agreements * n * n
    incidents = at.incidents * (4 + max(moves, default=0))
    drift = 5 * n * n + 4 * n + at.agreements
    agreements = 3 * at.agreements
    clamps = 2 * at.sheet
    ending_and_clock = 2
    written_rows = (
        orders,
        falling_due,
        refills_and_memory,
        consultation,
        agreements,
        incidents,
        drift,
        clamps,
        injects,
    )
    return sum(written_rows) + ending_and_clock
