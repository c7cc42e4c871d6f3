"""The board of a queue: the slots of a plant by turn and buyer, the line through the calendar, prices elsewhere.

The loader lets it show only marks and incidents that all seats know; it is read from what the seat knows all the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scenarios.schema.pack_queue import BuyerText, LimitText, PricesText, ProductText, QueueText
from wargame.engine.values import Perspective
from wargame.exercises import perspectives
from wargame.web.seats import mark_of


@dataclass(frozen=True)
class Taken:
    """The pieces that came to one buyer in a turn; `state` and `shape` are "" for a buyer that is no state here."""

    name: str
    state: str
    shape: str
    pieces: int

    @property
    def slots(self) -> range:
        """One item a piece, to draw."""
        return range(self.pieces)


@dataclass(frozen=True)
class Cell:
    """The slots of one product in a turn. `free` are the slots that nobody has: in a coming turn all of them.

    `is_limit` says that the line stands before the turn, `is_late` that the turn opened behind it.
    """

    turn: int
    taken: tuple[Taken, ...]
    free: range
    is_limit: bool
    is_late: bool


@dataclass(frozen=True)
class Buyer:
    """A buyer with the pieces received and ordered; None where the scenario counts no contract of this buyer."""

    name: str
    state: str
    pieces: int
    ordered: int | None

    @property
    def left(self) -> int:
        """The pieces that are still to come."""
        return max(0, (self.ordered or 0) - self.pieces)


@dataclass(frozen=True)
class Product:
    """A product of a plant with its slots turn by turn and its buyers."""

    name: str
    unit: str
    slots: int
    cells: tuple[Cell, ...]
    buyers: tuple[Buyer, ...]


@dataclass(frozen=True)
class QueueColumn:
    """A turn of the calendar: whether its orders are being written, and whether the line stands before it."""

    turn: int
    title: str
    is_now: bool
    is_limit: bool


@dataclass(frozen=True)
class Price:
    """A price; `share` is its place on the scale from 0 to the largest, in hundredths."""

    text: str
    amount: int
    share: float


@dataclass(frozen=True)
class SlotQueue:
    """The board of a queue, which stands in place of the map. `line` says in words where the line stands, if it does.

    `is_played` says that it shows what the last turn led to.
    """

    title: str
    products: tuple[Product, ...]
    columns: tuple[QueueColumn, ...]
    line: str
    line_text: str
    prices_title: str
    price_unit: str
    prices: tuple[Price, ...]
    turn: int
    is_played: bool = False

    template = "exercises/situation/parts/queue.html"
    table_template = "exercises/situation/parts/queue_table.html"
    plain_template = "exercises/situation/parts/queue_calendar.html"
    to_read_template = "exercises/situation/parts/queue_to_read.html"
    projector_template = "exercises/projector/parts/queue.html"
    stands_alone = True

    @property
    def when(self) -> str:
        """The moment whose deliveries the board shows."""
        return f"after turn {self.turn}" if self.is_played else f"as turn {self.turn} opened"


def queue_in(views: Sequence[Perspective], queue: QueueText, *, is_played: bool = False) -> SlotQueue:
    """Return the board as the last of these views, one for each turn in order, knows it.

    `is_played` says that the last view is of the world after the last turn.
    """
    spec = views[-1].setting.spec
    turn = len(views) - 1 if is_played else len(views)
    limit = _limit_turn(views[:turn], queue.limit)
    columns = tuple(
        QueueColumn(number, one.title, not is_played and number == turn, number == limit)
        for number, one in enumerate(spec.turns, 1)
    )
    prices = queue.prices
    return SlotQueue(
        title=queue.title,
        products=tuple(_product(views, product, columns, limit) for product in queue.rows),
        columns=columns,
        line=f"since turn {limit} opened" if limit else "not yet",
        line_text=queue.limit.text if queue.limit else "",
        prices_title=prices.title if prices else "",
        price_unit=prices.unit if prices else "",
        prices=_prices(prices) if prices else (),
        turn=turn,
        is_played=is_played,
    )


def _limit_turn(openings: Sequence[Perspective], limit: LimitText | None) -> int:
    """Return the first turn that opened behind the line, 0 for none."""
    if limit is None:
        return 0
    stood = (perspectives.stage(view, limit.incident) in limit.stages for view in openings)
    return next((number for number, is_behind in enumerate(stood, 1) if is_behind), 0)


def _product(views: Sequence[Perspective], product: ProductText, columns: Sequence[QueueColumn], limit: int) -> Product:
    return Product(
        product.name,
        product.unit,
        product.slots,
        tuple(_cell(views, product, column.turn, limit) for column in columns),
        tuple(_buyer(views[-1], buyer) for buyer in product.buyers),
    )


def _cell(views: Sequence[Perspective], product: ProductText, turn: int, limit: int) -> Cell:
    taken = tuple(_taken_in(views, product, turn)) if turn < len(views) else ()
    free = max(0, product.slots - sum(one.pieces for one in taken))
    return Cell(turn, taken, range(free), turn == limit, bool(limit) and turn >= limit)


def _taken_in(views: Sequence[Perspective], product: ProductText, turn: int) -> Iterator[Taken]:
    """Yield what came to each buyer between the opening of a turn and what the turn led to."""
    for buyer in product.buyers:
        if (came := _pieces(views[turn], buyer) - _pieces(views[turn - 1], buyer)) > 0:
            yield Taken(buyer.name, buyer.state or "", mark_of(buyer.state).shape if buyer.state else "", came)


def _pieces(view: Perspective, buyer: BuyerText) -> int:
    return (view.mark(buyer.mark) or 0) * buyer.each if buyer.mark else 0


def _buyer(view: Perspective, buyer: BuyerText) -> Buyer:
    signed = (
        contract.pieces for contract in buyer.contracts if perspectives.stage(view, contract.incident) == contract.stage
    )
    ordered = max(signed, default=0) if buyer.contracts else None
    return Buyer(buyer.name, buyer.state or "", _pieces(view, buyer), ordered)


def _prices(prices: PricesText) -> tuple[Price, ...]:
    largest = max(dot.amount for dot in prices.dots)
    return tuple(Price(dot.text, dot.amount, round(100 * dot.amount / largest, 1)) for dot in prices.dots)
