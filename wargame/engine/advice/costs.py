"""Costs of an order beside its points: which states mind, and what it costs at home."""

from collections.abc import Iterable
from dataclasses import dataclass

from wargame.engine.advice.figures import FELT_ABOUT_IT, OWN, bettered
from wargame.engine.perspective.filter import Perspective
from wargame.engine.previews.marks import HURT, marks_of
from wargame.engine.previews.moves import FELT, FigureMove

MOST = 2


@dataclass(frozen=True)
class Cost:
    """One figure that an order is expected to worsen: a state's feeling about the seat, or a figure of its own.

    For another state whose own figures it worsens, the `variable` is `HURT`.
    """

    variable: str
    who: str


def costs_of(view: Perspective, moves: Iterable[FigureMove]) -> tuple[Cost, ...]:
    """Return the largest costs of an order, at most `MOST`, the largest first, each state once."""
    known = tuple(moves)
    worse = [move for move in known if move.variable in (*OWN, *FELT_ABOUT_IT) and bettered(view.seat, move) <= -FELT]
    worse.sort(key=lambda move: bettered(view.seat, move))
    by_who = {(move.who, move.who == view.seat and move.variable): move for move in reversed(worse)}
    first = sorted(by_who.values(), key=lambda move: bettered(view.seat, move))
    costs = [Cost(move.variable, move.who) for move in first]
    # A state that the order's row calls hurt is named here too.
    hurt = [code for mark in marks_of(view.seat, known) if mark.word == HURT for code in mark.seats]
    costs += [Cost(HURT, code) for code in hurt if code not in {cost.who for cost in costs}]
    return tuple(costs[:MOST])
