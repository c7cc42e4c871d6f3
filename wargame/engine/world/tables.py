"""The compiled scenario: every table that the rules read, as rows with named columns or as plain numbers.

Plain Python reads lists of rows. The compiled build reads the same integers laid end to end in one row of cells, whose
first cells say where each table begins: one address is handed from rule to rule, where twenty arrays were two hundred
numbers, which made the compiled rules slow to build and to run. Both read `tables.effects[index].amount`.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple, get_args, get_type_hints

from wargame.engine.world.dial_rows import DialRow, RateRow
from wargame.engine.world.rule import at_hand
from wargame.engine.world.table_rows import (
    AgreementRow,
    AimRow,
    CandidateRow,
    CellRow,
    ClauseRow,
    ConditionRow,
    EffectRow,
    EndingRow,
    IncidentRow,
    InjectRow,
    LaterRow,
    LeaningRow,
    LevelRow,
    ModifierRow,
    NoteRow,
    ObjectiveRow,
    OrderRow,
    RecordRow,
    ReplyRow,
    ScriptRow,
    StageRow,
    StateRow,
    StepRow,
    TransitionRow,
)

ANYBODY = -1
"""In a note: whoever gives the order, or is its target."""

PUBLIC, PRIVATE, COVERT, CONTESTED = range(4)
"""Visibility of an order kind."""

ACTOR, TARGET, PARTNER, ALLIES_OF_TARGET, ALLIES_OF_ACTOR = -1, -2, -3, -4, -5
ALL_CLAIMANTS, CO_CLAIMANTS, OTHERS, ALL, NOBODY = -6, -7, -8, -9, -10
"""Selectors; a number from 0 is the state of that index."""


class Tables(NamedTuple):
    """Everything the rules read.

    `rates` has a row per turn, `due` for each delay and turn the turn in which an order given then takes effect.
    `needs` holds the condition of an order for each cast of states that its needs tell apart, see `need_of`.
    `dials` is a single row.
    `needs`, `due`, `habituation`, `perception`, `logistic`, `pulls`, `fits` and `seen` are plain numbers:
    `pulls` the leanings of each candidate, counted from the seat's first, `fits` candidates, `seen` a bit mask for each
    cell of the world of the states that may know it.
    """

    clauses: Sequence[ClauseRow]
    conditions: Sequence[ConditionRow]
    modifiers: Sequence[ModifierRow]
    effects: Sequence[EffectRow]
    orders: Sequence[OrderRow]
    needs: Sequence[int]
    levels: Sequence[LevelRow]
    notes: Sequence[NoteRow]
    later: Sequence[LaterRow]
    due: Sequence[int]
    incidents: Sequence[IncidentRow]
    stages: Sequence[StageRow]
    transitions: Sequence[TransitionRow]
    injects: Sequence[InjectRow]
    endings: Sequence[EndingRow]
    objectives: Sequence[ObjectiveRow]
    agreements: Sequence[AgreementRow]
    states: Sequence[StateRow]
    cells: Sequence[CellRow]
    rates: Sequence[RateRow]
    dials: DialRow
    habituation: Sequence[int]
    perception: Sequence[int]
    logistic: Sequence[int]
    steps: Sequence[StepRow]
    scripts: Sequence[ScriptRow]
    candidates: Sequence[CandidateRow]
    aims: Sequence[AimRow]
    leanings: Sequence[LeaningRow]
    pulls: Sequence[int]
    fits: Sequence[int]
    records: Sequence[RecordRow]
    replies: Sequence[ReplyRow]
    seen: Sequence[int]


ROWS: dict[str, Any] = {name: (*get_args(hint), hint)[0] for name, hint in get_type_hints(Tables).items()}
"""What each table consists of: a class of rows, or `int`."""

SINGLE = frozenset(name for name, hint in get_type_hints(Tables).items() if hint is ROWS[name])
"""Tables that are one row."""


def as_plain(tables: Tables) -> Tables:
    """Give tables as the rules read them in plain Python: quickest by slots."""
    quick: list[Any] = [
        at_hand(table) if name in SINGLE else [at_hand(row) for row in table]
        for name, table in zip(Tables._fields, tables, strict=True)
    ]
    return at_hand(Tables(*quick))


def in_one_row(tables: Tables) -> list[int]:
    """Lay all tables end to end behind a cell for each that says where it begins, and one for where all end."""
    starts: list[int] = []
    cells: list[int] = []
    for table in tables:
        starts.append(len(tables) + 1 + len(cells))
        cells += chain.from_iterable(as_rows(table))
    return [*starts, len(tables) + 1 + len(cells), *cells]


def as_rows(table: Iterable[Any]) -> Iterable[tuple[int, ...]]:
    """Take a table of single numbers, or a single row, for one of rows with one column."""
    return (row if isinstance(row, tuple) else (row,) for row in table)
