"""What people of a seat see beside the results of a turn, or while they wait for them."""

from dataclasses import dataclass

from wargame.exercises import access, bridge
from wargame.exercises.diplomacy.selectors.inbox import Inbox, seat_inbox_of
from wargame.exercises.models import Branch, Seat, Turn
from wargame.exercises.orders.selectors.orders import OrderLine, draft_of, line_of


@dataclass(frozen=True)
class BesideResults:
    """The seat's own orders of the turn, and its messages up to the last turn of its line."""

    orders: tuple[OrderLine, ...]
    inbox: Inbox


def beside_results_of(seat: Seat, line: Branch, turn: Turn) -> BesideResults:
    """Return what is shown beside the results of a turn, whether or not these are ready."""
    setting = bridge.setting_for(turn)
    rows = draft_of(seat, turn).orders
    is_current = line.pk == seat.exercise.current_branch_id
    reached = (access.latest_turn_or_none(seat.exercise) if is_current else None) or turn
    return BesideResults(
        orders=tuple(line_of(setting, row, slot, is_open=False) for slot, row in enumerate(rows, 1)),
        inbox=seat_inbox_of(seat, line, reached),
    )
