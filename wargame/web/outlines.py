"""The outlines of the signs of states, as polygons in a box of 12 by 12; which state has which one says `seats.py`.

Full outlines belong to states that exist, hollow ones to invented states.
"""

from collections.abc import Iterable
from math import cos, pi, sin

Point = tuple[float, float]
Ring = tuple[Point, ...]
Outline = tuple[Ring, ...]
"""Rings of one sign. A ring inside another one is a hole in it."""

BOX = 12.0
MIDDLE = BOX / 2


def _box(left: float, top: float, right: float, bottom: float) -> Ring:
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def _arc(middle: Point, radii: Point, first: float, last: float, parts: int) -> Ring:
    """Return points on an ellipse, from one angle to another in degrees, clockwise as SVG counts."""
    angles = (pi / 180 * (first + (last - first) * part / parts) for part in range(parts + 1))
    return tuple((middle[0] + radii[0] * cos(angle), middle[1] + radii[1] * sin(angle)) for angle in angles)


def _circle(radius: float) -> Ring:
    return _arc((MIDDLE, MIDDLE), (radius, radius), 0, 360, 36)[:-1]


def _flipped(ring: Ring) -> Ring:
    return tuple((x, BOX - y) for x, y in ring)


def _turned(ring: Ring) -> Ring:
    """Return a ring turned by 45 degrees around the middle."""
    half = sin(pi / 4)
    moved = ((x - MIDDLE, y - MIDDLE) for x, y in ring)
    return tuple((MIDDLE + half * (x - y), MIDDLE + half * (x + y)) for x, y in moved)


def _spikes(number: int, tips: Iterable[tuple[float, float]]) -> Ring:
    """Return a ring that repeats its tips (degrees, radius) `number` times around the middle, from the top."""
    each = 360 / number
    at = [(each * turn + degrees - 90, radius) for turn in range(number) for degrees, radius in tuple(tips)]
    return tuple((MIDDLE + r * cos(pi / 180 * angle), MIDDLE + r * sin(pi / 180 * angle)) for angle, r in at)


_TRIANGLE: Ring = ((6, 0.8), (11.7, 11), (0.3, 11))
_DIAMOND: Ring = ((6, 0.2), (11.8, 6), (6, 11.8), (0.2, 6))
_PLUS: Ring = (
    *((4.2, 0.4), (7.8, 0.4), (7.8, 4.2), (11.6, 4.2), (11.6, 7.8), (7.8, 7.8)),
    *((7.8, 11.6), (4.2, 11.6), (4.2, 7.8), (0.4, 7.8), (0.4, 4.2), (4.2, 4.2)),
)
_FRAME: Outline = (_box(0.9, 0.9, 11.1, 11.1), _box(3, 3, 9, 9))

OUTLINES: dict[str, Outline] = {
    "square": (_box(1.5, 1.5, 10.5, 10.5),),
    "diamond": (_DIAMOND,),
    "hexagon": (((3, 0.9), (9, 0.9), (12, 6), (9, 11.1), (3, 11.1), (0, 6)),),
    "circle": (_circle(5.2),),
    "triangle": (_TRIANGLE,),
    "triangle-down": (_flipped(_TRIANGLE),),
    "dome": (_arc((MIDDLE, 10.4), (5.6, 8.6), 180, 360, 20),),
    "bar": (_box(0.6, 3.6, 11.4, 8.4),),
    "plus": (_PLUS,),
    "saltire": (_turned(_PLUS),),
    "hourglass": (((1, 0.8), (11, 0.8), (7.4, 6), (11, 11.2), (1, 11.2), (4.6, 6)),),
    "rays": (_spikes(8, ((-8.3, 5.9), (8.3, 5.9), (22.5, 2.2))),),
    "quarter": (((1.2, 1.2), *_arc((1.2, 1.2), (9.8, 9.8), 0, 90, 12)),),
    "star": (_spikes(5, ((0, 6), (36, 2.5))),),
    "two-bars": (_box(1.4, 0.8, 5, 11.2), _box(7, 0.8, 10.6, 11.2)),
    "tee": (((0.8, 0.8), (11.2, 0.8), (11.2, 4.4), (7.8, 4.4), (7.8, 11.2), (4.2, 11.2), (4.2, 4.4), (0.8, 4.4)),),
    "chevron": (((1.2, 0.6), (5.2, 0.6), (10.8, 6), (5.2, 11.4), (1.2, 11.4), (6.6, 6)),),
    "angle": (((1, 0.8), (4.8, 0.8), (4.8, 7.4), (11.2, 7.4), (11.2, 11.2), (1, 11.2)),),
    "stripes": (_box(0.8, 1, 11.2, 3.2), _box(0.8, 4.9, 11.2, 7.1), _box(0.8, 8.8, 11.2, 11)),
    "hollow-square": _FRAME,
    "hollow-triangle": (((6, 0.4), (11.9, 11.3), (0.1, 11.3)), ((6, 4.6), (8.5, 9.2), (3.5, 9.2))),
    "hollow-circle": (_circle(5.4), _circle(3.1)),
    "hollow-diamond": (_DIAMOND, ((6, 3.3), (8.7, 6), (6, 8.7), (3.3, 6))),
}
LETTERS = "ABCD"
"""Letters in the signs of invented states after the fourth."""


def path_of(outline: Outline) -> str:
    """Return an outline as the data of an SVG path with the rule `evenodd`."""
    return "".join("M" + " ".join(f"{x:.4g} {y:.4g}" for x, y in ring) + "z" for ring in outline)


FRAME = path_of(_FRAME)
SYMBOLS = tuple((name, path_of(outline)) for name, outline in OUTLINES.items())
