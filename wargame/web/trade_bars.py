"""A bar of the goods that one state buys of another: lists as segments by their duty, and the untaxed rest."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby

WIDE, PHONE, PROJECTOR, CARD = 640, 330, 490, 300
"""Widths of the drawings: phones, projectors and cards get scales of their own, so that labels stay readable."""
NOTED, PLAIN = 26.0, 9.0
"""Room above a bar with announced duties, and above one without."""
BAR_HEIGHT, BELOW, DATED = 34.0, 32.0, 13.0
"""Height of a bar, the room below it for rates and axis, and that for dates, if it has any."""
EDGE = 2.0
"""Pixels at the right for the line that ends the longest bar."""
STEPS = ((0.0, 1), (10.0, 2), (15.0, 3), (25.0, 4))
"""The shade of a duty: up to so many per cent; above the last the darkest."""
LETTER = 7.2
"""Pixels of a letter in a label, at the most."""
SHORT = 0.42
"""The part of a drawing that a bar takes at the most if a sentence is to stand beside it."""
HATCH = 6
"""Pixels from one line of a hatching to the next."""


@dataclass(frozen=True)
class Goods:
    """A list that is taxed or is to be: amount in US$ bn, duty in per cent (0 for none), the one announced, if any.

    `since` says when it got its duty, the longest wording first.
    """

    title: str
    amount: float
    rate: float
    coming: float | None = None
    coming_turn: int = 0
    since: tuple[str, ...] = ()


@dataclass(frozen=True)
class Segment:
    """A list in pixels; `amount` is its label and `coming` the one above it, "" where there is no room.

    `is_rising` says that another duty is announced for a list that is taxed.
    `hatch` is the path of the lines across a list whose first duty is announced, "" for one that is taxed.
    """

    x: float
    width: float
    step: int
    hatch: str
    is_rising: bool
    title: str
    amount: str
    coming: str
    coming_x: float
    coming_anchor: str

    @property
    def middle(self) -> float:
        """The middle of the segment."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True)
class Note:
    """The duty or the date of segments that stand beside each other, below their middle."""

    x: float
    label: str


@dataclass(frozen=True)
class BarTick:
    """A mark of the axis; `anchor` is the side on which its label stands."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True)
class TradeBar:
    """A bar in pixels: what is taxed, what is announced, what is untouched, up to the edge of all that is bought."""

    width: int
    scale: float
    top: float
    segments: tuple[Segment, ...]
    rates: tuple[Note, ...]
    dates: tuple[Note, ...]
    rest_x: float
    rest_width: float
    rest: str
    edge: float
    ticks: tuple[BarTick, ...]
    tall = BAR_HEIGHT

    @property
    def is_short(self) -> bool:
        """Tell if it leaves more than half of the drawing free."""
        return self.edge < self.width * SHORT

    @property
    def rest_middle(self) -> float:
        """The middle of what is untouched."""
        return round(self.rest_x + self.rest_width / 2, 1)

    @property
    def height(self) -> float:
        """The height of the drawing."""
        return self.top + BAR_HEIGHT + BELOW + (DATED if self.dates else 0)


@dataclass(frozen=True)
class OwnDuty:
    """An order of the reader's own on a list: its number on the sheet, the place of the list among the segments of the
    bar (None if it has none), its amount in US$ bn, and what the order sets.
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
    """Return the marks of own orders: over the segment of the list, else one after the other behind the last."""
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


def bar_of(lists: Sequence[Goods], imports: float, largest: float, width: int) -> TradeBar:
    """Return the bar of a flow on a scale that `largest`, the largest flow of the board, fills.

    Taxed lists come first, then those that bear no duty so far.
    """
    scale = (width - EDGE) / largest
    top = PLAIN if all(goods.coming is None for goods in lists) else NOTED
    starts = list(accumulate((goods.amount for goods in lists), initial=0.0))
    named = min(starts[-1], imports)
    left, rest_width = imports - named, round((imports - named) * scale, 1)
    segments = [_segment(goods, start, scale, width, top) for goods, start in zip(lists, starts, strict=False)]
    return TradeBar(
        width=width,
        scale=scale,
        top=top,
        segments=tuple(_apart_from_each_other(segments)),
        rates=tuple(_notes(lists, segments, lambda goods: (f"{goods.rate:g} %",) if goods.rate else ())),
        dates=tuple(_notes(lists, segments, lambda goods: goods.since)),
        rest_x=round(named * scale, 1),
        rest_width=rest_width,
        rest=_fitting(rest_width, f"{_figure(left)} untouched", f"{_figure(left)} left", _figure(left)),
        edge=round(imports * scale, 1),
        ticks=tuple(_tick(at, scale, width) for at in range(0, int(largest) + 1, _apart(largest))),
    )


def _tick(at: int, scale: float, width: int) -> BarTick:
    x, label = round(at * scale, 1), str(at) if at else "0 bn"
    half = LETTER * len(label) / 2
    return BarTick(x, label, "start" if x < half else "end" if x + half > width else "middle")


def _segment(goods: Goods, start: float, scale: float, width: int, top: float) -> Segment:
    x, wide = round(start * scale, 1), round(goods.amount * scale, 1)
    coming = "" if goods.coming is None else f"{goods.coming:g} % in turn {goods.coming_turn}"
    is_far = x + LETTER * len(coming) > width
    amount = _figure(goods.amount)
    return Segment(
        x=x,
        width=wide,
        step=step_of(goods.rate),
        hatch="" if goods.rate else _hatch(x, wide, top),
        is_rising=bool(goods.rate and coming),
        title=f"{goods.title}: US$ {amount} bn at {f'{goods.rate:g} %' if goods.rate else coming}",
        amount=_fitting(wide, amount),
        coming=coming,
        coming_x=round(x + wide, 1) if is_far else x,
        coming_anchor="end" if is_far else "start",
    )


def _notes(
    lists: Sequence[Goods], segments: Sequence[Segment], wordings: Callable[[Goods], tuple[str, ...]]
) -> Iterator[Note]:
    """Yield what is said of lists once for all segments in a row of which it is, in the first wording that fits."""
    for said, beside in groupby(zip(lists, segments, strict=True), key=lambda pair: wordings(pair[0])):
        alike = [segment for _, segment in beside]
        start, end = alike[0].x, alike[-1].x + alike[-1].width
        if label := _fitting(end - start, *said):
            yield Note(round((start + end) / 2, 1), label)


def _apart_from_each_other(segments: Iterable[Segment]) -> Iterator[Segment]:
    """Yield the segments without the labels above them that would run into one before."""
    free = 0.0
    for segment in segments:
        length = LETTER * len(segment.coming)
        start = segment.coming_x - (length if segment.coming_anchor == "end" else 0)
        if segment.coming and start < free:
            yield replace(segment, coming="")
            continue
        if segment.coming:
            free = start + length
        yield segment


def _hatch(x: float, width: float, top: float) -> str:
    """Return the path of slanted lines across a segment, none of which leaves it."""
    lines, end, bottom = [], x + width, top + BAR_HEIGHT
    for count in range(int((width + BAR_HEIGHT) / HATCH) + 1):
        foot = x - BAR_HEIGHT + count * HATCH
        left, right = max(foot, x), min(foot + BAR_HEIGHT, end)
        if left < right:
            lines.append(f"M{left:.1f} {bottom - (left - foot):.1f}L{right:.1f} {bottom - (right - foot):.1f}")
    return "".join(lines)


def _fitting(width: float, *labels: str) -> str:
    """Return the first label that fits, "" if none does."""
    return next((label for label in labels if len(label) * LETTER + 2 <= width), "")


def _apart(largest: float) -> int:
    """Return the distance of two ticks in US$ bn, a round number of which about five fit."""
    return next((step for step in (1, 5, 10, 20, 50, 100, 200, 500, 1000, 2000) if largest / step <= 6), 5000)


def _figure(amount: float) -> str:
    return f"{round(amount, 1):g}"
