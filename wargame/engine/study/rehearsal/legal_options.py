"""The orders that a seat could give, in many worlds at once."""

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from wargame.engine.playouts.playouts import Rows
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.rehearsal.report import Option
from wargame.engine.world.world import UNKNOWN

Flags = npt.NDArray[np.bool_]


def offered(setting: Setting, rows: Rows, seat: str) -> dict[Option, Flags]:
    """Say for each kind and level of a seat in which of the worlds (n, cells) it could be given, as far as it knows."""
    place = setting.names.states[seat]
    seen = np.array(setting.tables.seen, dtype=np.int64) >> place & 1
    known = np.where(seen.astype(np.bool_), rows, UNKNOWN)
    turn, points = known[:, setting.at.clock], known[:, setting.at.points + place]
    found: dict[Option, Flags] = {}
    never = np.zeros(len(rows), dtype=np.bool_)
    for kind, level, price, needs in choices(setting, place):
        order, spec = setting.tables.orders[kind], setting.spec.orders[kind]
        in_time = (order.first_turn <= turn) & (turn <= order.last_turn) & (price <= points)
        option = (seat, spec.kind, spec.levels[level].key)
        found[option] = found.get(option, never) | (in_time & judged(setting, known, needs))
    return found


@lru_cache(maxsize=64)
def choices(setting: Setting, place: int) -> tuple[tuple[int, int, int, int], ...]:
    """Give kind, level, price and condition of everything that the state at this place may ever order.

    Orders that differ only in their target, and in no condition, come once.
    """
    script = setting.tables.scripts[place]
    rows = setting.tables.candidates[script.candidates_from : script.candidates_to]
    return tuple(sorted({(row.kind, row.level, row.price, row.need) for row in rows}))


def judged(setting: Setting, rows: Rows, condition: int) -> Flags:
    """Judge a condition on many rows (n, cells) as the rule `holds` does on one."""
    span = setting.tables.conditions[condition]
    met, group = np.ones(len(rows), dtype=np.bool_), np.zeros(len(rows), dtype=np.bool_)
    for clause in setting.tables.clauses[span.clause_from : span.clause_to]:
        group = group | ((clause.low <= rows[:, clause.cell]) & (rows[:, clause.cell] <= clause.high))
        if clause.last:
            met, group = met & group, np.zeros(len(rows), dtype=np.bool_)
    return met
