"""The table of a split game: one row a part, one column a turn, with the range of every figure."""

from collections.abc import Sequence
from dataclasses import dataclass

from wargame.engine.values import CLEAR, KnownThen, Moved, OrderWorth, Split
from wargame.web.meters import MarginalBar, marginal_bar, scale_for

NAMES = {
    "opening": "Drawn at the start",
    "own": "Own orders",
    "others": "Orders of the others",
    "dice": "Dice",
    "rulings": "Rulings and injects",
    "learned": "What came, and what it learned",
}
WHO = {"opening": "luck", "own": "", "others": "", "dice": "luck", "rulings": "the white cell", "learned": ""}


@dataclass(frozen=True)
class MovedCell:
    """The points that one part moved in one turn, with the range that holds them 95 times in 100.

    `mark` is the number of the turning point that stands here; `is_rest` says that it is what is left over, without a
    range of its own.
    """

    mean: float
    low: float
    high: float
    bar: MarginalBar
    mark: str = ""
    is_rest: bool = False

    @property
    def is_clear(self) -> bool:
        """Tell if it is more than chance."""
        return not self.is_rest and (self.low > 0 or self.high < 0)


@dataclass(frozen=True)
class Row:
    """One part over the game: before the first turn, in every turn, and in all of it. `who` says whose doing it was."""

    part: str
    name: str
    who: str
    cells: tuple[MovedCell, ...]
    whole: MovedCell


@dataclass(frozen=True)
class SeatRow:
    """Decisions and luck of one seat over the game."""

    seat: str
    start: float
    end: float
    cells: tuple[MovedCell, ...]


Marks = dict[tuple[str, int], str]
"""The number of a turning point by part and turn."""


def cell_of(moved: Moved | OrderWorth, scale: float, mark: str = "") -> MovedCell:
    """Return a figure with its range."""
    low, high = moved.mean - CLEAR * moved.error, moved.mean + CLEAR * moved.error
    return MovedCell(moved.mean, low, high, marginal_bar(moved.mean, low, high, scale), mark)


def rows_of(found: Split, seat: str, measure: int, marks: Marks) -> tuple[Row, ...]:
    """Return the parts of the changes of a value, those that moved nothing left out."""
    columns = [found.moved(turn, seat, measure) for turn in range(found.turns + 2)]
    scale = _scale([moved for column in columns[:-1] for moved in column])
    rows = []
    for parts in zip(*columns, strict=True):
        cells = [cell_of(moved, scale, marks.get((moved.part, turn), "")) for turn, moved in enumerate(parts[:-1])]
        whole = cell_of(parts[-1], scale)
        if any(cell.mean for cell in (*cells, whole)):
            rows.append(Row(parts[0].part, NAMES[parts[0].part], WHO[parts[0].part], tuple(cells), whole))
    return tuple(rows)


def known_rows_of(found: KnownThen, seat: str, measure: int, marks: Marks) -> tuple[Row, ...]:
    """Return the worth of own orders by the knowledge of the seat, and every other move of its expectation."""
    turns = range(1, found.turns + 1)
    worths = [found.worth(turn, seat, measure) for turn in turns]
    moves = [found.value(turn, seat, measure) - found.value(turn - 1, seat, measure) for turn in turns]
    rest = [Moved("learned", move - worth.mean, 0) for move, worth in zip(moves, worths, strict=True)]
    scale = _scale([*worths, *rest])
    own = tuple(cell_of(worth, scale, marks.get(("own", turn), "")) for turn, worth in zip(turns, worths, strict=True))
    rows = (("own", own), ("learned", tuple(_rest(one.mean, scale) for one in rest)))
    return tuple(
        Row(part, NAMES[part], WHO[part], cells, _rest(sum(cell.mean for cell in cells), scale)) for part, cells in rows
    )


def seat_row_of(found: Split, seat: str) -> SeatRow:
    """Return the decisions and the luck of a seat in the whole game."""
    whole = found.moved(found.turns + 1, seat)
    ends = found.value(0, seat), found.value(found.turns + 1, seat)
    return SeatRow(seat, *ends, tuple(cell_of(moved, _scale(whole)) for moved in whole))


def _rest(mean: float, scale: float) -> MovedCell:
    return MovedCell(mean, mean, mean, marginal_bar(mean, mean, mean, scale), is_rest=True)


def _scale(figures: Sequence[Moved | OrderWorth]) -> int:
    return scale_for(max((abs(one.mean) + CLEAR * one.error for one in figures), default=0))
