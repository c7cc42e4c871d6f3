"""Reciprocity: the correlation of a seat's acts with the acts of the other a turn before."""

from collections.abc import Iterator
from itertools import permutations
from math import sqrt

import numpy as np

from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal.estimates import Estimate, Values
from wargame.engine.study.rehearsal.history import History

FEWEST_TURNS = 10
"""Turns of a game below which the figure is held against no threshold: a few hours are no series."""


def reciprocity(history: History) -> dict[str, Estimate]:
    """Return by how much an act follows the seat's `own` act of the turn before, and that of the `other` at it.

    Acts are sums of Goldstein values. All pairs and turns count together, each less its mean of all games: that leaves
    out what a seat does in any game. The errors are those of independent games (K.-Y. Liang and S. L. Zeger 1986).
    """
    return lags_of(acts_between(history), history.is_played)


def acts_between(history: History) -> Values:
    """Return (turns, games, seats, seats) the sum of Goldstein values of each seat's orders at each other."""
    setting, places = history.setting, {seat: number for number, seat in enumerate(history.setting.seats)}
    worth = _goldstein(setting)
    found = np.zeros((*history.is_played.shape, len(places), len(places)))
    for turn, game in np.argwhere(history.is_played).tolist():
        for seat, sheet in history.orders(turn, game).items():
            for order in sheet:
                for target in order.targets:
                    if target in places:
                        found[turn, game, places[seat], places[target]] += worth[order.kind, order.level]
    return found


def _goldstein(setting: Setting) -> dict[tuple[str, str], float]:
    orders = setting.spec.orders
    return {(one.kind, level.key): (level.codes or one.codes).goldstein for one in orders for level in one.levels}


def lags_of(acts: Values, is_played: np.ndarray) -> dict[str, Estimate]:
    """Return both lags by least squares, from acts (turns, games, seats, seats) and whether a game was on in a turn.

    Return nothing where games or acts do not differ.
    """
    squares, products = np.zeros((acts.shape[1], 2, 2)), np.zeros((acts.shape[1], 2))
    for now, lagged, games in _compared(acts, is_played):
        squares[games] += lagged[:, :, None] * lagged[:, None, :]
        products[games] += lagged * now[:, None]
    whole = squares.sum(axis=0)
    if np.linalg.matrix_rank(whole) < 2:
        return {}
    lags = np.linalg.solve(whole, products.sum(axis=0))
    left = np.linalg.solve(whole, (products - squares @ lags).T)
    errors = [sqrt(float(one)) for one in (left**2).sum(axis=1)]
    return {name: Estimate(float(lag), error) for name, lag, error in zip(("own", "other"), lags, errors, strict=True)}


def _compared(acts: Values, is_played: np.ndarray) -> Iterator[tuple[Values, Values, np.ndarray]]:
    """Yield for each pair and turn but the first: acts (n), acts a turn before (n, own and other), and their games."""
    for turn in range(1, len(acts)):
        games = np.flatnonzero(is_played[turn])
        if len(games) < 2:
            continue
        for one, other in permutations(range(acts.shape[2]), 2):
            now = acts[turn, games, one, other]
            lagged = np.stack([acts[turn - 1, games, one, other], acts[turn - 1, games, other, one]], axis=1)
            yield now - now.mean(), lagged - lagged.mean(axis=0), games
