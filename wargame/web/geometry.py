"""Plane geometry for drawings: clipping, simplifying, smoothing, and short SVG path data."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot

Point = tuple[float, float]
Line = Sequence[Point]
Box = tuple[float, float, float, float]


def clip(ring: Line, box: Box) -> list[Point]:
    """Return the part of a closed ring inside a box (left, top, right, bottom), by Sutherland and Hodgman."""
    left, top, right, bottom = box
    points = list(ring)
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        points = _clip_side(points, axis, limit, sign)
    return points


def _clip_side(ring: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    kept: list[Point] = []
    for start, end in zip(ring[-1:] + ring[:-1], ring, strict=True):
        start_in = sign * (start[axis] - limit) >= 0
        end_in = sign * (end[axis] - limit) >= 0
        if start_in != end_in:
            share = (limit - start[axis]) / (end[axis] - start[axis])
            kept.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
        if end_in:
            kept.append(end)
    return kept


def thin(line: Line, tolerance: float) -> list[Point]:
    """Return a line without the points that are nearer to it than the tolerance (Douglas and Peucker)."""
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        far, distance = first, tolerance
        for index in range(first + 1, last):
            stray = _stray(line[index], line[first], line[last])
            if stray > distance:
                far, distance = index, stray
        if far != first:
            keep.add(far)
            spans += [(first, far), (far, last)]
    return [line[index] for index in sorted(keep)]


def _stray(point: Point, start: Point, end: Point) -> float:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    if length == 0:
        return hypot(point[0] - start[0], point[1] - start[1])
    share = max(0.0, min(1.0, ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / length))
    return hypot(point[0] - start[0] - share * dx, point[1] - start[1] - share * dy)


def area(ring: Line) -> float:
    """Return the area inside a closed ring, never negative."""
    total = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True))
    return abs(total) / 2


def path(line: Iterable[Point], *, closed: bool = False) -> str:
    """Return SVG path data in relative steps of a tenth of a pixel, as short as possible."""
    text, last_x, last_y, is_first = "", 0, 0, True
    for x, y in line:
        ten_x, ten_y = round(10 * x), round(10 * y)
        step_x, step_y = ten_x - last_x, ten_y - last_y
        if not is_first and step_x == 0 and step_y == 0:
            continue
        text += ("M" if is_first else "l") + _pair(step_x, step_y)
        last_x, last_y, is_first = ten_x, ten_y, False
    return text + ("z" if closed and text else "")


def _pair(x: int, y: int) -> str:
    second = _tenths(y)
    return _tenths(x) + (second if second.startswith("-") else f" {second}")


def _tenths(value: int) -> str:
    whole, tenth = divmod(abs(value), 10)
    digits = f"{whole or ''}.{tenth}" if tenth else f"{whole}"
    return f"-{digits}" if value < 0 else digits


def smooth(line: Line) -> str:
    """Return SVG path data of a smooth curve through every point (Catmull and Rom, as cubic curves)."""
    if len(line) < 3:
        return path(line)
    around = [line[0], *line, line[-1]]
    text = f"M{line[0][0]:.1f} {line[0][1]:.1f}"
    for before, start, end, after in zip(around, around[1:], around[2:], around[3:], strict=False):
        one = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
        two = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
        text += "C" + " ".join(f"{x:.1f} {y:.1f}" for x, y in (one, two, end))
    return text


def samples(line: Line, step: float) -> list[Point]:
    """Return points along a line, about a step apart, so that labels can avoid it."""
    found: list[Point] = []
    for (x1, y1), (x2, y2) in pairwise(line):
        pieces = max(1, round(hypot(x2 - x1, y2 - y1) / step))
        found += [(x1 + (x2 - x1) * i / pieces, y1 + (y2 - y1) * i / pieces) for i in range(pieces)]
    return [*found, *line[-1:]]
