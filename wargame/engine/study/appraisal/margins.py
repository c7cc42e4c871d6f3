"""By how much each order beats the second best thing to do, in the situations in which it can be given.

In every situation the rival is the best of the other orders there, or no order at all. One half of the dice chooses it,
the other half compares: if the same dice chose and compared, every rival would seem better than it is.
"""

from collections.abc import Iterator
from math import sqrt
from typing import NamedTuple

import numpy as np

from wargame.engine.study.appraisal.estimates import Values, mean_of

FEWEST_SITUATIONS = 8
"""The least number of situations of a turn from which the appraisal judges an order in it."""

HARM = 0.3
"""Points by which an order must be worse than its rival to count as one that hurts."""


class Margin(NamedTuple):
    """The mean margin of an order in a turn, its standard error, and the share of situations in which it hurts."""

    value: float
    error: float | None
    hurts: float


def margins_of(gains: Values) -> Iterator[tuple[int, Margin]]:
    """Yield orders with their margins in a turn, from gains over no order (orders, situations, dice).

    A gain is nan where the order cannot be given. Orders that can be given in too few situations are left out.
    """
    over = np.empty_like(gains)
    halves = slice(0, None, 2), slice(1, None, 2)
    for chooser, judge in (halves, halves[::-1]):
        over[:, :, judge] = gains[:, :, judge] - _rivals(gains[:, :, chooser], gains[:, :, judge])
    for number, found in enumerate(over):
        met = found[~np.isnan(found[:, 0])]
        if len(met) >= FEWEST_SITUATIONS:
            margin = mean_of(met.mean(axis=1))
            yield number, Margin(margin.value, margin.error, float((without_noise(met) < -HARM).mean()))


def _rivals(chooser: Values, judge: Values) -> Values:
    """Return (orders, situations, dice) the gains of each order's rival, which the other half of the dice chooses."""
    count, situations, dice = judge.shape
    nothing = np.zeros((1, situations))
    worth = np.concatenate([np.where(np.isnan(means := chooser.mean(axis=2)), -np.inf, means), nothing])
    best, second = np.argsort(-worth, axis=0, kind="stable")[:2]
    rival = np.where(np.arange(count)[:, None] == best, second, best)
    judged = np.concatenate([judge, np.zeros((1, situations, dice))])
    found: Values = judged[rival, np.arange(situations)]
    return found


def without_noise(found: Values) -> Values:
    """Return the mean of each situation (situations, dice), drawn to the mean of all as far as dice spread them.

    The rest spreads as much as situations differ: by few dice, an order that always helps seems to hurt in some.
    """
    means = found.mean(axis=1)
    whole, noise = float(means.var(ddof=1)), float(found.var(axis=1, ddof=1).mean()) / found.shape[1]
    kept = sqrt(max(0.0, 1 - noise / whole)) if whole else 0.0
    drawn: Values = means.mean() + kept * (means - means.mean())
    return drawn
