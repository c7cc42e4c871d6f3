"""Signs of states: shape, code and colour, never a flag.

`SHAPES` is the one table: a state has the same sign on every page, map, board and screen. An invented state has a
hollow shape, by its place among the invented seats of its scenario. Code that finds the scenario of a page calls
`show_shapes`; until the request ends its invented states are marked so. `usual_shapes` stands around each request.
"""

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import MappingProxyType

from wargame.web.outlines import LETTERS


@dataclass(frozen=True)
class SeatMark:
    """The mark of a seat: the stored code, the label, and the shape (which has the colour)."""

    code: str
    label: str
    shape: str


Shapes = Mapping[str, str]
"""Shapes by the code of their seat."""

WHITE_CELL = "WC"
SHAPES: Shapes = MappingProxyType(
    {
        "RUS": "square",
        "CHN": "diamond",
        "USA": "hexagon",
        "JPN": "circle",
        "KOR": "triangle",
        "PRK": "triangle-down",
        "MNG": "dome",
        "KAZ": "bar",
        "UZB": "plus",
        "KGZ": "saltire",
        "TJK": "hourglass",
        "IND": "rays",
        "PAK": "quarter",
        "TUR": "star",
        "BLR": "two-bars",
        "ARM": "tee",
        "AUS": "chevron",
        "IRN": "angle",
        WHITE_CELL: "stripes",
    }
)
HOLLOW = (
    *("hollow-square", "hollow-triangle", "hollow-circle", "hollow-diamond"),
    *(f"hollow-{letter}" for letter in LETTERS),
)
"""Shapes of invented states, by their order among a scenario's seats."""

_shown: ContextVar[Shapes] = ContextVar("shapes_of_the_scenario", default=MappingProxyType({}))


@contextmanager
def usual_shapes() -> Generator[None]:
    """Within it `show_shapes` marks the invented states of one scenario; its shapes end with it."""
    token = _shown.set({})
    try:
        yield
    finally:
        _shown.reset(token)


def show_shapes(shapes: Shapes) -> None:
    """Mark seats by these shapes for the rest of the request."""
    _shown.set(dict(shapes))


def current_shapes() -> tuple[tuple[str, str], ...]:
    """Return the values on which marks of this request depend, for the keys of what is kept between requests."""
    return tuple(sorted(_shown.get().items()))


def shapes_of(codes: Iterable[str]) -> dict[str, str]:
    """Return the shapes of a scenario's seats, whose codes stand in the scenario's order."""
    codes = tuple(codes)
    invented = [code for code in codes if code not in SHAPES]
    hollow = (*HOLLOW, *(HOLLOW[0] for _ in invented))
    return {code: SHAPES.get(code) or hollow[invented.index(code)] for code in codes}


def mark_of(code: str, shape: str = "") -> SeatMark:
    """Return the mark of a state or of the white cell.

    `shape` is that of a seat of another scenario than the request's. An invented state of no known scenario has the
    first hollow shape.
    """
    label = "White cell" if code == WHITE_CELL else code
    return SeatMark(code=code, label=label, shape=SHAPES.get(code) or shape or _shown.get().get(code, HOLLOW[0]))
