"""Successive halving: playouts are spent on the choices that may still be the best."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.int64]

Judge = Callable[[Sequence[int], range], Scores]
"""Scores (choices, samples) of some choices in some numbered samples; a sample is the same for every choice."""

YARDSTICK = 0
"""The choice that is never dropped, so that the best can be compared with it over the same samples."""


@dataclass(frozen=True)
class Ranking:
    """The choices judged to the end, best first, with the mean score of each over this many samples."""

    ranked: tuple[int, ...]
    means: tuple[float, ...]
    samples: int

    @property
    def best(self) -> int:
        return self.ranked[0]

    @property
    def gains(self) -> tuple[float, ...]:
        """By how much each does better than the yardstick, in the order of `ranked`."""
        yardstick = self.means[self.ranked.index(YARDSTICK)]
        return tuple(mean - yardstick for mean in self.means)


def halve(count: int, judge: Judge, first: int, keep: int = 2) -> Ranking:
    """Rank `count` choices: judge all in `first` samples, drop the worse half, double the samples, again.

    Ends when at most `keep` choices beside the yardstick (choice 0) were judged. Of equal choices the lower number is
    better, so that equal scores give an equal ranking.
    """
    alive, sums, done = list(range(count)), np.zeros(count, dtype=np.int64), 0
    while True:
        numbers = range(done, max(first, 2 * done))
        sums[alive] += judge(alive, numbers).sum(axis=1)
        done = numbers.stop
        alive.sort(key=lambda choice: (-int(sums[choice]), choice))
        rivals = [choice for choice in alive if choice != YARDSTICK]
        if len(rivals) <= keep:
            return Ranking(tuple(alive), tuple(float(sums[choice]) / done for choice in alive), done)
        alive = [YARDSTICK, *rivals[: max(keep, (len(rivals) + 1) // 2)]]
