"""How a seat is marked: by shape, code and colour, never by a flag.

A scenario chooses the shapes of its seats. Whatever finds the scenario of a page calls `show_shapes`; from then on the
request marks each of its seats so, in templates and drawings alike. `usual_shapes` stands around each request.
"""

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class SeatMark:
    """The mark of a seat: the stored code, the label, and the shape (which has the colour)."""

    code: str
    label: str
    shape: str


Shapes = Mapping[str, str]
"""Shapes by the code of their seat."""

WHITE_CELL = "WC"
USUAL: Shapes = {
    "RUS": "square",
    "CHN": "diamond",
    "JPN": "circle",
    "KOR": "triangle",
    "USA": "hexagon",
    "PRK": "pentagon",
}
_shown: ContextVar[Shapes] = ContextVar("shapes_of_the_scenario", default=MappingProxyType({}))


@contextmanager
def usual_shapes() -> Generator[None]:
    """Within it states have their usual shapes until `show_shapes` gives others, which end with it."""
    token = _shown.set({})
    try:
        yield
    finally:
        _shown.reset(token)


def show_shapes(shapes: Shapes) -> None:
    """Mark seats by these shapes for the rest of the request."""
    _shown.set(dict(shapes))


def shown_shapes() -> tuple[tuple[str, str], ...]:
    """Return what marks of this request depend on, for the keys of what is kept between requests."""
    return tuple(sorted(_shown.get().items()))


def mark_of(code: str, shape: str = "") -> SeatMark:
    """Return the mark of a state or of the white cell, with a shape that is given or else that of its seat.

    A state that is no seat of the scenario has its usual shape if no seat has it, otherwise the ring.
    """
    if code == WHITE_CELL:
        return SeatMark(code=code, label="White cell", shape="cross")
    shapes = _shown.get()
    usual = USUAL.get(code, "ring")
    free = "ring" if usual in shapes.values() else usual
    return SeatMark(code=code, label=code, shape=shape or shapes.get(code, free))
