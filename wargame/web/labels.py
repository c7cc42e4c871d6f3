"""Places labels on a map: beside their point, clear of markers, tracks and each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import islice, permutations
from math import hypot, inf

LINE_HEIGHT = 14
_LETTER = 6.2
_BOLD_LETTER = 6.9
_NO_ROOM = 42
_MOST_ORDERS = 16
_FAR, _SHORTEST = 16, 5
PLAIN_GAP = 12
"""Pixels between the centre of a marker and a label beside it."""

Leader = tuple[float, float, float, float]
_PENALTY_PER_STEP = 10
_TAKEN, _OUTSIDE, _LIGHT, _ANOTHERS = 40.0, 40.0, 0.6, 90.0
# East first, then west, the corners, above and below: (anchor, dx, dy), in units of the gap.
_DIRECTIONS = (
    ("start", 1, 0),
    ("end", -1, 0),
    ("start", 0.8, -1.1),
    ("start", 0.8, 1.1),
    ("end", -0.8, -1.1),
    ("end", -0.8, 1.1),
    ("middle", 0, -1.5),
    ("middle", 0, 1.5),
)
# Pixels by which a label moves away from its point if there is no room beside it.
_FARTHER = (0, 10, 22, 38, 56, 76)


@dataclass(frozen=True)
class Rect:
    """A box in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Rect") -> float:
        """Return the area that two boxes share."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, wide) * max(0.0, high)

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """Return the point of the box that is nearest to another point."""
        return min(max(x, self.left), self.right), min(max(y, self.top), self.bottom)

    def distance(self, x: float, y: float) -> float:
        """Return the distance of a point from the box; 0 inside it."""
        near_x, near_y = self.nearest(x, y)
        return hypot(near_x - x, near_y - y)

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True)
class Wish:
    """A label to be placed beside a point.

    If there is no room, an optional label is left out, and one that `may_shorten` keeps only its first line.
    """

    x: float
    y: float
    lines: tuple[str, ...]
    gap: float = PLAIN_GAP
    is_bold: bool = True
    is_optional: bool = False
    may_shorten: bool = False


@dataclass(frozen=True)
class Label:
    """A placed label: x, the baseline of each line, the text anchor, the box that it fills, and its wish.

    `leader` is a line (x, y, x, y) from the point, for a label that could not be placed beside it.
    """

    x: float
    anchor: str
    lines: tuple[tuple[float, str], ...]
    is_bold: bool
    box: Rect
    wish: Wish
    leader: Leader | None = None


@dataclass(frozen=True)
class Ground:
    """What is on the map already.

    Labels must not cover `taken` and should not cover `light`; `marks` are other points.
    """

    window: Rect
    taken: Sequence[Rect]
    light: Sequence[Rect]
    marks: Sequence[tuple[float, float]] = ()


@dataclass(frozen=True)
class _Option:
    anchor: str
    x: float
    box: Rect


def place(wishes: Sequence[Wish], ground: Ground) -> list[Label]:
    """Place the labels, in order, where they cover least and cannot be taken for the label of another point.

    If a label finds no room in that order, other orders are tried, up to a limit.
    """
    needed = [wish for wish in wishes if not wish.is_optional]
    optional = [wish for wish in wishes if wish.is_optional]
    best = _placed([*needed, *optional], ground)
    for order in islice(permutations(reversed(needed)), _MOST_ORDERS):
        if best[0] <= _NO_ROOM:
            break
        best = min(best, _placed([*order, *optional], ground), key=lambda attempt: attempt[0])
    return best[1]


def _placed(wishes: Sequence[Wish], ground: Ground) -> tuple[float, list[Label]]:
    """Return the labels in this order, and the cost of the worst one that must be placed."""
    occupied, placed, dearest = list(ground.taken), [], 0.0
    for full in wishes:
        wish = full
        cost, option = _best(wish, occupied, ground)
        if cost > _NO_ROOM and full.may_shorten:
            wish = replace(full, lines=full.lines[:1])
            cost, option = _best(wish, occupied, ground)
        if wish.is_optional and cost > _NO_ROOM:
            continue
        dearest = dearest if wish.is_optional else max(dearest, cost)
        label = _label(wish, option, ground)
        occupied += [option.box, *_along(label.leader)]
        placed.append(label)
    return dearest, placed


def _label(wish: Wish, option: _Option, ground: Ground) -> Label:
    box = option.box
    baselines = ((box.top + LINE_HEIGHT * (number + 0.78), line) for number, line in enumerate(wish.lines))
    lines = tuple((round(y, 1), line) for y, line in baselines)
    return Label(round(option.x, 1), option.anchor, lines, wish.is_bold, box, wish, _leader(wish, box, ground.marks))


def _leader(wish: Wish, box: Rect, marks: Sequence[tuple[float, float]]) -> Leader | None:
    """Return a line from the marker's edge to its label, or None where the label obviously belongs to the marker.

    A line is needed where the label is far from its marker, or nearer to another mark.
    """
    x, y = box.nearest(wish.x, wish.y)
    length = hypot(x - wish.x, y - wish.y)
    if length < wish.gap + (_SHORTEST if is_mistaken(wish, box, marks) else _FAR):
        return None
    share = wish.gap / length
    start = wish.x + (x - wish.x) * share, wish.y + (y - wish.y) * share
    return round(start[0], 1), round(start[1], 1), round(x, 1), round(y, 1)


def _width(wish: Wish) -> float:
    letters = [_BOLD_LETTER if wish.is_bold and number == 0 else _LETTER for number in range(len(wish.lines))]
    return max(len(line) * letter for line, letter in zip(wish.lines, letters, strict=True))


def _option(wish: Wish, direction: tuple[str, float, float], farther: float) -> _Option:
    """Return the label in one direction, moved away from its point by `farther` pixels."""
    anchor, dx, dy = direction
    width, height = _width(wish), LINE_HEIGHT * len(wish.lines)
    x = wish.x + dx * (wish.gap + farther)
    middle = wish.y + dy * (wish.gap / 2 + height / 2 + farther)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return _Option(anchor, x, Rect(left, middle - height / 2, left + width, middle + height / 2))


def _best(wish: Wish, occupied: Sequence[Rect], ground: Ground) -> tuple[float, _Option]:
    """Return the cheapest position; of equal ones, the first."""
    reach = _reach(wish)
    near = [box for box in occupied if reach.overlap(box)]
    around = replace(ground, light=[box for box in ground.light if reach.overlap(box)])
    best, chosen = inf, _option(wish, _DIRECTIONS[0], 0)
    for step, farther in enumerate(_FARTHER):
        for number, direction in enumerate(_DIRECTIONS):
            dear = number + _PENALTY_PER_STEP * step
            if dear >= best:
                return best, chosen
            option = _option(wish, direction, farther)
            cost = dear + _cost(wish, option.box, near, around, best - dear)
            if cost < best:
                best, chosen = cost, option
    return best, chosen


def _reach(wish: Wish) -> Rect:
    """Return the area in which the label can be placed."""
    across = wish.gap + _FARTHER[-1] + _width(wish)
    down = 1.5 * (wish.gap + _FARTHER[-1]) + 2 * LINE_HEIGHT * len(wish.lines)
    return Rect(wish.x - across, wish.y - down, wish.x + across, wish.y + down)


def _cost(wish: Wish, box: Rect, occupied: Sequence[Rect], ground: Ground, limit: float) -> float:
    """Return the cost of a position; the computation stops once it exceeds the limit."""
    cost = _OUTSIDE * (box.area - box.overlap(ground.window)) + _TAKEN * sum(box.overlap(other) for other in occupied)
    if cost >= limit:
        return cost
    leader = _leader(wish, box, ground.marks)
    cost += _ANOTHERS * (is_mistaken(wish, box, ground.marks) if leader is None else _is_crossed(leader, occupied))
    return cost if cost >= limit else cost + _LIGHT * sum(box.overlap(other) for other in ground.light)


def is_mistaken(wish: Wish, box: Rect, marks: Sequence[tuple[float, float]]) -> bool:
    """Return whether a label is nearer to another mark than to its own point."""
    own = box.distance(wish.x, wish.y) - wish.gap
    return any(
        box.distance(*mark) - PLAIN_GAP < own - 1
        for mark in marks
        if hypot(mark[0] - wish.x, mark[1] - wish.y) > wish.gap
    )


def _is_crossed(leader: Leader, boxes: Sequence[Rect]) -> bool:
    return any(one.overlap(box) for one in _along(leader) for box in boxes)


def _along(leader: Leader | None) -> list[Rect]:
    """Return small boxes along a leader, so that other labels avoid it; none at its ends."""
    if leader is None:
        return []
    x, y, to_x, to_y = leader
    shares = (step / 10 for step in range(1, 10))
    points = [(x + share * (to_x - x), y + share * (to_y - y)) for share in shares]
    return [Rect(px - 1.5, py - 1.5, px + 1.5, py + 1.5) for px, py in points]
