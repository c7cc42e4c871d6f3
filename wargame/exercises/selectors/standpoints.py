"""Where a reader stands: a seat in a turn of a line, what it knows now and what it knew a turn before."""

from dataclasses import dataclass
from functools import cached_property

from wargame.exercises import access, bridge
from wargame.exercises.bridge import Briefing, Content, Perspective
from wargame.exercises.models import Branch, Seat, Turn


@dataclass(frozen=True)
class Standpoint:
    """`before` is None in the first turn."""

    seat: Seat
    line: Branch
    turn: Turn
    content: Content
    view: Perspective
    before: Perspective | None

    @property
    def mine(self) -> str:
        """The code of the seat."""
        return self.seat.role

    @cached_property
    def briefing(self) -> Briefing:
        """What the seat is shown to read in the turn."""
        return bridge.briefing(self.content, self.view, self.turn.number)


def standpoint_of(seat: Seat, line: Branch, turn: Turn) -> Standpoint:
    """Where the seat stands at the opening of a turn of the line."""
    previous = access.turn_for(seat, turn.number - 1, line) if turn.number > 1 else None
    return Standpoint(
        seat=seat,
        line=line,
        turn=turn,
        content=bridge.content_for(turn),
        view=bridge.view_of(turn, seat),
        before=bridge.view_of(previous, seat) if previous else None,
    )


def view_after(seat: Seat, line: Branch, turn: Turn, *, may_know_all: bool = False) -> Perspective | None:
    """What the turn led to, as the seat may know it; None while it has no results."""
    following = Turn.objects.in_line(line).with_exercise().filter(number=turn.number + 1).first()
    if following is None:
        return bridge.final_view_of(turn, seat, may_know_all=may_know_all)
    return bridge.truth_of(following) if may_know_all else bridge.view_of(following, seat)
