"""Figures that the white cell moves in the review, within bounds, where no outcome of the list says what happened."""

from dataclasses import dataclass, replace
from datetime import datetime

from wargame.exercises import bridge
from wargame.exercises.control_log.services import control
from wargame.exercises.control_log.services.steering import holding
from wargame.exercises.injects.domain import NoSuchClause, shift_of
from wargame.exercises.models import Participant, Turn
from wargame.exercises.review.domain.moved_figures import MOST_MOVED, RULING, key_of_shift, label_of, moved_in
from wargame.exercises.review.services.rulings import NoReason
from wargame.exercises.turns.services import adjudications


class BadFigure(ValueError):
    """The figure cannot be moved like this; nothing has been changed."""


@dataclass(frozen=True)
class Move:
    """By how many points a figure is to move, by its key, and why; `seen` is the digest of the results looked at."""

    figure: str
    points: int
    reason: str
    seen: str = ""


def move(*, turn: Turn, wanted: Move, by: Participant, now: datetime) -> None:
    """Move a figure at the end of the turn, instead of what it was moved by before; 0 points take it back.

    The turn is played again. Raises `NoReason`, `BadFigure`, `NotInPhase` and `NotWhiteCell`.
    """
    with holding(turn, by, Turn.Status.REVIEW, seen=wanted.seen) as held:
        why, figure, points = " ".join(wanted.reason.split()), wanted.figure, wanted.points
        if not why:
            raise NoReason("Say why the figure moves: the reason stands in the control log. Nothing has been changed.")
        try:
            shift = shift_of(bridge.setting_for(held), figure, points or 1, RULING)
        except NoSuchClause as refusal:
            raise BadFigure(str(refusal)) from refusal
        stands = bridge.interventions_of(held)
        others = tuple(each for each in stands.shifts if (each.source, key_of_shift(each)) != (RULING, figure))
        if points and len(moved_in(held)) >= MOST_MOVED:
            raise BadFigure(f"At most {MOST_MOVED} figures are moved in a review. Take one back first, with 0 points.")
        held.interventions = replace(stands, shifts=(*others, shift) if points else others).as_json()
        adjudications.play_again(turn=held)
        detail = f"{label_of(shift)} {points:+d}" if points else f"{label_of(shift)} as the rules have it"
        control.log(
            exercise=held.branch.exercise, act=control.Act.RULE, by=by, now=now, turn=held, detail=detail, reason=why
        )
