"""A picture of stages and the ways between them, as boxes and arrows from top to bottom.

It knows nothing of incidents: keys, names and shares in, coordinates and SVG path data out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from textwrap import shorten, wrap

from wargame.web.stage_rows import rows_of

WIDTH, MARGIN, TOP = 560.0, 64.0, 26.0
BOX_WIDTH, BOX_HEIGHT, ACROSS, BETWEEN = 150.0, 46.0, 44.0, 70.0
LINE, LETTER, MOST_LINES = 13.0, 6.6, 3
HEAD, BEND, LANE = 8.0, 8.0, 13.0
THINNEST, THICKEST = 1.2, 5.0
LABEL_HEIGHT = 18.0


@dataclass(frozen=True, slots=True)
class StageToDraw:
    """One stage: its key and name, how hostile it is (0 to 5), and whether it begins or ends its incident."""

    key: str
    name: str
    hostility: int = 0
    is_start: bool = False
    is_end: bool = False


@dataclass(frozen=True, slots=True)
class WayToDraw:
    """A way from one stage to another: its share (0 to 1), the label on the arrow, and whether nobody ever takes it.

    `anchor` names the row of the table that describes it.
    """

    start: str
    end: str
    label: str
    share: float
    anchor: str = ""
    is_never: bool = False


@dataclass(frozen=True, slots=True)
class DrawnStage:
    """A box with the lines of its name, each with its height."""

    stage: StageToDraw
    x: float
    y: float
    width: float
    lines: tuple[tuple[float, str], ...]
    is_reached: bool = True

    @property
    def height(self) -> float:
        return BOX_HEIGHT

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)

    @property
    def inner_x(self) -> float:
        return self.x + 3

    @property
    def inner_y(self) -> float:
        return self.y + 3

    @property
    def inner_width(self) -> float:
        return round(self.width - 6, 1)

    @property
    def inner_height(self) -> float:
        return self.height - 6

    @property
    def above(self) -> float:
        return self.y - 8

    @property
    def bottom(self) -> float:
        return self.y + BOX_HEIGHT


@dataclass(frozen=True, slots=True)
class DrawnWay:
    """An arrow: the path of its line, its width, the path of its head, and where its label stands."""

    way: WayToDraw
    line: str
    width: float
    head: str
    label_x: float
    label_y: float

    @property
    def label_width(self) -> float:
        return _label_width(self.way.label)

    @property
    def label_left(self) -> float:
        return round(self.label_x - self.label_width / 2, 1)

    @property
    def label_top(self) -> float:
        return round(self.label_y - LABEL_HEIGHT / 2, 1)


@dataclass(frozen=True, slots=True)
class StagePicture:
    """The whole picture with its size."""

    boxes: tuple[DrawnStage, ...]
    ways: tuple[DrawnWay, ...]
    height: float
    width: float = WIDTH


def picture_of(stages: Sequence[StageToDraw], ways: Iterable[WayToDraw]) -> StagePicture:
    """Draw stages and ways. A way to or from a stage that does not exist is left out."""
    keys = {stage.key for stage in stages}
    known = [way for way in ways if way.start in keys and way.end in keys]
    start = next((stage.key for stage in stages if stage.is_start), "")
    rows, reached = rows_of([stage.key for stage in stages], start, [(way.start, way.end) for way in known])
    by_key = {stage.key: stage for stage in stages}
    boxes: dict[str, DrawnStage] = {}
    for number, row in enumerate(rows):
        boxes |= {box.stage.key: box for box in _boxes(number, [by_key[key] for key in row], reached)}
    places = {key: number for number, row in enumerate(rows) for key in row}
    drawn = _Pen(boxes, places, _ports(boxes, known)).draw(known)
    return StagePicture(tuple(boxes.values()), tuple(drawn), TOP + len(rows) * (BOX_HEIGHT + BETWEEN) - BETWEEN + 24)


def _boxes(number: int, row: Sequence[StageToDraw], reached: set[str]) -> Iterable[DrawnStage]:
    room = (WIDTH - 2 * MARGIN - ACROSS * (len(row) - 1)) / len(row)
    width = min(BOX_WIDTH, room)
    left = (WIDTH - width * len(row) - ACROSS * (len(row) - 1)) / 2
    y = TOP + number * (BOX_HEIGHT + BETWEEN)
    for place, stage in enumerate(row):
        x = round(left + place * (width + ACROSS), 1)
        yield DrawnStage(stage, x, y, round(width, 1), _lines(stage.name, width, y), stage.key in reached)


def _lines(name: str, width: float, top: float) -> tuple[tuple[float, str], ...]:
    letters = max(6, int((width - 10) / LETTER))
    found = wrap(name, letters)
    if len(found) > MOST_LINES:
        found = [*found[: MOST_LINES - 1], shorten(" ".join(found[MOST_LINES - 1 :]), letters, placeholder="…")]
    first = top + BOX_HEIGHT / 2 - LINE * (len(found) - 1) / 2
    return tuple((round(first + LINE * index, 1), line) for index, line in enumerate(found))


Ports = Mapping[tuple[str, str], tuple[float, float]]


def _ports(boxes: Mapping[str, DrawnStage], ways: Iterable[WayToDraw]) -> Ports:
    """Return for each way where it leaves the bottom of its first box and where it meets the top of its last one."""
    leaving, meeting = defaultdict(list), defaultdict(list)
    for way in ways:
        if way.start != way.end:
            leaving[way.start].append(way.end)
            meeting[way.end].append(way.start)

    def at(box: DrawnStage, others: Iterable[str], other: str) -> float:
        listed = sorted(dict.fromkeys(others), key=lambda key: (boxes[key].middle, key))
        return box.x + box.width * (listed.index(other) + 1) / (len(listed) + 1)

    return {
        (start, end): (at(boxes[start], ends, end), at(boxes[end], meeting[end], start))
        for start, ends in leaving.items()
        for end in ends
    }


@dataclass(slots=True)
class _Pen:
    """Draws arrows, and counts the lanes at both sides that long ones take."""

    boxes: Mapping[str, DrawnStage]
    rows: Mapping[str, int]
    ports: Ports
    lanes: dict[str, int] = field(default_factory=lambda: {"left": 0, "right": 0})

    def draw(self, ways: Iterable[WayToDraw]) -> list[DrawnWay]:
        return [self._self(way) if way.start == way.end else self._between(way) for way in ways]

    def _self(self, way: WayToDraw) -> DrawnWay:
        box = self.boxes[way.start]
        x, y = box.x + box.width, box.y + BOX_HEIGHT / 2
        line = f"M{x:.1f} {y - 14:.1f}C{x + 32:.1f} {y - 20:.1f} {x + 32:.1f} {y + 20:.1f} {x + HEAD:.1f} {y + 14:.1f}"
        head = f"M{x:.1f} {y + 14:.1f}l{HEAD:.1f} -4v8z"
        return DrawnWay(way, line, min(2.0, _thick(way)), head, _inside(x + 26, way.label), y)

    def _between(self, way: WayToDraw) -> DrawnWay:
        start, end = self.boxes[way.start], self.boxes[way.end]
        x1, x2 = self.ports[way.start, way.end]
        y1, y2 = start.bottom, end.y
        head = f"M{x2:.1f} {y2:.1f}l-4 {-HEAD:.1f}h8z"
        if self.rows[way.start] < self.rows[way.end] and not self._is_blocked(way, x1, x2):
            bend = (y2 - y1) / 2
            line = f"M{x1:.1f} {y1:.1f}C{x1:.1f} {y1 + bend:.1f} {x2:.1f} {y2 - bend:.1f} {x2:.1f} {y2 - HEAD:.1f}"
            # A label stands nearer to where its arrow begins: arrows cross in the middle.
            label = round(0.72 * x1 + 0.28 * x2, 1), round(0.62 * y1 + 0.38 * y2, 1)
            return DrawnWay(way, line, _thick(way), head, *label)
        side = "left" if (x1 + x2) / 2 < WIDTH / 2 else "right"
        number = self.lanes[side]
        self.lanes[side] += 1
        off = MARGIN - 22 - LANE * (number % 3)
        lane = off if side == "left" else WIDTH - off
        down, over = y1 + 9 + 3 * (number % 4), y2 - 15 - 3 * (number % 4)
        line = _rounded([(x1, y1), (x1, down), (lane, down), (lane, over), (x2, over), (x2, y2 - HEAD)])
        middle = (down + over) / 2 + (number % 4 - 1) * (LABEL_HEIGHT + 2)
        return DrawnWay(way, line, _thick(way), head, _inside(lane, way.label), round(middle, 1))

    def _is_blocked(self, way: WayToDraw, x1: float, x2: float) -> bool:
        """Return whether a box stands between two rows where a line would pass."""
        first, last = self.rows[way.start], self.rows[way.end]
        for key, row in self.rows.items():
            if first < row < last:
                x = x1 + (x2 - x1) * (row - first) / (last - first)
                box = self.boxes[key]
                if box.x - 12 < x < box.x + box.width + 12:
                    return True
        return False


def _inside(middle: float, label: str) -> float:
    """Return where the middle of a label stands so that no end of it leaves the picture."""
    half = _label_width(label) / 2 + 1
    return round(min(WIDTH - half, max(half, middle)), 1)


def _label_width(label: str) -> float:
    return round(12 + LETTER * len(label), 1)


def _thick(way: WayToDraw) -> float:
    return round(THINNEST + (THICKEST - THINNEST) * min(1.0, max(0.0, way.share)), 1)


def _rounded(points: Sequence[tuple[float, float]]) -> str:
    """Return the path of a line whose corners are rounded."""
    text = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for before, at, after in zip(points, points[1:], points[2:], strict=False):
        into, out = _towards(at, before), _towards(at, after)
        text += f"L{into[0]:.1f} {into[1]:.1f}Q{at[0]:.1f} {at[1]:.1f} {out[0]:.1f} {out[1]:.1f}"
    return f"{text}L{points[-1][0]:.1f} {points[-1][1]:.1f}"


def _towards(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float]:
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = abs(dx) + abs(dy)
    step = min(BEND, length / 2) / length if length else 0
    return start[0] + dx * step, start[1] + dy * step
