"""Pairs of futures under the same dice, added up in whole numbers: what the second has more, and how surely."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Any, Self

from wargame.engine.study.aggregate import NotAddable
from wargame.engine.study.named_figures import POINT, Figures

CLEAR = 2.0
"""Standard errors from which a mean difference is more than chance: 95 times in 100."""

STEP = 100
"""Milli-points to which the changes of single pairs are counted: a tenth of a point."""

MOST_PAIRS = 100_000


@dataclass(frozen=True)
class Difference:
    """The excess of the second future over the first in one measure, in points (for an ending in 100 games).

    `first` and `second` are means; `mean` is their difference and `error` its standard error; `low` to `high` holds
    the middle 80 of 100 pairs, to a tenth of a point.
    """

    measure: str
    first: float
    second: float
    mean: float
    error: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """True if the difference is more than chance."""
        return self.clear_size > 0

    @property
    def clear_size(self) -> float:
        """Points of the mean difference, either way, that chance does not explain."""
        return max(0.0, abs(self.mean) - CLEAR * self.error)


@dataclass(frozen=True)
class Count:
    """One measure over all pairs: sums of both futures and of the changes' squares, in milli-points.

    `changes` says how many pairs changed by how many steps of STEP.
    """

    first: int
    second: int
    squares: int
    changes: Mapping[int, int]

    def __add__(self, other: Self) -> Self:
        return type(self)(
            self.first + other.first,
            self.second + other.second,
            self.squares + other.squares,
            Counter(self.changes) + Counter(other.changes),
        )


@dataclass(frozen=True)
class Pairs:
    """So many pairs, with a count for each measure; pairs of disjoint seeds add up exactly and in any order."""

    measures: tuple[str, ...]
    pairs: int
    counts: tuple[Count, ...]

    def __add__(self, other: Self) -> Self:
        """Add the pairs of other seeds. Raises NotAddable."""
        if self.measures != other.measures:
            raise NotAddable("These pairs are of other measures; count the same ones in both.")
        counts = (one + another for one, another in zip(self.counts, other.counts, strict=True))
        return type(self)(self.measures, self.pairs + other.pairs, tuple(counts))

    def differences(self) -> tuple[Difference, ...]:
        """Give the difference for each measure, of at least two pairs."""
        return tuple(self._difference(*one) for one in zip(self.measures, self.counts, strict=True))

    def _difference(self, measure: str, count: Count) -> Difference:
        change, n = count.second - count.first, self.pairs
        spread = count.squares * n - change * change
        return Difference(
            measure,
            first=count.first / n / POINT,
            second=count.second / n / POINT,
            mean=change / n / POINT,
            error=sqrt(spread / (n * (n - 1))) / sqrt(n) / POINT,
            low=_quantile(count.changes, n, 10),
            high=_quantile(count.changes, n, 90),
        )


def pairs_of(measures: Sequence[str], first: Figures, second: Figures) -> Pairs:
    """Count paired rows of `figures`, (n, measures) each; row k of both was played with the same dice."""
    counts = []
    for one, other in zip(first.T.tolist(), second.T.tolist(), strict=True):
        changes = [after - before for before, after in zip(one, other, strict=True)]
        steps = Counter((change + STEP // 2) // STEP for change in changes)
        counts.append(Count(sum(one), sum(other), sum(change * change for change in changes), steps))
    return Pairs(tuple(measures), len(first), tuple(counts))


def require_pairs(seeds: Sequence[int]) -> None:
    """Refuse so few seeds that no range can be given, and more than a comparison may take."""
    if len(seeds) < 2:
        raise ValueError(f"{len(seeds)} seeds give no range: hand in at least 2, better 200.")
    if len(seeds) > MOST_PAIRS:
        raise ValueError(f"{len(seeds):,} seeds are too many: hand in at most {MOST_PAIRS:,}.")


def encode_pairs(pairs: Pairs) -> dict[str, Any]:
    """Turn pairs into plain JSON values."""
    counts = [
        [one.first, one.second, one.squares, [[step, count] for step, count in sorted(one.changes.items())]]
        for one in pairs.counts
    ]
    return {"measures": list(pairs.measures), "pairs": pairs.pairs, "step": STEP, "counts": counts}


def decode_pairs(data: dict[str, Any]) -> Pairs:
    """Read pairs back. Raises ValueError for some that were counted in other steps."""
    if data.get("step") != STEP:
        raise ValueError(f"These pairs were counted in steps of {data.get('step')}, not {STEP}: play them again.")
    counts = tuple(Count(first, second, squares, dict(changes)) for first, second, squares, changes in data["counts"])
    return Pairs(tuple(data["measures"]), data["pairs"], counts)


def _quantile(changes: Mapping[int, int], pairs: int, in_100: int) -> float:
    """Return the least change, in points, that so many of 100 pairs do not exceed."""
    left = pairs * in_100
    for step, count in sorted(changes.items()):
        left -= 100 * count
        if left <= 0:
            return step * STEP / POINT
    raise ValueError("There are no pairs.")
