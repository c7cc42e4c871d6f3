"""Where labels stand on a map: beside their point, clear of markers, tracks and each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

LINE_HEIGHT = 14
_LETTER = 6.2
_BOLD_LETTER = 6.9
_NO_ROOM = 60
# East first, as the eye reads; then west, the corners, above and below, and farther off: (anchor, dx, dy) in gaps.
_PLACES = (
    ("start", 1, 0),
    ("end", -1, 0),
    ("start", 0.8, -1.1),
    ("start", 0.8, 1.1),
    ("end", -0.8, -1.1),
    ("end", -0.8, 1.1),
    ("middle", 0, -1.5),
    ("middle", 0, 1.5),
    ("start", 0.9, -2.2),
    ("start", 0.9, 2.2),
    ("end", -0.9, -2.2),
    ("end", -0.9, 2.2),
)


@dataclass(frozen=True)
class Rect:
    """A box in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: "Rect") -> float:
        """The area that two boxes share."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, wide) * max(0.0, high)

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass(frozen=True)
class Wish:
    """A label that wants to stand beside a point.

    Where it finds no room, an optional one is left out, and one that may shorten keeps its first line alone.
    """

    x: float
    y: float
    lines: tuple[str, ...]
    gap: float = 12
    is_bold: bool = True
    is_optional: bool = False
    may_shorten: bool = False


@dataclass(frozen=True)
class Label:
    """A placed label: x, the baseline of each line, and the text-anchor."""

    x: float
    anchor: str
    lines: tuple[tuple[float, str], ...]
    is_bold: bool


def _width(wish: Wish) -> float:
    letters = [_BOLD_LETTER if wish.is_bold and number == 0 else _LETTER for number in range(len(wish.lines))]
    return max(len(line) * letter for line, letter in zip(wish.lines, letters, strict=True))


def _box(wish: Wish, anchor: str, dx: float, dy: float) -> tuple[float, Rect]:
    width, height = _width(wish), LINE_HEIGHT * len(wish.lines)
    x, middle = wish.x + dx * wish.gap, wish.y + dy * (wish.gap / 2 + height / 2) * (abs(dx) < 1)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return x, Rect(left, middle - height / 2, left + width, middle + height / 2)


def place(wishes: Iterable[Wish], taken: Sequence[Rect], light: Sequence[Rect], window: Rect) -> list[Label]:
    """Places each wish in turn where it covers least; `taken` must stay free, `light` had better."""
    occupied, placed = list(taken), []
    for full in wishes:
        wish = full
        cost, anchor, x, box = _best(wish, occupied, light, window)
        if cost > _NO_ROOM and full.may_shorten:
            wish = replace(full, lines=full.lines[:1])
            cost, anchor, x, box = _best(wish, occupied, light, window)
        if wish.is_optional and cost > _NO_ROOM:
            continue
        occupied.append(box)
        baselines = [(box.top + LINE_HEIGHT * (number + 0.78), line) for number, line in enumerate(wish.lines)]
        placed.append(Label(round(x, 1), anchor, tuple((round(y, 1), t) for y, t in baselines), wish.is_bold))
    return placed


def _best(wish: Wish, occupied: Sequence[Rect], light: Sequence[Rect], window: Rect) -> tuple[float, str, float, Rect]:
    """The place that costs least, the earlier one where two cost the same: cost, anchor, x, box."""
    options = [(anchor, *_box(wish, anchor, dx, dy)) for anchor, dx, dy in _PLACES]
    costs = [_cost(box, occupied, light, window) + number for number, (_, _, box) in enumerate(options)]
    best = min(range(len(options)), key=costs.__getitem__)
    return costs[best], *options[best]


def _cost(box: Rect, occupied: Sequence[Rect], light: Sequence[Rect], window: Rect) -> float:
    outside = box.area - box.overlap(window)
    return (
        20 * outside
        + 4 * sum(box.overlap(other) for other in occupied)
        + 0.6 * sum(box.overlap(other) for other in light)
    )
