"""The compiled scenario: all tables that the rules read, as rows with named columns or as plain numbers.

Plain Python reads lists of rows. The compiled build reads the same integers from one row of cells, whose first cells
say where each table begins. So rules pass on one address instead of twenty arrays (two hundred numbers), which made the
compiled rules slow to build and to run. Both builds read `tables.effects[index].amount`.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any, NamedTuple, get_args, get_type_hints

from wargame.engine.world.dial_rows import DialRow, RateRow
from wargame.engine.world.rule import quick_record
from wargame.engine.world.script_rows import (
    AimRow,
    CandidateRow,
    GoodwillClassRow,
    LeaningRow,
    RecordRow,
    ReplyRow,
    ScriptRow,
)
from wargame.engine.world.table_rows import (
    AgreementRow,
    BlocRow,
    CapRow,
    CellRow,
    ClashRow,
    ClauseRow,
    ConditionRow,
    EffectRow,
    EndingRow,
    FlowRow,
    IncidentRow,
    InjectRow,
    LaterRow,
    LevelRow,
    ListRow,
    ModifierRow,
    NoteRow,
    ObjectiveRow,
    OrderRow,
    StageRow,
    StateRow,
    ThirdRow,
    TransitionRow,
)

ANY_STATE = -1
"""The actor or target of a note that stands for any state."""

PUBLIC, PRIVATE, COVERT, CONTESTED = range(4)
"""Visibility of an order kind."""

ACTOR, TARGET, PARTNER, ALLIES_OF_TARGET, ALLIES_OF_ACTOR = -1, -2, -3, -4, -5
ALL_CLAIMANTS, CO_CLAIMANTS, OTHERS, ALL, NOBODY = -6, -7, -8, -9, -10
"""Selectors of states; a number from 0 on is the index of a state."""


class Tables(NamedTuple):
    """All tables that the rules read.

    `rates` has a row per turn, `fading` for each turn and pair the share (1/2**30) of its tension that goes in it,
    `due` for each delay and turn the turn in which an order given then takes effect.
    `needs` holds the condition of an order for each cast of blocs that its needs tell apart, see `need_of`.
    `blocs` says what a target or a partner names: nobody in its first row (-1), then each state, then several together.
    `dials` is a single row.
    `needs`, `due`, `fading`, `habituation`, `perception`, `logistic`, `pulls`, `fits` and `seen` are plain numbers:
    `pulls` the leanings of each candidate, counted from the seat's first, `fits` candidates, `seen` a bit mask for each
    cell of the world of the states that may know it.
    """

    clauses: Sequence[ClauseRow]
    conditions: Sequence[ConditionRow]
    modifiers: Sequence[ModifierRow]
    effects: Sequence[EffectRow]
    blocs: Sequence[BlocRow]
    orders: Sequence[OrderRow]
    needs: Sequence[int]
    levels: Sequence[LevelRow]
    clashes: Sequence[ClashRow]
    notes: Sequence[NoteRow]
    later: Sequence[LaterRow]
    due: Sequence[int]
    incidents: Sequence[IncidentRow]
    stages: Sequence[StageRow]
    transitions: Sequence[TransitionRow]
    injects: Sequence[InjectRow]
    endings: Sequence[EndingRow]
    objectives: Sequence[ObjectiveRow]
    caps: Sequence[CapRow]
    agreements: Sequence[AgreementRow]
    flows: Sequence[FlowRow]
    thirds: Sequence[ThirdRow]
    lists: Sequence[ListRow]
    states: Sequence[StateRow]
    cells: Sequence[CellRow]
    rates: Sequence[RateRow]
    fading: Sequence[int]
    dials: DialRow
    habituation: Sequence[int]
    perception: Sequence[int]
    logistic: Sequence[int]
    steps: Sequence[GoodwillClassRow]
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
"""The class of the rows of each table, or `int`."""

SINGLE = frozenset(name for name, hint in get_type_hints(Tables).items() if hint is ROWS[name])
"""Names of the tables that are a single row."""


def as_plain(tables: Tables) -> Tables:
    """Return the tables with rows whose fields are quick to read in plain Python."""
    quick: list[Any] = [
        quick_record(table) if name in SINGLE else [quick_record(row) for row in table]
        for name, table in zip(Tables._fields, tables, strict=True)
    ]
    return quick_record(Tables(*quick))


def in_one_row(tables: Tables) -> list[int]:
    """Lay all tables end to end. The first cells hold where each table begins, and one more holds where the last one
    ends.
    """
    starts: list[int] = []
    cells: list[int] = []
    for table in tables:
        starts.append(len(tables) + 1 + len(cells))
        cells += chain.from_iterable(as_rows(table))
    return [*starts, len(tables) + 1 + len(cells), *cells]


def as_rows(table: Iterable[Any]) -> Iterable[tuple[int, ...]]:
    """Yield the rows of a table as tuples; plain numbers, and the cells of a single row, become rows of one column."""
    return (row if isinstance(row, tuple) else (row,) for row in table)
