"""Training ranges on a map: a ring for each, and squares whose area is a number of soldiers."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import sqrt

from wargame.web.labels import LabelRequest, Rect
from wargame.web.projection import Point, Projection
from wargame.web.seats import mark_of

SIDE = 58.0
"""Pixels of the side of the square of `MOST` soldiers on a wide map."""
MOST = 300_000
PHONE_SHARE = 0.72
PHONE_WIDTH = 400
LEAST_SIDE = 4.0
_GAP = 5.0


@dataclass(frozen=True)
class Troops:
    """Soldiers of a state at a range: the least and the most; `basis` is announced, seen or there."""

    seat: str
    basis: str
    least: int
    most: int

    @property
    def words(self) -> str:
        """The number in words: "300,000 announced", "50,000-100,000 seen"."""
        low, high = f"{self.least:,}", f"{self.most:,}"
        number = high if low == high else f"{low}\N{EN DASH}{high}"
        return f"{self.seat} {number} {self.basis}"


@dataclass(frozen=True)
class Range:
    """A training range: names, a note, position, radius, how it is used (planned, left_out, open), and who is there."""

    names: tuple[str, ...]
    note: str
    at: Point
    km: float
    use: str
    troops: tuple[Troops, ...] = ()


@dataclass(frozen=True)
class DrawnRange:
    """The ring of a range in pixels."""

    x: float
    y: float
    radius: float
    use: str


@dataclass(frozen=True)
class Square:
    """A square of soldiers in pixels: left, top, side; `basis` has also "seen-least", the inner square of a range."""

    x: float
    y: float
    side: float
    shape: str
    basis: str
    title: str

    @property
    def box(self) -> Rect:
        """The box that the square fills."""
        return Rect(self.x, self.y, self.x + self.side, self.y + self.side)


def rings_of(ranges: Sequence[Range], at: Projection) -> tuple[DrawnRange, ...]:
    """Return the ring of each range."""
    return tuple(DrawnRange(*_rounded(at(*one.at)), round(one.km * at.pixels_per_km, 1), one.use) for one in ranges)


def squares_of(ranges: Sequence[Range], at: Projection) -> tuple[Square, ...]:
    """Return the squares above each range: those of one state from one corner, those of states beside each other."""
    return tuple(square for one in ranges for square in _squares(one, at))


def side_of(soldiers: int, width: int) -> float:
    """Return the side of the square of so many soldiers on a map of this width; the smallest can still be seen."""
    whole = SIDE * (PHONE_SHARE if width < PHONE_WIDTH else 1)
    return max(LEAST_SIDE, round(whole * sqrt(soldiers / MOST), 1))


def _squares(one: Range, at: Projection) -> list[Square]:
    x, y = at(*one.at)
    floor = y - one.km * at.pixels_per_km - _GAP
    by_state = {seat: [each for each in one.troops if each.seat == seat] for seat in {t.seat: 0 for t in one.troops}}
    widths = {seat: max(side_of(each.most, at.width) for each in own) for seat, own in by_state.items()}
    start = x - next(iter(widths.values()), 0) / 2
    lefts = accumulate((width + _GAP for width in widths.values()), initial=start)
    squares = [
        _square(each, soldiers, basis, left, floor, at.width)
        for (_, own), left in zip(by_state.items(), lefts, strict=False)
        for each in own
        for soldiers, basis in _ends(each)
    ]
    return sorted(squares, key=lambda square: -square.side)


def _ends(troops: Troops) -> list[tuple[int, str]]:
    """Return the outer and the inner square: a range of numbers has both."""
    inner = [(troops.least, f"{troops.basis}-least")] if troops.least < troops.most else []
    return [(troops.most, troops.basis), *inner]


def _square(troops: Troops, soldiers: int, basis: str, left: float, floor: float, width: int) -> Square:
    side = side_of(soldiers, width)
    return Square(
        round(left, 1), round(floor - side, 1), side, mark_of(troops.seat).shape, basis, f"{troops.words} soldiers"
    )


def label_requests_of(ranges: Sequence[Range], squares: Sequence[Square], at: Projection) -> list[LabelRequest]:
    """Return labels of the ranges with their notes, and of the squares with their numbers."""
    rings = [
        LabelRequest(*at(*one.at), (*one.names, *filter(None, (one.note,))), gap=one.km * at.pixels_per_km + 4)
        for one in ranges
    ]
    numbers = [_numbers(one, squares) for one in ranges if one.troops]
    return [*rings, *numbers]


def _numbers(one: Range, squares: Sequence[Square]) -> LabelRequest:
    titles = {f"{each.words} soldiers" for each in one.troops}
    boxes = [square.box for square in squares if square.title in titles]
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    top, bottom = min(box.top for box in boxes), max(box.bottom for box in boxes)
    words = dict.fromkeys(each.words for each in one.troops)
    return LabelRequest((left + right) / 2, (top + bottom) / 2, tuple(words), gap=(right - left) / 2 + 5)


def _rounded(point: Point) -> Point:
    return round(point[0], 1), round(point[1], 1)
