"""The compiled scenario as the rules read it: rows of integers, and the names of their columns.

In plain Python a table is a list of tuples; in the compiled build it is an int64 array. Both are read as
`tables.effects[index][AMOUNT]`. Ranges are half open: `*_FROM` to `*_TO`.
"""

from typing import Any, NamedTuple

# A clause holds when low <= cell <= high; clauses up to one with LAST are alternatives.
CELL, LOW, HIGH, LAST = range(4)
# A condition is a range of clauses; condition 0 is empty and always holds.
CLAUSE_FROM, CLAUSE_TO = range(2)
ADD, MODIFIER_WHEN = range(2)
# An effect's cells: BASE alone (WHO is NOBODY), BASE + i * STRIDE, or BASE + i * STRIDE + j.
BASE, STRIDE, WHO, TOWARDS, AMOUNT, HABITUATES, EFFECT_WHEN = range(7)
(
    CLASS,
    VISIBILITY,
    DETECTION_CHANCE,
    CLAIMED_BY,
    SEATS,
    FIRST_TURN,
    LAST_TURN,
    NEEDS,
    LEVEL_FROM,
    BASE_CHANCE,
    MODIFIER_FROM,
    MODIFIER_TO,
    EFFECT_FROM,
    EFFECT_TO,
    SUCCESS_FROM,
    SUCCESS_TO,
    FAILURE_FROM,
    FAILURE_TO,
) = range(18)
(
    COST,
    SEVERITY,
    LEVEL_EFFECT_FROM,
    LEVEL_EFFECT_TO,
    TAG_FROM,
    TAG_TO,
    MID_ACTION,
    COMMITS,
    BACKS_DOWN,
    STANDS_FIRM,
    SUPPORTS,
    COERCES,
) = range(12)
INCIDENT_ACTOR, INCIDENT_TARGET, CLAIMANTS, STAGE_FROM = range(4)
HOSTILITY, TRANSITION_FROM, TRANSITION_TO = range(3)
(
    TO_STAGE,
    WEIGHT,
    MOVE_FIRST_TURN,
    MOVE_LAST_TURN,
    ACCIDENT,
    MOVE_MODIFIER_FROM,
    MOVE_MODIFIER_TO,
    MOVE_EFFECT_FROM,
    MOVE_EFFECT_TO,
) = range(9)
INJECT_WHEN, INJECT_FIRST_TURN, INJECT_LAST_TURN, INJECT_CHANCE, INJECT_EFFECT_FROM, INJECT_EFFECT_TO = range(6)
ENDING_WHEN, IMMEDIATE = range(2)
PARTIES, DEFENCE, CONSULTATION = range(3)
ALLOWANCE, OPENNESS, IS_SEAT = range(3)
LOWEST, HIGHEST, OPENING = range(3)

PUBLIC, PRIVATE, COVERT, CONTESTED = range(4)
"""Visibility of an order kind."""

ACTOR, TARGET, PARTNER, ALLIES_OF_TARGET, ALLIES_OF_ACTOR = -1, -2, -3, -4, -5
ALL_CLAIMANTS, CO_CLAIMANTS, OTHERS, ALL, NOBODY = -6, -7, -8, -9, -10
"""Selectors; a number from 0 is the state of that index."""


class Tables(NamedTuple):
    """Everything the rules read; `rates` has a row per turn; `dials` and `habituation` are single rows."""

    clauses: Any
    conditions: Any
    modifiers: Any
    effects: Any
    orders: Any
    levels: Any
    level_tags: Any
    incidents: Any
    stages: Any
    transitions: Any
    injects: Any
    endings: Any
    agreements: Any
    states: Any
    cells: Any
    rates: Any
    dials: Any
    habituation: Any
