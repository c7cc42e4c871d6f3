"""Arrow heads, as SVG path data."""

from math import hypot

from wargame.web.geometry import Point, path

LENGTH, HALF_WIDTH = 16.0, 7.0


def arrow_head(start: Point, end: Point) -> str:
    """Return a notched arrow head at `end` of a line from `start`; "" for a line without length."""
    length = hypot(end[0] - start[0], end[1] - start[1])
    if length == 0:
        return ""
    ux, uy = (end[0] - start[0]) / length, (end[1] - start[1]) / length

    def at(along: float, aside: float) -> Point:
        return end[0] + along * ux - aside * uy, end[1] + along * uy + aside * ux

    corners = (at(0, 0), at(-LENGTH, HALF_WIDTH), at(-LENGTH + 4, 0), at(-LENGTH, -HALF_WIDTH))
    return path(corners, closed=True)
