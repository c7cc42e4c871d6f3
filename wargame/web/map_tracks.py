"""Movements on a map: lines and markers. Units of a formation have parallel lines, each with its seat's shape."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot

from wargame.web import geometry
from wargame.web.arrows import arrow_head
from wargame.web.geography import Track
from wargame.web.labels import Rect
from wargame.web.projection import Point, Projection
from wargame.web.seats import mark_of

MARKER = 14
ABREAST = MARKER + 3
"""Pixels between the centres of markers side by side."""
PARALLEL = 4.4
"""Pixels between the lines of a formation."""


@dataclass(frozen=True)
class DrawnTrack:
    """One line of one seat: the path, and the arrow head of a planned one."""

    shape: str
    kind: str
    path: str
    arrow: str


@dataclass(frozen=True)
class Marker:
    """One seat's shape at the position of a unit.

    `track` is the number of the recent track; `group` is the formation's box.
    """

    shape: str
    x: float
    y: float
    title: str
    label: str
    track: int
    group: Rect

    @property
    def box(self) -> Rect:
        """The box that the marker fills."""
        return _box(self.x, self.y)


def _box(x: float, y: float) -> Rect:
    half = MARKER / 2
    return Rect(x - half, y - half, x + half, y + half)


def lines_of_track(track: Track, at: Projection) -> tuple[DrawnTrack, ...]:
    """Return the lines of all who fly a track."""
    line = [at(*point) for point in track.points]
    arrow = arrow_head(line[-2], line[-1]) if track.kind == "planned" and len(line) > 1 else ""
    return tuple(
        DrawnTrack(mark_of(seat).shape, track.kind, geometry.smooth(beside(line, aside)), arrow)
        for seat, aside in zip(track.seats, _spread(len(track.seats), PARALLEL), strict=True)
    )


def _spread(count: int, step: float) -> list[float]:
    """Return the offsets of `count` things in a row, `step` apart, around its centre."""
    return [(number - (count - 1) / 2) * step for number in range(count)]


def beside(line: Sequence[Point], aside: float) -> list[Point]:
    """Return the line moved sideways, to the right on the page at its end if `aside` is positive."""
    if not aside or len(line) < 2:
        return list(line)
    normals = [_normal(line[max(0, n - 1)], line[min(len(line) - 1, n + 1)]) for n in range(len(line))]
    side = aside if normals[-1][0] >= 0 else -aside
    return [(x + side * nx, y + side * ny) for (x, y), (nx, ny) in zip(line, normals, strict=True)]


def _normal(start: Point, end: Point) -> Point:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = hypot(dx, dy) or 1.0
    return -dy / length, dx / length


def markers_of(tracks: Sequence[Track], at: Projection) -> tuple[Marker, ...]:
    """Return a marker for each seat where a track ends. Markers that would hide each other move aside."""
    placed: list[Marker] = []
    for number, track in enumerate(tracks):
        half = (len(track.seats) - 1) * ABREAST / 2
        x, y = _free_spot(*at(*track.points[-1]), half, placed)
        group = Rect(x - half - MARKER / 2, y - MARKER / 2, x + half + MARKER / 2, y + MARKER / 2)
        title = ". ".join(filter(None, (f"{' and '.join(track.seats)} {track.label}".strip(), track.sublabel)))
        for seat, aside in zip(track.seats, _spread(len(track.seats), ABREAST), strict=True):
            placed.append(
                Marker(mark_of(seat).shape, round(x + aside, 1), round(y, 1), title, track.label, number, group)
            )
    return tuple(placed)


def _free_spot(x: float, y: float, half: float, placed: Sequence[Marker]) -> Point:
    """Move sideways until no marker is hidden."""
    step = 0.0
    while hidden := [m for m in placed if abs(x - m.x) < MARKER + half and abs(y - m.y) < MARKER]:
        step = step or (-1.0 if x < hidden[0].x else 1.0)
        x = hidden[0].x + step * (ABREAST + half)
    return x, y
