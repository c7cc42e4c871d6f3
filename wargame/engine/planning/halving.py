"""Successive halving: playouts are spent on the choices that may still be the best."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.int64]

Judge = Callable[[Sequence[int], range], Scores]
"""Scores (choices, samples) of some choices in some numbered samples; a sample is the same for every choice."""

YARDSTICK = 0
"""The choice that is never dropped, so that the best can be told against it over the same samples."""


@dataclass(frozen=True)
class Verdict:
    """The best choice, its mean score and that of the yardstick, over this many samples."""

    best: int
    mean: float
    yardstick: float
    samples: int


def halve(count: int, judge: Judge, first: int) -> Verdict:
    """Find the best of `count` choices: judge all in `first` samples, drop the worse half, double the samples, again.

    Ends when at most two choices beside the yardstick (choice 0) were judged. Of equal choices the lower number is
    better, so that equal scores give an equal verdict.
    """
    alive, sums, done = list(range(count)), np.zeros(count, dtype=np.int64), 0
    while True:
        numbers = range(done, max(first, 2 * done))
        sums[alive] += judge(alive, numbers).sum(axis=1)
        done = numbers.stop
        alive.sort(key=lambda choice: (-int(sums[choice]), choice))
        rivals = [choice for choice in alive if choice != YARDSTICK]
        if len(rivals) <= 2:
            return Verdict(alive[0], sums[alive[0]] / done, sums[YARDSTICK] / done, done)
        alive = [YARDSTICK, *rivals[: (len(rivals) + 1) // 2]]
