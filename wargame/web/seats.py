"""How a seat is drawn: shape, code and colour, in that order; never a flag."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SeatMark:
    """The sign of one seat: the code kept in data, the label shown, and the shape (which carries the colour)."""

    code: str
    label: str
    shape: str


WHITE_CELL = "WC"
_SHAPES = {
    "RUS": "square",
    "CHN": "diamond",
    "JPN": "circle",
    "KOR": "triangle",
    "USA": "hexagon",
    "PRK": "pentagon",
}


def mark_of(code: str) -> SeatMark:
    """The sign of a state or of the white cell; a state without a shape of its own gets the ring."""
    if code == WHITE_CELL:
        return SeatMark(code=code, label="White cell", shape="cross")
    return SeatMark(code=code, label=code, shape=_SHAPES.get(code, "ring"))
