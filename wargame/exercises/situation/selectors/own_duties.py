"""A seat's own orders on lists of goods, drawn over the bars of its board of trade."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wargame.exercises.situation.selectors.seat_view import SeatView
from wargame.exercises.situation.selectors.trade import TradeFlow, trade_in
from wargame.exercises.situation.selectors.trade_talks import OwnStop, own_stops_of
from wargame.web.seats import mark_of
from wargame.web.trade_bars import OwnDuty, OwnMark, TradeBar, own_marks_of

Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class OwnLayer:
    """The own orders over one drawing of a flow; `key` names it on the page, flows count from 1."""

    key: str
    flow: int
    size: str
    bar: TradeBar
    marks: tuple[OwnMark, ...]


@dataclass(frozen=True)
class OwnDuties:
    """The own orders over every drawing of every flow and over the row of stages, in the seat's colour."""

    shape: str
    layers: tuple[OwnLayer, ...]
    stops: tuple[OwnStop, ...]

    template = "exercises/situation/parts/own_duties.html"


def own_duties_of(at: SeatView, rows: Rows) -> OwnDuties:
    """Return the orders of a sheet that act on lists, over the bars as they stand."""
    board = at.content.board
    flows = trade_in((at.view,), board).flows
    return OwnDuties(
        mark_of(at.mine).shape,
        tuple(
            OwnLayer(f"own-{number}-{size}", number, size, bar, own_marks_of(bar, orders))
            for number, flow in enumerate(flows, 1)
            for orders in [list(_orders_on(at, flow, rows))]
            for size, bar in (("wide", flow.wide), ("phone", flow.phone))
        ),
        own_stops_of(at.view, board.stages, rows) if board.stages else (),
    )


def _orders_on(at: SeatView, flow: TradeFlow, rows: Rows) -> Iterator[OwnDuty]:
    """Yield the orders of a sheet on the lists of a flow."""
    lists = {one.key: one for one in flow.lists}
    drawn = [one.key for one in flow.drawn]
    for number, row in enumerate(rows, 1):
        spec = at.view.setting.order(row["kind"])
        if spec.on_list in lists:
            level = next((level for level in spec.levels if level.key == row["level"]), spec.levels[0])
            place = drawn.index(spec.on_list) if spec.on_list in drawn else None
            yield OwnDuty(number, place, lists[spec.on_list].amount, level.name)
