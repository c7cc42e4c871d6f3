"""Seats' total scores in many worlds at once: what `measures` says of one world with its reasons, in whole numbers."""

from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from wargame.engine.setting import Setting
from wargame.engine.spec import Condition, ObjectiveSpec
from wargame.engine.tables import LAST

Rows = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]


class Scale(NamedTuple):
    """A cell that an aim is read from, what a point of it counts, and its worst and best value in points."""

    cell: int
    unit: int
    low: float
    high: float


class Aim(NamedTuple):
    """An objective ready to be scored: `modifiers` are what is added, and the clauses that must hold for it."""

    weight: int
    base: float
    scale: Scale | None
    modifiers: tuple[tuple[float, tuple[Any, ...]], ...]


def seat_scores(setting: Setting, rows: Rows) -> Rows:
    """Give each seat's total in milli-points (n, seats) in worlds that are rows (n, cells) of a game.

    The integers are those of `measures.total`, rounded.
    """
    found = np.empty((len(rows), len(setting.seats)), dtype=np.int64)
    for column in range(len(setting.seats)):
        found[:, column] = scores_of(setting, rows, column)
    return found


def scores_of(setting: Setting, rows: Rows, column: int) -> Rows:
    """Give the totals in milli-points (n,) of one seat, by its place among the seats."""
    aims = _aims(setting)[column]
    weights = sum(aim.weight for aim in aims)
    total = np.zeros(len(rows))
    for aim in aims:
        total += np.clip(_reached(aim, rows), 0.0, 100.0) * aim.weight
    return np.rint(1000 * (total / weights)).astype(np.int64) if weights else np.zeros(len(rows), dtype=np.int64)


def _reached(aim: Aim, rows: Rows) -> Shares:
    """Add up base, what is reached of the scale, and the modifiers that hold."""
    reached = np.full(len(rows), float(aim.base))
    if aim.scale:
        cell, unit, low, high = aim.scale
        reached += 100 * np.clip((rows[:, cell] / unit - low) / (high - low), 0.0, 1.0)
    for add, clauses in aim.modifiers:
        reached[_holds(clauses, rows)] += add
    return reached


def _holds(clauses: tuple[Any, ...], rows: Rows) -> npt.NDArray[np.bool_]:
    """Judge a condition in each world: of each group of alternatives one must hold."""
    all_met, met = np.ones(len(rows), dtype=np.bool_), np.zeros(len(rows), dtype=np.bool_)
    for clause in clauses:
        cell, low, high, _ = clause
        met |= (low <= rows[:, cell]) & (rows[:, cell] <= high)
        if clause[LAST]:
            all_met &= met
            met = np.zeros(len(rows), dtype=np.bool_)
    return all_met


@lru_cache(maxsize=64)
def _aims(setting: Setting) -> tuple[tuple[Aim, ...], ...]:
    """Look up for each seat what its objectives are read from."""
    return tuple(
        tuple(_aim(setting, objective) for objective in setting.spec.objectives if objective.seat == seat)
        for seat in setting.seats
    )


def _aim(setting: Setting, objective: ObjectiveSpec) -> Aim:
    scale = None
    if objective.variable:
        scale = Scale(*setting.unit_and_cell(objective.variable), objective.low, objective.high)
    modifiers = tuple((modifier.add, _clauses(setting, modifier.when)) for modifier in objective.modifiers)
    return Aim(objective.weight, objective.base, scale, modifiers)


def _clauses(setting: Setting, condition: Condition) -> tuple[Any, ...]:
    first, end = setting.tables.conditions[setting.conditions[condition]]
    return tuple(setting.tables.clauses[first:end])
