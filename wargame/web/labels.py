"""Places labels on a map: beside their point, clear of markers, tracks and each other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, permutations
from math import hypot, inf

LINE_HEIGHT = 14
_LETTER = 6.2
_BOLD_LETTER = 6.9
_NO_ROOM = 42
_MOST_ORDERS = 16
_FAR, _SHORTEST = 16, 5
_NEAR, _OVERLOOKED = 15, 24
"""Pixels between a label and the centre of another mark at which it reads as that one's where its leader is shorter
than the second number."""
PLAIN_GAP = 12
"""Pixels between the centre of a marker and a label beside it."""

Leader = tuple[float, float, float, float]
_PENALTY_PER_STEP = 10
_TAKEN, _OUTSIDE, _LIGHT, _ANOTHERS, _BESIDE = 40.0, 40.0, 0.6, 90.0, 25.0
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
        # Most do not meet, and a map compares ten thousand: by this it takes half the time.
        if self.right <= other.left or other.right <= self.left:
            return 0.0
        if self.bottom <= other.top or other.bottom <= self.top:
            return 0.0
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide * high

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
class LabelRequest:
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
    """A placed label: x, the baseline of each line, the text anchor, the box that it fills, and its request.

    `leader` is a line (x, y, x, y) from the point, for a label that could not be placed beside it.
    """

    x: float
    anchor: str
    lines: tuple[tuple[float, str], ...]
    is_bold: bool
    box: Rect
    request: LabelRequest
    leader: Leader | None = None


@dataclass(frozen=True)
class Obstacles:
    """What is on the map already.

    Labels must not cover `taken` and should not cover `light`; `marks` are other points.
    """

    window: Rect
    taken: Sequence[Rect]
    light: Sequence[Rect]
    marks: Sequence[tuple[float, float]] = ()


@dataclass(frozen=True)
class _Position:
    anchor: str
    x: float
    box: Rect


def place(requests: Sequence[LabelRequest], obstacles: Obstacles) -> tuple[list[Label], bool]:
    """Place the labels, in order, where they cover least and cannot be taken for the label of another point.

    If a label finds no room in that order, other orders are tried, up to a limit. Returns whether all found room that
    must be placed, too.
    """
    needed = [request for request in requests if not request.is_optional]
    optional = [request for request in requests if request.is_optional]
    best = _placed([*needed, *optional], obstacles)
    for order in islice(permutations(reversed(needed)), _MOST_ORDERS):
        if best[0] <= _NO_ROOM:
            break
        best = min(best, _placed([*order, *optional], obstacles), key=lambda attempt: attempt[0])
    return best[1], best[0] <= _NO_ROOM


def _placed(requests: Sequence[LabelRequest], obstacles: Obstacles) -> tuple[float, list[Label]]:
    """Return the labels in this order, and the cost of the worst one that must be placed."""
    occupied, placed, dearest = list(obstacles.taken), [], 0.0
    for full in requests:
        request = full
        cost, option = _best(request, occupied, obstacles)
        if cost > _NO_ROOM and full.may_shorten:
            request = replace(full, lines=full.lines[:1])
            cost, option = _best(request, occupied, obstacles)
        if request.is_optional and cost > _NO_ROOM:
            continue
        dearest = dearest if request.is_optional else max(dearest, cost)
        label = _label(request, option, obstacles)
        occupied += [option.box, *_along(label.leader)]
        placed.append(label)
    return dearest, placed


def _label(request: LabelRequest, option: _Position, obstacles: Obstacles) -> Label:
    box = option.box
    baselines = ((box.top + LINE_HEIGHT * (number + 0.78), line) for number, line in enumerate(request.lines))
    lines = tuple((round(y, 1), line) for y, line in baselines)
    return Label(
        round(option.x, 1), option.anchor, lines, request.is_bold, box, request, _leader(request, box, obstacles.marks)
    )


def _leader(request: LabelRequest, box: Rect, marks: Sequence[tuple[float, float]]) -> Leader | None:
    """Return a line from the marker's edge to its label, or None where the label obviously belongs to the marker.

    A line is needed where the label is far from its marker, or nearer to another mark.
    """
    x, y = box.nearest(request.x, request.y)
    length = hypot(x - request.x, y - request.y)
    if length < request.gap + (_SHORTEST if is_mistaken(request, box, marks) else _FAR):
        return None
    share = request.gap / length
    start = request.x + (x - request.x) * share, request.y + (y - request.y) * share
    return round(start[0], 1), round(start[1], 1), round(x, 1), round(y, 1)


def _width(request: LabelRequest) -> float:
    letters = [_BOLD_LETTER if request.is_bold and number == 0 else _LETTER for number in range(len(request.lines))]
    return max(len(line) * letter for line, letter in zip(request.lines, letters, strict=True))


def _option(request: LabelRequest, direction: tuple[str, float, float], farther: float) -> _Position:
    """Return the label in one direction, moved away from its point by `farther` pixels."""
    anchor, dx, dy = direction
    width, height = _width(request), LINE_HEIGHT * len(request.lines)
    x = request.x + dx * (request.gap + farther)
    middle = request.y + dy * (request.gap / 2 + height / 2 + farther)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return _Position(anchor, x, Rect(left, middle - height / 2, left + width, middle + height / 2))


def _best(request: LabelRequest, occupied: Sequence[Rect], obstacles: Obstacles) -> tuple[float, _Position]:
    """Return the cheapest position; of equal ones, the first."""
    reach = _reach(request)
    near = [box for box in occupied if reach.overlap(box)]
    around = replace(obstacles, light=[box for box in obstacles.light if reach.overlap(box)])
    best, chosen = inf, _option(request, _DIRECTIONS[0], 0)
    for step, farther in enumerate(_FARTHER):
        for number, direction in enumerate(_DIRECTIONS):
            dear = number + _PENALTY_PER_STEP * step
            if dear >= best:
                return best, chosen
            option = _option(request, direction, farther)
            cost = dear + _cost(request, option.box, near, around, best - dear)
            if cost < best:
                best, chosen = cost, option
    return best, chosen


def _reach(request: LabelRequest) -> Rect:
    """Return the area in which the label can be placed."""
    across = request.gap + _FARTHER[-1] + _width(request)
    down = 1.5 * (request.gap + _FARTHER[-1]) + 2 * LINE_HEIGHT * len(request.lines)
    return Rect(request.x - across, request.y - down, request.x + across, request.y + down)


def _cost(request: LabelRequest, box: Rect, occupied: Sequence[Rect], obstacles: Obstacles, limit: float) -> float:
    """Return the cost of a position; the computation stops once it exceeds the limit."""
    cost = _OUTSIDE * (box.area - box.overlap(obstacles.window)) + _TAKEN * sum(
        box.overlap(other) for other in occupied
    )
    if cost >= limit:
        return cost
    leader = _leader(request, box, obstacles.marks)
    if leader is None:
        cost += _ANOTHERS * is_mistaken(request, box, obstacles.marks)
    else:
        cost += _ANOTHERS * _is_crossed(leader, occupied) + _BESIDE * _is_beside(request, leader, box, obstacles.marks)
    return cost if cost >= limit else cost + _LIGHT * sum(box.overlap(other) for other in obstacles.light)


def is_mistaken(request: LabelRequest, box: Rect, marks: Sequence[tuple[float, float]]) -> bool:
    """Return whether a label is nearer to another mark than to its own point."""
    own = box.distance(request.x, request.y) - request.gap
    return any(box.distance(*mark) - PLAIN_GAP < own - 1 for mark in _others(request, marks))


def _is_beside(request: LabelRequest, leader: Leader, box: Rect, marks: Sequence[tuple[float, float]]) -> bool:
    """Return whether a label with a short leader to its point stands right beside another mark."""
    x, y, to_x, to_y = leader
    return hypot(to_x - x, to_y - y) < _OVERLOOKED and any(
        box.distance(*mark) < _NEAR for mark in _others(request, marks)
    )


def _others(request: LabelRequest, marks: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Yield the marks that are not the label's own point or part of its ring."""
    return (mark for mark in marks if hypot(mark[0] - request.x, mark[1] - request.y) > request.gap)


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
