"""Orders drawn on a map: dashed lines with open arrow heads and the number of the order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot

from wargame.web.labels import Rect
from wargame.web.maps import Drawing, controls
from wargame.web.projection import Point
from wargame.web.seats import mark_of

BADGE = 9
_CLEAR, _HEAD, _SPREAD, _BOW, _MOST_BOW = 13.0, 10.0, 0.5, 0.16, 26.0
_SHARES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.45, 0.55, 0.35, 0.65, 0.25, 0.75, 0.15, 0.85)


@dataclass(frozen=True)
class Move:
    """One order of a sheet as a line on the map; `number` is its place on the sheet."""

    number: int
    start: Point
    end: Point


@dataclass(frozen=True)
class DrawnMove:
    """A move in pixels: the line, the arrow head, and the centre of the number; no line if it has no length."""

    number: int
    path: str
    head: str
    x: float
    y: float


@dataclass(frozen=True)
class MoveLayer:
    """Moves over a map of the same size."""

    width: int
    height: int
    shape: str
    moves: tuple[DrawnMove, ...]


def move_layer(drawing: Drawing, seat: str, moves: Sequence[Move]) -> MoveLayer:
    """Return the seat's own moves over its map. Numbers cover no label, unit or other number if there is room."""
    taken = [*(label.box for label in drawing.labels), *(marker.box for marker in drawing.markers)]
    drawn: list[DrawnMove] = []
    for move in moves:
        one = _draw(drawing, move, taken)
        taken.append(_badge(one.x, one.y))
        drawn.append(one)
    return MoveLayer(drawing.width, drawing.height, mark_of(seat).shape, tuple(drawn))


def badges_beside(drawings: Sequence[Drawing], points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the place in pixels of a badge beside each of these points, the same in drawings of one window.

    Badges cover no label, unit or other badge if there is room.
    """
    words = (label.box for drawing in drawings for label in drawing.labels)
    taken = [*words, *(marker.box for drawing in drawings for marker in drawing.markers)]
    found: list[Point] = []
    for point in points:
        x, y = _inside(drawings[0].projection(*point), drawings[0])
        found.append(_free(((x + dx, y + dy) for dx, dy in _AROUND), taken))
        taken.append(_badge(*found[-1]))
    return tuple(found)


def _badge(x: float, y: float) -> Rect:
    return Rect(x - BADGE, y - BADGE, x + BADGE, y + BADGE)


def _draw(drawing: Drawing, move: Move, taken: Sequence[Rect]) -> DrawnMove:
    start, end = (_inside(drawing.projection(*point), drawing) for point in (move.start, move.end))
    length = hypot(end[0] - start[0], end[1] - start[1])
    if length < 2 * _CLEAR + _HEAD:
        x, y = _free(((start[0] + dx, start[1] + dy) for dx, dy in _AROUND), taken)
        return DrawnMove(move.number, "", "", x, y)
    ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length
    first = start[0] + _CLEAR * ux, start[1] + _CLEAR * uy
    last = end[0] - _CLEAR * ux, end[1] - _CLEAR * uy
    bow = min(_MOST_BOW, _BOW * length)
    bend = (first[0] + last[0]) / 2 + bow * uy, (first[1] + last[1]) / 2 - bow * ux
    x, y = _free((_along(first, bend, last, share) for share in _SHARES), taken)
    path = f"M{_pair(first)}Q{_pair(bend)} {_pair(last)}"
    return DrawnMove(move.number, path, _head(bend, last), x, y)


_AROUND = tuple((dx, dy) for reach in (20, 32) for dx, dy in ((0, -reach), (0, reach), (-reach, 0), (reach, 0)))


def _inside(point: Point, drawing: Drawing) -> Point:
    """Return the point, or the nearest one that no control over the map covers."""
    top = next((box.bottom for box in controls(drawing.width, drawing.height) if not box.left), 0.0)
    edge = 2 * BADGE
    x = min(max(point[0], edge), drawing.width - edge)
    return x, min(max(point[1], top + edge), drawing.height - 34 - edge)


def _along(first: Point, bend: Point, last: Point, share: float) -> Point:
    """Return a point of the curve."""
    before, middle, after = (1 - share) ** 2, 2 * share * (1 - share), share**2
    return (
        before * first[0] + middle * bend[0] + after * last[0],
        before * first[1] + middle * bend[1] + after * last[1],
    )


def _free(points: Iterator[Point], taken: Sequence[Rect]) -> Point:
    """Return the point at which a number covers least; of equal ones, the first."""
    costs = {point: sum(_badge(*point).overlap(box) for box in taken) for point in points}
    x, y = min(costs, key=costs.__getitem__)
    return round(x, 1), round(y, 1)


def _head(bend: Point, last: Point) -> str:
    """Return two strokes that meet at the end of the line."""
    length = hypot(last[0] - bend[0], last[1] - bend[1]) or 1.0
    ux, uy = (last[0] - bend[0]) / length * _HEAD, (last[1] - bend[1]) / length * _HEAD
    left = last[0] - ux - _SPREAD * uy, last[1] - uy + _SPREAD * ux
    right = last[0] - ux + _SPREAD * uy, last[1] - uy - _SPREAD * ux
    return f"M{_pair(left)}L{_pair(last)} {_pair(right)}"


def _pair(point: Point) -> str:
    return f"{point[0]:.1f} {point[1]:.1f}"
