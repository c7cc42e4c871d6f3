"""Aims judged by what their sentences say: which of them rise in a turn in which something happened that contradicts
them, and which are as good as reached before the last turn.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

import numpy as np

from wargame.engine.playouts.playouts import Rows
from wargame.engine.rules.scores import objective_score
from wargame.engine.scenario.setting import Setting
from wargame.engine.spec import Condition, ObjectiveSpec
from wargame.engine.study.named_figures import POINT
from wargame.engine.study.rehearsal.history import History
from wargame.engine.study.rehearsal.legal_options import Flags, judged
from wargame.engine.study.rehearsal.report import REACHED, Rise


def rises(history: History) -> Iterator[Rise]:
    """Yield each turn in which an aim rose while what caps it, or what it excludes, began."""
    for index, objective in enumerate(history.setting.spec.objectives):
        for when, event in contradicting(objective):
            for turn, game in np.argwhere(begins(history, when)).tolist():
                before, after = (points(history.setting, history.rows[at, game], index) for at in (turn, turn + 1))
                if after > before:
                    seed = history.seeds[game]
                    yield Rise(objective.seat, objective.key, event, seed, turn + 1, before, after)


def contradicting(objective: ObjectiveSpec) -> Iterator[tuple[Condition, str]]:
    """Yield condition and sentence of each event that contradicts an aim."""
    yield from ((cap.when, cap.says) for cap in objective.caps)
    yield from ((event.when, event.says) for event in objective.excludes)


def begins(history: History, condition: Condition) -> Flags:
    """Return (T, n) in which turns of which games a condition begins to hold."""
    rows, setting = history.rows, history.setting
    flat = judged(setting, rows.reshape(-1, rows.shape[2]), setting.conditions[condition])
    held = flat.reshape(rows.shape[:2])
    found: Flags = held[1:] & ~held[:-1] & history.is_played
    return found


def points(setting: Setting, row: Rows, index: int) -> int:
    """Return the score of an objective in a row, in whole points."""
    return round(objective_score(setting.plain, row.tolist(), index) / POINT)


def reached_early(history: History, seats: Iterable[str]) -> tuple[Counter[str], Counter[tuple[str, str]]]:
    """Count the games that come to their last turn, by the seat of each game in `seats`, and in how many of them each
    aim of that seat (seat, key) is as good as reached when that turn begins.
    """
    games: Counter[str] = Counter()
    reached: Counter[tuple[str, str]] = Counter()
    setting, opening = history.setting, history.rows[-2]
    for game, seat in enumerate(seats):
        if not history.is_played[-1, game]:
            continue
        games[seat] += 1
        for index, objective in enumerate(setting.spec.objectives):
            if objective.seat == seat and points(setting, opening[game], index) >= REACHED:
                reached[seat, objective.key] += 1
    return games, reached
