"""Places labels on a map: beside their point, clear of markers, tracks and each other."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, partial
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
    """The parts that the map already shows.

    Labels must not cover `taken` and should not cover `light`; `marks` are other points.
    """

    window: Rect
    taken: Sequence[Rect]
    light: Sequence[Rect]
    marks: Sequence[tuple[float, float]] = ()


@dataclass(frozen=True)
class _Position:
    """A place for a label: `dear` is what it costs on an empty map, `around` what its map holds in its reach.

    The labels are placed in several orders, so what a position costs whatever labels stand already is kept with it.
    """

    request: LabelRequest
    anchor: str
    x: float
    box: Rect
    dear: float
    around: Obstacles

    @cached_property
    def outside(self) -> float:
        return _OUTSIDE * (self.box.area - self.box.overlap(self.around.window))

    @cached_property
    def taken(self) -> float:
        return sum(self.box.overlap(other) for other in self.around.taken)

    @cached_property
    def light(self) -> float:
        return _LIGHT * sum(self.box.overlap(other) for other in self.around.light)

    @cached_property
    def leader(self) -> Leader | None:
        return _leader(self.request, self.box, self.around.marks)

    @cached_property
    def along(self) -> list[Rect]:
        return _along(self.leader)

    @cached_property
    def is_crossed(self) -> bool:
        return any(one.overlap(box) for one in self.along for box in self.around.taken)

    @cached_property
    def confused(self) -> float:
        """The cost of a label that readers may take for that of another mark."""
        if self.leader is None:
            return _ANOTHERS * is_mistaken(self.request, self.box, self.around.marks)
        return _BESIDE * _is_beside(self.request, self.leader, self.box, self.around.marks)

    def cost(self, labels: Sequence[Rect], limit: float) -> float:
        """Return the cost among the labels that stand already; the computation stops once it exceeds the limit."""
        cost = self.dear + self.outside + _TAKEN * sum((self.box.overlap(other) for other in labels), self.taken)
        if cost >= limit:
            return cost
        if self.leader and (self.is_crossed or any(one.overlap(box) for one in self.along for box in labels)):
            cost += _ANOTHERS
        cost += self.confused
        return cost if cost >= limit else cost + self.light


def place(requests: Sequence[LabelRequest], obstacles: Obstacles) -> tuple[list[Label], bool]:
    """Place the labels, in order, where they cover least and cannot be taken for the label of another point.

    If a label finds no room in that order, other orders are tried, up to a limit. Returns whether all found room that
    must be placed, too.
    """
    needed = [request for request in requests if not request.is_optional]
    optional = [request for request in requests if request.is_optional]
    positions = cache(partial(_positions, obstacles=obstacles))
    best = _placed([*needed, *optional], positions)
    for order in islice(permutations(reversed(needed)), _MOST_ORDERS):
        if best[0] <= _NO_ROOM:
            break
        best = min(best, _placed([*order, *optional], positions), key=lambda attempt: attempt[0])
    return best[1], best[0] <= _NO_ROOM


def _placed(
    requests: Sequence[LabelRequest], positions: Callable[[LabelRequest], Sequence[_Position]]
) -> tuple[float, list[Label]]:
    """Return the labels in this order, and the cost of the worst one that must be placed."""
    occupied: list[Rect] = []
    placed, dearest = [], 0.0
    for full in requests:
        cost, chosen = _best(positions(full), occupied)
        if cost > _NO_ROOM and full.may_shorten:
            cost, chosen = _best(positions(replace(full, lines=full.lines[:1])), occupied)
        if full.is_optional and cost > _NO_ROOM:
            continue
        dearest = dearest if full.is_optional else max(dearest, cost)
        occupied += [chosen.box, *chosen.along]
        placed.append(_label(chosen))
    return dearest, placed


def _label(position: _Position) -> Label:
    request, box = position.request, position.box
    baselines = ((box.top + LINE_HEIGHT * (number + 0.78), line) for number, line in enumerate(request.lines))
    lines = tuple((round(y, 1), line) for y, line in baselines)
    return Label(round(position.x, 1), position.anchor, lines, request.is_bold, box, request, position.leader)


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


def _positions(request: LabelRequest, obstacles: Obstacles) -> list[_Position]:
    """Return the positions of a label, the cheapest on an empty map first."""
    width, height = _width(request), LINE_HEIGHT * len(request.lines)
    reach = _reach(request)
    around = replace(
        obstacles,
        taken=[box for box in obstacles.taken if reach.overlap(box)],
        light=[box for box in obstacles.light if reach.overlap(box)],
    )
    found = []
    for step, farther in enumerate(_FARTHER):
        for number, (anchor, dx, dy) in enumerate(_DIRECTIONS):
            x = request.x + dx * (request.gap + farther)
            middle = request.y + dy * (request.gap / 2 + height / 2 + farther)
            left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
            box = Rect(left, middle - height / 2, left + width, middle + height / 2)
            found.append(_Position(request, anchor, x, box, number + _PENALTY_PER_STEP * step, around))
    return found


def _best(positions: Sequence[_Position], labels: Sequence[Rect]) -> tuple[float, _Position]:
    """Return the cheapest position among the labels that stand already; of equal ones, the first."""
    reach = _reach(positions[0].request)
    near = [box for box in labels if reach.overlap(box)]
    best, chosen = inf, positions[0]
    for position in positions:
        if position.dear >= best:
            break
        cost = position.cost(near, best)
        if cost < best:
            best, chosen = cost, position
    return best, chosen


def _reach(request: LabelRequest) -> Rect:
    """Return the area in which the label can be placed."""
    across = request.gap + _FARTHER[-1] + _width(request)
    down = 1.5 * (request.gap + _FARTHER[-1]) + 2 * LINE_HEIGHT * len(request.lines)
    return Rect(request.x - across, request.y - down, request.x + across, request.y + down)


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


def _along(leader: Leader | None) -> list[Rect]:
    """Return small boxes along a leader, so that other labels avoid it; none at its ends."""
    if leader is None:
        return []
    x, y, to_x, to_y = leader
    shares = (step / 10 for step in range(1, 10))
    points = [(x + share * (to_x - x), y + share * (to_y - y)) for share in shares]
    return [Rect(px - 1.5, py - 1.5, px + 1.5, py + 1.5) for px, py in points]
