"""The compiled scenario: tables of integers, the names of their columns, and the one row that the rules read.

`Tables` holds each table as a list of tuples, `tables.effects[index][AMOUNT]`, for the code around the rules. The
rules read all of them laid end to end in one row `t`, whose first cells say where each table begins:
`effect = t[EFFECTS] + index * EFFECT_WIDTH`, then `t[effect + AMOUNT]`. One array is handed from rule to rule as seven
numbers; twenty arrays as two hundred, which made the compiled rules slow to build and to run.
Ranges are half open: `*_FROM` to `*_TO`.
"""

from collections.abc import Iterable
from itertools import chain
from typing import Any, NamedTuple

# A clause holds when low <= cell <= high; clauses up to one with LAST are alternatives.
CELL, LOW, HIGH, LAST = range(4)
CLAUSE_WIDTH = 4
# A condition is a range of clauses; condition 0 is empty and always holds.
CLAUSE_FROM, CLAUSE_TO = range(2)
CONDITION_WIDTH = 2
ADD, MODIFIER_WHEN = range(2)
MODIFIER_WIDTH = 2
# An effect's cells: BASE alone (WHO is NOBODY), BASE + i * STRIDE, or BASE + i * STRIDE + j.
BASE, STRIDE, WHO, TOWARDS, AMOUNT, HABITUATES, EFFECT_WHEN = range(7)
EFFECT_WIDTH = 7
(
    CLASS,
    VISIBILITY,
    DETECTION_CHANCE,
    CLAIMED_BY,
    SEATS,
    FIRST_TURN,
    LAST_TURN,
    NEED_AT,
    NEED_BY_ACTOR,
    NEED_BY_TARGET,
    NEED_BY_PARTNER,
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
    PLACE,
) = range(22)
ORDER_WIDTH = 22
(
    COST,
    SEVERITY,
    LEVEL_EFFECT_FROM,
    LEVEL_EFFECT_TO,
    MID_ACTION,
    COMMITS,
    BACKS_DOWN,
    STANDS_FIRM,
    SUPPORTS,
    COERCES,
    MATCHES,
    EASES,
    SENDS_ARMS,
    SENDS_TECHNOLOGY,
    PROPOSES,
    TENDS,
    SUSPENDS,
    COVERS,
    AGREEMENT,
    LATER_ROW,
    ORDERED_FROM,
    ORDERED_TO,
    WORKED_FROM,
    WORKED_TO,
) = range(24)
LEVEL_WIDTH = 24
# The later effects of a level (whose LATER_ROW is -1 if it has none), and where its turns begin in `due`.
LATER_KIND, LATER_LEVEL, LATER_EFFECT_FROM, LATER_EFFECT_TO, DUE_FROM = range(5)
LATER_WIDTH = 5
# What to note for conditions when an order of a level is given, or works: by whom and at whom.
NOTES_SEAT, NOTES_TARGET, NOTES_CELL, NOTES_VALUE = range(4)
NOTE_WIDTH = 4
ANYBODY = -1
INCIDENT_ACTOR, INCIDENT_TARGET, CLAIMANTS, STAGE_FROM, SITE = range(5)
INCIDENT_WIDTH = 5
HOSTILITY, TRANSITION_FROM, TRANSITION_TO = range(3)
STAGE_WIDTH = 3
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
TRANSITION_WIDTH = 9
INJECT_WHEN, INJECT_FIRST_TURN, INJECT_LAST_TURN, INJECT_CHANCE, INJECT_EFFECT_FROM, INJECT_EFFECT_TO = range(6)
INJECT_WIDTH = 6
ENDING_WHEN, IMMEDIATE = range(2)
ENDING_WIDTH = 2
(
    OBJECTIVE_SEAT,
    OBJECTIVE_WEIGHT,
    OBJECTIVE_BASE,
    OBJECTIVE_CELL,
    OBJECTIVE_LOW,
    OBJECTIVE_HIGH,
    OBJECTIVE_MODIFIER_FROM,
    OBJECTIVE_MODIFIER_TO,
) = range(8)
OBJECTIVE_WIDTH = 8
PARTIES, DEFENCE, CONSULTATION, EXCLUDES = range(4)
AGREEMENT_WIDTH = 4
ALLOWANCE, OPENNESS, IS_SEAT = range(3)
STATE_WIDTH = 3
LOWEST, HIGHEST, OPENING = range(3)
CELL_WIDTH = 3
# A class of orders that are all goodwill, and their mean Goldstein value (milli).
STEP_CLASS, STEP_SIZE = range(2)
STEP_WIDTH = 2
# A state's script: where its candidates, its leanings and its record stand.
CANDIDATES_FROM, CANDIDATES_TO, LEANINGS_FROM, LEANINGS_TO, RECORDS_FROM, RECORDS_TO = range(6)
SCRIPT_WIDTH = 6
# A candidate: an order as it stands on a sheet, the state it faces, and what a scripted seat weighs it by.
(
    GIVES_KIND,
    GIVES_LEVEL,
    GIVES_TARGET,
    GIVES_PARTNER,
    FACES,
    PRICE,
    FORCE,
    INTENSITY,
    HARDNESS,
    GOODWILL,
    PULLS_FROM,
    PULLS_TO,
) = range(12)
CANDIDATE_WIDTH = 12
# The candidates of a seat that face nobody, then each state: row seat * (states + 1) + 1 + faced.
AIM_FROM, AIM_TO = range(2)
AIM_WIDTH = 2
PULL, LEANS_FIRST_TURN, LEANS_LAST_TURN, LEANS_WHEN, FITS_FROM, FITS_TO = range(6)
LEANING_WIDTH = 6
RECORD_TURN, RECORD_FITS_FROM, RECORD_FITS_TO = range(3)
RECORD_WIDTH = 3
# How often an act, by its MID action number, was answered: its hostility, then shares in 1/65536.
ACT_HOSTILITY, SHARE_NONE, SHARE_LOWER, SHARE_SAME, SHARE_HIGHER = range(5)
REPLY_WIDTH = 5

PUBLIC, PRIVATE, COVERT, CONTESTED = range(4)
"""Visibility of an order kind."""

ACTOR, TARGET, PARTNER, ALLIES_OF_TARGET, ALLIES_OF_ACTOR = -1, -2, -3, -4, -5
ALL_CLAIMANTS, CO_CLAIMANTS, OTHERS, ALL, NOBODY = -6, -7, -8, -9, -10
"""Selectors; a number from 0 is the state of that index."""


class Tables(NamedTuple):
    """Everything the rules read.

    `rates` has a row per turn, `due` for each delay and turn the turn in which an order given then takes effect.
    `needs` holds the condition of an order for each cast of states that its needs tell apart, see `need_of`.
    `needs`, `due`, `dials`, `habituation`, `perception`, `logistic`, `pulls`, `fits` and `seen` are plain numbers:
    `pulls` the leanings of each candidate, counted from the seat's first, `fits` candidates, `seen` a bit mask for each
    cell of the world of the states that may know it.
    """

    clauses: Any
    conditions: Any
    modifiers: Any
    effects: Any
    orders: Any
    needs: Any
    levels: Any
    notes: Any
    later: Any
    due: Any
    incidents: Any
    stages: Any
    transitions: Any
    injects: Any
    endings: Any
    objectives: Any
    agreements: Any
    states: Any
    cells: Any
    rates: Any
    dials: Any
    habituation: Any
    perception: Any
    logistic: Any
    steps: Any
    scripts: Any
    candidates: Any
    aims: Any
    leanings: Any
    pulls: Any
    fits: Any
    records: Any
    replies: Any
    seen: Any


(
    CLAUSES,
    CONDITIONS,
    MODIFIERS,
    EFFECTS,
    ORDERS,
    NEEDS,
    LEVELS,
    NOTES,
    LATER,
    DUE,
    INCIDENTS,
    STAGES,
    TRANSITIONS,
    INJECTS,
    ENDINGS,
    OBJECTIVES,
    AGREEMENTS,
    STATES,
    CELLS,
    RATES,
    DIALS,
    HABITUATION,
    PERCEPTION,
    LOGISTIC,
    STEPS,
    SCRIPTS,
    CANDIDATES,
    AIMS,
    LEANINGS,
    PULLS,
    FITS,
    RECORDS,
    REPLIES,
    SEEN,
) = range(len(Tables._fields))
"""Cells of the row of all tables that say where each begins, in the order of `Tables`."""


def in_one_row(tables: Tables) -> list[int]:
    """Lay all tables end to end behind a cell for each that says where it begins."""
    starts: list[int] = []
    cells: list[int] = []
    for table in tables:
        starts.append(len(tables) + len(cells))
        cells += chain.from_iterable(as_rows(table))
    return starts + cells


def as_rows(table: Iterable[Any]) -> Iterable[tuple[int, ...]]:
    """Take a table of single numbers for one of rows with one column."""
    return (row if isinstance(row, tuple) else (row,) for row in table)
