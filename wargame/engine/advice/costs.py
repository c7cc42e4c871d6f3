"""Costs of an order beside its points: which states mind, and what it costs at home."""

from collections.abc import Iterable
from dataclasses import dataclass

from wargame.engine.advice.figures import FELT_ABOUT_IT, OWN, bettered
from wargame.engine.perspective.filter import Perspective
from wargame.engine.previews.moves import FELT, FigureMove

MOST = 2


@dataclass(frozen=True)
class Cost:
    """One figure that an order is expected to worsen: a state's feeling about the seat, or a figure of its own."""

    variable: str
    who: str


def costs_of(view: Perspective, moves: Iterable[FigureMove]) -> tuple[Cost, ...]:
    """Return the largest costs of an order, at most `MOST`, the largest first, each state once."""
    worse = [move for move in moves if move.variable in (*OWN, *FELT_ABOUT_IT) and bettered(view.seat, move) <= -FELT]
    worse.sort(key=lambda move: bettered(view.seat, move))
    by_who = {(move.who, move.who == view.seat and move.variable): move for move in reversed(worse)}
    first = sorted(by_who.values(), key=lambda move: bettered(view.seat, move))[:MOST]
    return tuple(Cost(move.variable, move.who) for move in first)
