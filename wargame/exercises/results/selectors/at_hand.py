"""What the people of a seat keep at hand while they wait for the results of a turn or read them."""

from dataclasses import dataclass

from wargame.exercises import access, bridge
from wargame.exercises.diplomacy.selectors.inbox import Inbox, seat_inbox_of
from wargame.exercises.models import Branch, Seat, Turn
from wargame.exercises.orders.selectors.orders import OrderLine, draft_of, line_of


@dataclass(frozen=True)
class AtHand:
    """The seat's own orders of the turn, and its messages up to the turn that its line has reached."""

    orders: tuple[OrderLine, ...]
    inbox: Inbox


def at_hand_of(seat: Seat, line: Branch, turn: Turn) -> AtHand:
    """What stands beside the results of a turn, come or still to come."""
    setting = bridge.setting_for(turn)
    rows = draft_of(seat, turn).orders
    is_current = line.pk == seat.exercise.current_branch_id
    reached = (access.turn_reached(seat.exercise) if is_current else None) or turn
    return AtHand(
        orders=tuple(line_of(setting, row, slot, is_open=False) for slot, row in enumerate(rows, 1)),
        inbox=seat_inbox_of(seat, line, reached),
    )
