"""What one state buys of another as a bar: lists of goods as segments by their duty, and what is left untaxed."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

WIDE, PHONE = 640, 330
"""Widths of the two drawings; a phone gets its own scale, so that labels stay readable."""
NOTED, PLAIN = 26.0, 9.0
"""Room above a bar with announced duties, and above one without."""
BAR_HEIGHT, BELOW = 34.0, 32.0
EDGE = 2.0
"""Pixels at the right for the line that ends the longest bar."""
STEPS = ((0.0, 1), (10.0, 2), (15.0, 3), (25.0, 4))
"""The shade of a duty: up to so many per cent; above the last the darkest."""
LETTER = 7.2
"""Pixels of a letter in a label, at the most."""


@dataclass(frozen=True)
class Goods:
    """A list that is taxed: amount in US$ bn, duty in per cent, and the one announced for a turn (None for none)."""

    title: str
    amount: float
    rate: float
    coming: float | None = None
    coming_turn: int = 0


@dataclass(frozen=True)
class Segment:
    """A taxed list in pixels; `amount` and `duty` are labels, "" where there is no room; `coming` stands above it."""

    x: float
    width: float
    step: int
    title: str
    amount: str
    duty: str
    coming: str
    coming_x: float
    coming_anchor: str

    @property
    def middle(self) -> float:
        """The middle of the segment."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class BarTick:
    """A mark of the axis; `anchor` is the side on which its label stands."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True)
class TradeBar:
    """A bar in pixels: taxed segments, then what is untouched, up to the edge of all that is bought."""

    width: int
    scale: float
    top: float
    segments: tuple[Segment, ...]
    rest_x: float
    rest_width: float
    rest: str
    edge: float
    ticks: tuple[BarTick, ...]
    tall = BAR_HEIGHT

    @property
    def rest_middle(self) -> float:
        """The middle of what is untouched."""
        return round(self.rest_x + self.rest_width / 2, 1)

    @property
    def height(self) -> float:
        """The height of the drawing."""
        return self.top + BAR_HEIGHT + BELOW


@dataclass(frozen=True)
class OwnDuty:
    """An order of the reader's own on a list: its number on the sheet, the place of the list among those taxed (None if
    it is not), its amount in US$ bn, and what the order sets.
    """

    number: int
    place: int | None
    amount: float
    label: str


@dataclass(frozen=True)
class OwnMark:
    """Where an own order stands on a bar, in pixels."""

    number: int
    x: float
    width: float
    label: str

    @property
    def middle(self) -> float:
        """The middle of the mark."""
        return round(self.x + self.width / 2, 1)


def own_marks_of(bar: TradeBar, orders: Sequence[OwnDuty]) -> tuple[OwnMark, ...]:
    """Return the marks of own orders: over the segment of a taxed list, else one after the other behind the last."""
    marks: list[OwnMark] = []
    free = bar.rest_x
    for order in orders:
        width = round(order.amount * bar.scale, 1)
        x = free if order.place is None else bar.segments[order.place].x
        if order.place is None:
            free = round(free + width, 1)
        marks.append(OwnMark(order.number, x, width, _fitting(width, order.label)))
    return tuple(marks)


def step_of(rate: float) -> int:
    """Return the shade of a duty, 1 to 5."""
    return next((step for highest, step in STEPS if rate <= highest), 5)


def bar_of(taxed: Sequence[Goods], imports: float, largest: float, width: int) -> TradeBar:
    """Return the bar of a flow on a scale that `largest`, the largest flow of the board, fills."""
    scale = (width - EDGE) / largest
    starts = list(accumulate((goods.amount for goods in taxed), initial=0.0))
    hit = min(starts[-1], imports)
    left, rest_width = imports - hit, round((imports - hit) * scale, 1)
    return TradeBar(
        width=width,
        scale=scale,
        top=PLAIN if all(goods.coming is None for goods in taxed) else NOTED,
        segments=tuple(_segment(goods, start, scale, width) for goods, start in zip(taxed, starts, strict=False)),
        rest_x=round(hit * scale, 1),
        rest_width=rest_width,
        rest=_fitting(rest_width, f"{_figure(left)} untouched", f"{_figure(left)} left", _figure(left)),
        edge=round(imports * scale, 1),
        ticks=tuple(_tick(at, scale, width) for at in range(0, int(largest) + 1, _apart(largest))),
    )


def _tick(at: int, scale: float, width: int) -> BarTick:
    x, label = round(at * scale, 1), str(at) if at else "0 bn"
    half = LETTER * len(label) / 2
    return BarTick(x, label, "start" if x < half else "end" if x + half > width else "middle")


def _segment(goods: Goods, start: float, scale: float, width: int) -> Segment:
    x, wide = round(start * scale, 1), round(goods.amount * scale, 1)
    coming = "" if goods.coming is None else f"{goods.coming:g} % in turn {goods.coming_turn}"
    is_far = x + LETTER * len(coming) > width
    amount, duty = _figure(goods.amount), f"{goods.rate:g} %"
    return Segment(
        x=x,
        width=wide,
        step=step_of(goods.rate),
        title=f"{goods.title}: US$ {amount} bn at {duty}",
        amount=_fitting(wide, amount),
        duty=_fitting(wide, duty),
        coming=coming,
        coming_x=round(x + wide, 1) if is_far else x,
        coming_anchor="end" if is_far else "start",
    )


def _fitting(width: float, *labels: str) -> str:
    """Return the first label that fits, "" if none does."""
    return next((label for label in labels if len(label) * LETTER + 2 <= width), "")


def _apart(largest: float) -> int:
    """Return the distance of two ticks in US$ bn, a round number of which about five fit."""
    return next((step for step in (1, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if largest / step <= 6), 5000)


def _figure(amount: float) -> str:
    return f"{round(amount, 1):g}"
