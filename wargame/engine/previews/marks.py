"""The states that an order concerns, in a word each: which other states it angers, pleases, alarms, calms, helps or
hurts."""

from collections.abc import Iterable
from dataclasses import dataclass

from wargame.engine.previews.moves import FigureMove

LEAST = 1.0
"""Points below which nobody is named: people would not feel it."""
MOST = 3
"""Return the number of states that an order names."""
TOWARDS = {"relation": ("pleased", "angered"), "tension": ("alarmed", "calmer")}
"""The words for what a state feels towards the seat, if the figure rises and if it falls."""
HURT = "hurt"
OWN = ("helped", HURT)
"""The words for a figure of another state alone."""
OWN_FIGURES = frozenset({"approval", "standing", "economy"})


@dataclass(frozen=True)
class Mark:
    """A word for what an order does to these other states."""

    word: str
    seats: tuple[str, ...]


def marks_of(seat: str, moves: Iterable[FigureMove]) -> tuple[Mark, ...]:
    """Return a word for each state that an order of the seat concerns most, from the figures that the order moves.

    Of several figures of a state the one that moves most counts. States with one word share a mark.
    """
    most: dict[str, tuple[float, str]] = {}
    for move in moves:
        word = _word(seat, move)
        if word and abs(move.points) >= max(LEAST, most.get(move.who, (0.0, ""))[0]):
            most[move.who] = abs(move.points), word
    named = sorted(most, key=lambda code: -most[code][0])[:MOST]
    words = dict.fromkeys(most[code][1] for code in named)
    return tuple(Mark(word, tuple(sorted(code for code in named if most[code][1] == word))) for word in words)


def _word(seat: str, move: FigureMove) -> str:
    """Return the word for a figure of another state, "" where the order does not concern that state."""
    if move.name or move.who in ("", seat):
        return ""
    words = OWN if not move.towards and move.variable in OWN_FIGURES else ("", "")
    if move.towards == seat:
        words = TOWARDS.get(move.variable, words)
    return words[move.points < 0]
