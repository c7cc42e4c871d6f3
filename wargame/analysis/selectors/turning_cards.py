"""The cards of turning points: what the orders of a seat moved, and what was on offer in the place of each."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.payload import OrderOnOffer, on_offer
from wargame.analysis.selectors.split_rows import MovedCell, cell_of
from wargame.engine.values import CLEAR, KnownThen, LargePart, Order, OrderWorth, Setting
from wargame.exercises.bridge import setting_of
from wargame.exercises.orders.selectors.orders import OrderLine, line_of
from wargame.web.meters import scale_for

Sheets = Mapping[int, Mapping[str, tuple[Order, ...]]]
"""The orders of a line by turn and seat."""
WITHOUT = "No order in its place"


@dataclass(frozen=True)
class ComparedOption:
    """An order that was on offer, and what it is worth more than the order that was given, by both readings."""

    name: str
    summary: str
    known: MovedCell
    hindsight: MovedCell

    @property
    def verdict(self) -> str:
        """The promise of the order by the knowledge of its seat; within its error it was as good."""
        if not self.known.is_clear:
            return "as good"
        return "promised more" if self.known.mean > 0 else "promised less"


@dataclass(frozen=True)
class ComparedOrder:
    """An order that was given, and the orders on offer in its place; the counts go by what the seat knew then."""

    line: OrderLine
    key: str
    options: tuple[ComparedOption, ...] = ()

    @property
    def more(self) -> int:
        """Return the number of options that promised more."""
        return sum(option.known.low > 0 for option in self.options)

    @property
    def less(self) -> int:
        """Return the number of options that promised less."""
        return sum(option.known.high < 0 for option in self.options)

    @property
    def as_good(self) -> int:
        """Return the number of options that differ from the given order by no more than chance."""
        return len(self.options) - self.more - self.less


@dataclass(frozen=True)
class TurningPoint:
    """Orders of a seat in one turn that moved its own aims by more than chance explains.

    `known` is what they were worth by what the seat knew then; None until that has been played.
    """

    mark: str
    turn: int
    title: str
    seat: str
    moved: MovedCell
    known: MovedCell | None
    orders: tuple[ComparedOrder, ...]


def cards_of(
    ensemble: Ensemble,
    points: Sequence[LargePart],
    sheets: Sheets,
    reading: Ensemble | None,
    known: KnownThen | None,
) -> tuple[TurningPoint, ...]:
    """Return a card for each turning point; with the orders on offer once the reading as known then is played."""
    setting = setting_of(ensemble.exercise)
    offers = on_offer(reading, known) if reading and known else ()
    scale = scale_for(max((abs(one.moved.mean) + CLEAR * one.moved.error for one in points), default=0))
    return tuple(
        TurningPoint(
            mark=str(number),
            turn=point.turn,
            title=setting.spec.turns[point.turn - 1].title,
            seat=point.seat,
            moved=cell_of(point.moved, scale),
            known=cell_of(known.worth(point.turn, point.seat), scale) if known else None,
            orders=_orders(setting, point, [asdict(order) for order in sheets[point.turn][point.seat]], offers),
        )
        for number, point in enumerate(points, 1)
    )


def _orders(
    setting: Setting, point: LargePart, rows: Sequence[Mapping[str, str]], offers: Sequence[OrderOnOffer]
) -> tuple[ComparedOrder, ...]:
    mine = [one for one in offers if (one.turn, one.seat) == (point.turn, point.seat)]
    scale = scale_for(max((_reach(one.known) for one in mine), default=0))
    return tuple(
        ComparedOrder(
            line_of(setting, row, slot, is_open=False),
            f"{point.turn}.order.{point.seat}.{slot}",
            by_distance([_option(setting, one, scale) for one in mine if one.slot == slot]),
        )
        for slot, row in enumerate(rows, 1)
    )


def by_distance(options: Sequence[ComparedOption]) -> tuple[ComparedOption, ...]:
    """Return the options that promised more, the farthest first; those as good, the nearest first; then the others.

    Options that are as good stand by their distance alone, because the sign of their difference may be chance.
    """

    def place(option: ComparedOption) -> tuple[int, float]:
        if not option.known.is_clear:
            return 1, abs(option.known.mean)
        return (0 if option.known.mean > 0 else 2), -option.known.mean

    return tuple(sorted(options, key=place))


def _option(setting: Setting, one: OrderOnOffer, scale: float) -> ComparedOption:
    row = {"kind": one.kind, "level": one.level, "target": one.target, "partner": one.partner}
    line = line_of(setting, row, 0, is_open=False) if one.kind else None
    cells = (cell_of(worth, scale) for worth in (one.known, one.hindsight))
    return ComparedOption(line.name if line else WITHOUT, line.summary if line else "", *cells)


def _reach(worth: OrderWorth) -> float:
    return abs(worth.mean) + CLEAR * worth.error
