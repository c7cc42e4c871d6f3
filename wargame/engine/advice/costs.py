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
    """Return the largest costs of an order, at most `MOST`, the largest first, each state once.

    Of other states it names those that the order's row names: one page gives one answer to who minds.
    """
    known = tuple(moves)
    marks = marks_of(view.seat, known)
    named = {view.seat, *(code for mark in marks for code in mark.seats)}
    felt = [move for move in known if move.variable in (*OWN, *FELT_ABOUT_IT) and move.who in named]
    worse = [move for move in felt if bettered(view.seat, move) <= -FELT]
    worse.sort(key=lambda move: bettered(view.seat, move))
    by_who = {(move.who, move.who == view.seat and move.variable): move for move in reversed(worse)}
    first = sorted(by_who.values(), key=lambda move: bettered(view.seat, move))
    costs = [Cost(move.variable, move.who) for move in first]
    hurt = [code for mark in marks if mark.word == HURT for code in mark.seats]
    costs += [Cost(HURT, code) for code in hurt if code not in {cost.who for cost in costs}]
    return tuple(costs[:MOST])
