"""How a seat is marked: by shape, code and colour, never by a flag."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SeatMark:
    """The mark of a seat: the stored code, the label, and the shape (which has the colour)."""

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
    """Return the mark of a state or of the white cell; a state without its own shape gets the ring."""
    if code == WHITE_CELL:
        return SeatMark(code=code, label="White cell", shape="cross")
    return SeatMark(code=code, label=code, shape=_SHAPES.get(code, "ring"))
