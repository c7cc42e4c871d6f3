"""Figures read from futures that were played out, by name: a seat's score, an ending, or any cell of the world."""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from wargame.engine.errors import unknown
from wargame.engine.playouts.playouts import Playouts
from wargame.engine.scenario.setting import Setting

Figures = npt.NDArray[np.int64]

POINT = 1000
"""Milli-points in a point."""


def figures(setting: Setting, played: Playouts, measures: Sequence[str]) -> Figures:
    """Read (n, measures) milli-points from n futures.

    A measure is "score KOR" (that seat's objective score), "ending loss" (100 where it ended so, else 0: a mean is
    a share in 100), or a figure in the clause grammar, as "tension KOR RUS". Counts are given as points. Raises
    SettingError for a name that does not exist.
    """
    columns = [_column(setting, played, measure) for measure in measures]
    return np.stack(columns, axis=1) if columns else np.empty((len(played.rows), 0), dtype=np.int64)


def usual_measures(setting: Setting) -> tuple[str, ...]:
    """Name what a review asks first: every seat's score, then every ending."""
    scores = (f"score {seat}" for seat in setting.seats)
    return *scores, *(f"ending {ending.key}" for ending in setting.spec.endings)


def _column(setting: Setting, played: Playouts, measure: str) -> Figures:
    kind, _, name = measure.partition(" ")
    if kind == "score":
        return played.scores[:, _place(measure, "seat", name, setting.seats)]
    if kind == "ending" and name:
        keys = [ending.key for ending in setting.spec.endings]
        number = 1 + _place(measure, "ending", name, keys)
        return np.where(played.rows[:, setting.at.clock + 1] == number, 100 * POINT, 0)
    cell, unit = setting.unit_and_cell(measure)
    return played.rows[:, cell] * (POINT // unit)


def _place(measure: str, what: str, name: str, known: Iterable[str]) -> int:
    names = list(known)
    if name not in names:
        raise unknown(measure, what, name, names)
    return names.index(name)
