"""The two axes of a chart and the area between them, in pixels, for web/chart_axes.html."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Tick:
    """A mark on an axis; `leans` puts its text to the left of it, where there is room."""

    at: float
    text: str
    leans: bool = False


@dataclass(frozen=True)
class Plane:
    """The area between the axes, with the values at its edges."""

    left: float
    top: float
    right: float
    bottom: float
    first: float
    last: float
    low: float
    high: float

    def across(self, value: float) -> float:
        """Return where a value of the horizontal axis is."""
        return round(self.left + (self.right - self.left) * (value - self.first) / (self.last - self.first), 1)

    def up(self, value: float) -> float:
        """Return where a value of the vertical axis is."""
        return round(self.bottom - (self.bottom - self.top) * (value - self.low) / (self.high - self.low), 1)


@dataclass(frozen=True)
class Axes:
    """A plane with its ticks: `rows` stand left of it, `columns` under it."""

    plane: Plane
    rows: tuple[Tick, ...]
    columns: tuple[Tick, ...]
