"""A seat's view in a turn of a line: what it knows now, and what it knew a turn before."""

import zlib
from dataclasses import dataclass
from functools import cached_property

from scenarios import opening
from scenarios.opening import Briefing, Content
from wargame.engine.values import Perspective, Pledge
from wargame.exercises import access, bridge, msel, perspectives
from wargame.exercises.models import Branch, Seat, Turn


@dataclass(frozen=True)
class SeatView:
    """A seat's view in a turn. `known` is what it knew a turn before, if that is already loaded."""

    seat: Seat
    line: Branch
    turn: Turn
    content: Content
    view: Perspective
    known: Perspective | None = None

    @property
    def mine(self) -> str:
        """The code of the seat."""
        return self.seat.role

    @property
    def forecast_seed(self) -> int:
        """Dice of forecasts alone: from what the player can see, never from the seed of the exercise."""
        return zlib.crc32(f"{self.seat.exercise.code} {self.turn.number}".encode())

    @cached_property
    def before(self) -> Perspective | None:
        """The seat's view at the opening of the turn before; None in the first turn."""
        if self.known is not None or self.turn.number == 1:
            return self.known
        return perspectives.view_of(access.turn_in(self.line, self.turn.number - 1), self.seat)

    @cached_property
    def pledges(self) -> tuple[Pledge, ...]:
        """The pledges of no force that were given to the seat and bind in the turn: forecasts count on them."""
        given = access.pledges_to(self.seat, self.line, self.turn)
        return tuple(Pledge(pledge.by, pledge.to, pledge.turn.number, pledge.until) for pledge in given)

    @cached_property
    def briefing(self) -> Briefing:
        """The texts that the seat is shown in the turn."""
        return opening.briefing(self.content, self.view, self.turn.number)

    @cached_property
    def injects(self) -> tuple[msel.ReadInject, ...]:
        """The injects that its people read in the turn, from the scenario or from the white cell."""
        return msel.injects_read(self.seat, self.turn, self.briefing.injects)


def seat_view_of(seat: Seat, line: Branch, turn: Turn) -> SeatView:
    """Return the seat's view at the opening of a turn of the line."""
    return SeatView(
        seat=seat,
        line=line,
        turn=turn,
        content=bridge.content_for(turn),
        view=perspectives.view_of(turn, seat),
    )


def seat_view_after(at: SeatView) -> SeatView | None:
    """Return the seat's view in the following turn; None if there is none."""
    if not access.statuses_after(at.line, at.turn):
        return None
    turn = access.turn_in(at.line, at.turn.number + 1)
    return SeatView(at.seat, at.line, turn, at.content, perspectives.view_of(turn, at.seat), at.view)
