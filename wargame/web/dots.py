"""Figures as dots or bars in a row, each with the range in which chance leaves it and the range that is wanted."""

from dataclasses import dataclass

SURE = 1.96
"""Standard errors to each side that hold the true figure 95 times in 100."""


@dataclass(frozen=True)
class RowScale:
    """The figures at both ends of a row."""

    low: float
    high: float

    def at(self, value: float) -> float:
        """Return the position of a value in 0..100; what lies beyond an end is put there."""
        share = (min(self.high, max(self.low, value)) - self.low) / (self.high - self.low)
        return round(100 * share, 1)


@dataclass(frozen=True)
class Dot:
    """Positions in 0..100 across: the figure, its range (none without an error), and what is wanted.

    `wanted_width` is 0 where nothing is. A bar starts at `zero`.
    """

    at: float
    zero: float
    low: float | None
    high: float | None
    wanted: float
    wanted_width: float
    is_bar: bool = False

    @property
    def start(self) -> float:
        """Where a bar begins."""
        return min(self.at, self.zero)

    @property
    def width(self) -> float:
        """Return the width of a bar."""
        return round(abs(self.at - self.zero), 1)


def dot_of(
    value: float,
    error: float | None,
    scale: RowScale,
    *,
    wanted: tuple[float, float] | None = None,
    is_bar: bool = False,
) -> Dot:
    """Place a figure with its standard error on a scale; `wanted` may be open to a side, as infinity."""
    first, last = (scale.at(edge) for edge in wanted) if wanted else (0.0, 0.0)
    return Dot(
        at=scale.at(value),
        zero=scale.at(0),
        low=None if error is None else scale.at(value - SURE * error),
        high=None if error is None else scale.at(value + SURE * error),
        wanted=first,
        wanted_width=round(last - first, 1),
        is_bar=is_bar,
    )
