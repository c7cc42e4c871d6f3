"""The turning points of a split game: the orders of a seat that moved its own aims by more than chance explains."""

from collections.abc import Mapping
from dataclasses import dataclass

from wargame.engine.values import PARTS_OF_SPLIT, Moved, Order, Split

CLEAR = 2.0
"""Standard errors within which a part may be chance alone."""
MOST_POINTS = 3
OWN = PARTS_OF_SPLIT.index("own")

Sheets = Mapping[int, Mapping[str, tuple[Order, ...]]]
"""The orders of a line by turn and seat."""


@dataclass(frozen=True)
class LargePart:
    """The orders of a seat in one turn, and how far they moved its own aims."""

    turn: int
    seat: str
    moved: Moved


def is_clear(mean: float, error: float) -> bool:
    """Return whether a figure is more than chance."""
    return abs(mean) > CLEAR * error


def turning_points_in(found: Split, sheets: Sheets) -> list[LargePart]:
    """Return the turns in which a seat's orders moved its own aims most, none of them within its error."""
    own = [
        LargePart(turn, seat, found.moved(turn, seat)[OWN])
        for turn in range(1, found.turns + 1)
        for seat in found.seats
        if sheets[turn].get(seat)
    ]
    clear = [one for one in own if is_clear(one.moved.mean, one.moved.error)]
    return sorted(clear, key=lambda one: -abs(one.moved.mean))[:MOST_POINTS]
