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
    """Place an expected effect and its range (points) on a bar; values beyond the scale are put at its edge."""

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
    """A bar from the middle to an effect, with the bracket of its range; positions in 0..100 across."""

    start: float
    width: float
    low: float
    high: float
    is_clear: bool
    sentence: str


def marginal_bar(mean: float, low: float, high: float, scale: float) -> MarginalBar:
    """Place an effect and its range (points) between -scale and +scale; it is clear if the range excludes 0."""

    def at(value: float) -> float:
        return round(50 + 50 * max(-scale, min(scale, value)) / scale, 1)

    start, end = sorted((at(0), at(mean)))
    sentence = f"{signed_tenths(mean)}, from {signed_tenths(low)} to {signed_tenths(high)}"
    is_clear = low > 0 or high < 0
    return MarginalBar(start, round(max(0.6, end - start), 1), at(low), at(high), is_clear, sentence)


def scale_for(largest: float) -> int:
    """Return the points at the ends of bars that hold the largest of them: 5, 10, 20, 50 or 100."""
    return next((scale for scale in (5, 10, 20, 50) if largest <= scale), 100)


@dataclass(frozen=True)
class StripPart:
    """One option on the strip: its start and width in 100, and the label if it fits.

    `note` is the word for how it came, on the option that came or that the dice gave; "" on others.
    """

    label: str
    short: str
    in_100: int
    start: int
    has_come: bool
    is_accident: bool
    has_room: bool
    note: str

    @property
    def middle(self) -> float:
        return self.start + self.in_100 / 2


@dataclass(frozen=True)
class StripOption:
    """One option: whether it came, and whether the dice gave it."""

    label: str
    in_100: int
    has_come: bool
    has_fallen: bool
    is_accident: bool


@dataclass(frozen=True)
class Strip:
    """The options; `mark` is where the dice fell in 0..100, None if they gave none of them."""

    parts: tuple[StripPart, ...]
    mark: float | None

    @property
    def all_fit(self) -> bool:
        return all(part.short for part in self.parts)


def outcome_strip(options: Sequence[StripOption], how: str = "drawn", roll: float | None = None) -> Strip:
    """Return options as wide as they were likely, in the given order; `how` is the word for what made one come.

    Without the `roll` in 100, the mark is in the middle of the option that the dice gave.
    """
    parts: list[StripPart] = []
    start, mark = 0, None
    for option in options:
        fits = option.in_100 >= _ROOM_FOR_NUMBER + _ROOM_PER_LETTER * len(option.label)
        has_room = option.in_100 >= _ROOM_FOR_NUMBER and not option.is_accident
        note = how if option.has_come else "drawn" if option.has_fallen else ""
        short = option.label if fits else ""
        part = StripPart(option.label, short, option.in_100, start, option.has_come, option.is_accident, has_room, note)
        parts.append(part)
        end = start + option.in_100
        if option.has_fallen:
            mark = part.middle if roll is None else round(min(max(roll, start), end), 1)
        start = end
    return Strip(tuple(parts), mark)


def odds_mark(in_100: int, has_come: bool) -> float:
    """Return the position of the mark on the bar of a chance: in the middle of the share that came."""
    return in_100 / 2 if has_come else (100 + in_100) / 2


def pips(spent: int, total: int) -> tuple[str, ...]:
    """Return one state per point: "spent", "" for left, and "over" for each point beyond the budget."""
    inside = ("spent",) * min(spent, total) + ("",) * max(0, total - spent)
    return inside + ("over",) * max(0, spent - total)
