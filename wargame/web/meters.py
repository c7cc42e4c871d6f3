"""Geometry of the small bars: expected effects, before and after, outcome strips, points."""

from collections.abc import Sequence
from dataclasses import dataclass

from wargame.web.figures import signed, signed_tenths

_ROOM_FOR_NUMBER = 7
_ROOM_PER_LETTER = 2.1


@dataclass(frozen=True)
class EffectBar:
    """Positions in 0..100 across a bar that runs from -scale to +scale points."""

    zero: float
    low: float
    width: float
    mean: float
    happened: float | None
    sentence: str


def effect_bar(mean: float, low: float, high: float, happened: float | None = None, scale: float = 20) -> EffectBar:
    """Places an expected effect and its range (points) on a bar; what lies beyond the scale stops at its edge."""

    def at(value: float) -> float:
        return round(50 + 50 * max(-scale, min(scale, value)) / scale, 1)

    sentence = f"Expected {signed(mean)}, from {signed(low)} to {signed(high)}"
    if happened is not None:
        sentence += f"; it became {signed(happened)}"
    return EffectBar(
        zero=50,
        low=at(low),
        width=round(max(1.5, at(high) - at(low)), 1),
        mean=at(mean),
        happened=None if happened is None else at(happened),
        sentence=sentence,
    )


@dataclass(frozen=True)
class MarginalBar:
    """A bar from the middle to what something adds or takes away, with the bracket of its range; in 0..100 across."""

    start: float
    width: float
    low: float
    high: float
    is_clear: bool
    sentence: str


def marginal_bar(mean: float, low: float, high: float, scale: float) -> MarginalBar:
    """Places an effect and its range (points) between -scale and +scale; clear where the range leaves out 0."""

    def at(value: float) -> float:
        return round(50 + 50 * max(-scale, min(scale, value)) / scale, 1)

    start, end = sorted((at(0), at(mean)))
    sentence = f"{signed_tenths(mean)}, from {signed_tenths(low)} to {signed_tenths(high)}"
    is_clear = low > 0 or high < 0
    return MarginalBar(start, round(max(0.6, end - start), 1), at(low), at(high), is_clear, sentence)


def scale_for(largest: float) -> int:
    """Points at the ends of bars that hold the largest of them: 5, 10, 20, 50 or 100."""
    return next((scale for scale in (5, 10, 20, 50) if largest <= scale), 100)


@dataclass(frozen=True)
class ChangeBar:
    """Positions of a value before and after on a bar 240 wide, and the change in points."""

    before: float
    after: float
    delta: int


def change_bar(before: float, after: float, low: float = 0, high: float = 100) -> ChangeBar:
    """Places two values of a variable that runs from low to high; the change is that of the printed figures."""

    def at(value: float) -> float:
        share = (max(low, min(high, value)) - low) / (high - low)
        return round(6 + 228 * share, 1)

    return ChangeBar(before=at(before), after=at(after), delta=round(after) - round(before))


@dataclass(frozen=True)
class StripPart:
    """One outcome on the strip: where it starts and how wide it is in 100, and the label that fits into it."""

    label: str
    short: str
    in_100: int
    start: int
    is_drawn: bool
    is_accident: bool
    has_room: bool

    @property
    def middle(self) -> float:
        return self.start + self.in_100 / 2


def outcome_strip(options: Sequence[tuple[str, int, bool, bool]]) -> tuple[StripPart, ...]:
    """Parts of a strip from (label, chance in 100, is drawn, is accident), in the order given."""
    parts: list[StripPart] = []
    start = 0
    for label, in_100, is_drawn, is_accident in options:
        fits = in_100 >= _ROOM_FOR_NUMBER + _ROOM_PER_LETTER * len(label)
        has_room = in_100 >= _ROOM_FOR_NUMBER and not is_accident
        short = label if fits else ""
        parts.append(StripPart(label, short, in_100, start, is_drawn, is_accident, has_room))
        start += in_100
    return tuple(parts)


def pips(spent: int, total: int) -> tuple[str, ...]:
    """One state per point: "spent", "" for left, and "over" for each point beyond the budget."""
    inside = ("spent",) * min(spent, total) + ("",) * max(0, total - spent)
    return inside + ("over",) * max(0, spent - total)
