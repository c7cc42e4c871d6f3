"""The orders that the people of a seat can argue for while the white cell reviews the turn: their own orders."""

from dataclasses import dataclass

from wargame.engine.values import OutcomeKey
from wargame.exercises import bridge
from wargame.exercises.models import Argument, Seat, Turn
from wargame.exercises.orders.selectors.orders import OrderLine, draft_of, line_of


@dataclass(frozen=True)
class OwnArguments:
    """The seat's orders, and the arguments that its people gave for them, each with its order's name."""

    lines: tuple[OrderLine, ...]
    given: tuple[tuple[str, str], ...]


def own_arguments_of(seat: Seat, turn: Turn) -> OwnArguments | None:
    """Return the orders that the seat can argue for; None if it gave none or nobody reviews. It shows no outcome."""
    rows = draft_of(seat, turn).orders
    if turn.status != Turn.Status.REVIEW or not rows:
        return None
    setting = bridge.setting_for(turn)
    lines = tuple(line_of(setting, row, slot, is_open=False) for slot, row in enumerate(rows, start=1))
    names = {OutcomeKey("order", seat.role, line.slot).about: line.name for line in lines}
    given = Argument.objects.filter(turn=turn, seat=seat)
    return OwnArguments(lines, tuple((names.get(each.about, ""), each.text) for each in given))
