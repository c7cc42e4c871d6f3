"""The things that people of a seat see beside the results of a turn, or while they wait for them."""

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


def own_orders_of(seat: Seat, turn: Turn) -> tuple[OrderLine, ...]:
    """Return the orders of the seat in the turn."""
    setting, rows = bridge.setting_for(turn), draft_of(seat, turn).orders
    return tuple(line_of(setting, row, slot, is_open=False) for slot, row in enumerate(rows, 1))


def beside_results_of(
    seat: Seat, line: Branch, turn: Turn, orders: tuple[OrderLine, ...] | None = None
) -> BesideResults:
    """Return the things beside the results of a turn, whether or not these are ready.

    `orders` are those of the seat, if they are known already.
    """
    is_current = line.pk == seat.exercise.current_branch_id
    reached = (access.latest_turn_or_none(seat.exercise) if is_current else None) or turn
    return BesideResults(
        orders=own_orders_of(seat, turn) if orders is None else orders,
        inbox=seat_inbox_of(seat, line, reached),
    )
