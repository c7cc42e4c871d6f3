"""The share that a seat's own orders have in a move of an incident, from the reasons that the seat reads of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wargame.engine.values import Clause, Comparison, Outcome, Perspective
from wargame.exercises import conditions, perspectives

HALF = 0.5
"""The weight of a reason for which own orders and the orders of others stand together."""


@dataclass(frozen=True)
class Push:
    """One thing that made a move likelier: its weight in the draw, and the part of it that own orders gave, 0 to 1."""

    weight: float
    own: float


def gave_half(view: Perspective, move: Outcome, orders: Iterable[Outcome]) -> bool:
    """Return whether the orders of the view's seat gave at least half of the weight of an incident's move.

    The weight is what the scenario gives the move of itself, and every reason that the seat reads for it. A reason
    for which others gave orders too counts by half. `view` is from before the move.
    """
    pushes = tuple(_pushes(view, move, tuple(orders)))
    own, whole = sum(one.weight * one.own for one in pushes), sum(one.weight for one in pushes)
    return own > 0 and own * 2 >= whole


def _pushes(view: Perspective, move: Outcome, orders: Sequence[Outcome]) -> Iterator[Push]:
    """Yield the weight of the way that came, and what was taken from the other ways: both made the move likelier."""
    told = {reason.text for reason in move.reasons if reason.sign == "+"}
    stage = perspectives.stage(view, move.name)
    before = next((one for one in view.setting.incident(move.name).stages if one.key == stage), None)
    ways = [one for one in before.transitions if one.turns[0] <= move.turn <= one.turns[1]] if before else []
    drawn = next((one.label for one in move.options if one.key == move.chosen), "")
    for way in ways:
        is_it = way.to == move.result and (not drawn or way.label == drawn)
        rows = [row for row in way.modifiers if row.because in told and (row.add > 0) is is_it]
        given = [Push(abs(row.add), part) for row in rows if (part := _own_part(view, row.when, orders)) is not None]
        if is_it:
            yield Push(way.weight, 0)
            yield from given
        elif taken := sum(one.weight for one in given):
            # A way has no weight below 0: nothing can take more from it than it had.
            part = min(1.0, way.weight / taken)
            yield from (Push(one.weight * part, one.own) for one in given)


def _own_part(view: Perspective, when: Iterable[str], orders: Sequence[Outcome]) -> float | None:
    """Return the part that the seat's orders have in a reason, 0 to 1; None where orders would hold it and none does.

    One reason may stand for several conditions, so the ones that no order of the turn meets are left out.
    """
    actors = set[str]()
    for clause in when:
        parts = Clause.parse(clause).alternatives
        given = [one.actor for one in orders if any(_is_met(view, part, one) for part in parts)]
        if not given and all(_asks_for_an_order(part) for part in parts):
            return None
        actors |= {*given}
    if view.seat not in actors:
        return 0
    return HALF if len(actors) > 1 else 1


def _is_met(view: Perspective, part: Comparison, order: Outcome) -> bool:
    return _asks_for_an_order(part) and conditions.answers(view.setting, part, order)


def _asks_for_an_order(part: Comparison) -> bool:
    return bool(part.verb) and part.form.is_of_turn and not part.negates
