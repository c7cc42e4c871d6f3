"""The results of an ensemble of any kind, for the API."""

from collections.abc import Iterator
from dataclasses import dataclass

from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.effects import Effect, effects_of
from wargame.analysis.selectors.results import Result, counts_of, result_of
from wargame.engine.values import (
    Aggregate,
    Attributed,
    Contrast,
    Contribution,
    KnownThen,
    Moved,
    OrderWorth,
    Split,
)
from wargame.exercises.bridge import setting_of


@dataclass(frozen=True)
class AttributedOrder:
    """An order (`slot` from 1), and the difference that it made."""

    seat: str
    slot: int
    kind: str
    level: str
    target: str
    partner: str
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class ComparedResults:
    """Both futures, and the difference of the second from the first."""

    first: Result
    second: Result
    effects: tuple[Effect, ...]


@dataclass(frozen=True)
class SplitSeat:
    """The changes of a seat's expected total. `values` has the mean opening, the start of every turn, and the end.

    `moved` has the parts of the opening's draws, of every turn, and of the whole game.
    """

    seat: str
    values: tuple[float, ...]
    moved: tuple[tuple[Moved, ...], ...]


@dataclass(frozen=True)
class KnownSeat:
    """The totals that a seat could expect by its knowledge, before every turn and after the last, and the worth of its
    orders of each turn by the same knowledge."""

    seat: str
    values: tuple[float, ...]
    own: tuple[OrderWorth, ...]


@dataclass(frozen=True)
class OrderOnOffer:
    """An order that was on offer in the place of one, by what it is worth more, by both readings. Without a kind it is
    nothing at all."""

    turn: int
    seat: str
    slot: int
    kind: str
    level: str
    target: str
    partner: str
    known: OrderWorth
    hindsight: OrderWorth


@dataclass(frozen=True)
class ReadAsKnown:
    """A game as its seats knew it, by seat, and the orders that were on offer at its turning points."""

    seats: tuple[KnownSeat, ...]
    options: tuple[OrderOnOffer, ...]


@dataclass(frozen=True)
class Payload:
    """The results of an ensemble, in the field of its kind."""

    result: Result | None = None
    orders: tuple[AttributedOrder, ...] = ()
    comparison: ComparedResults | None = None
    split: tuple[SplitSeat, ...] = ()
    known_then: ReadAsKnown | None = None


def payload_of(ensemble: Ensemble) -> Payload:
    """Return the counts of the ensemble with names and confidence intervals."""
    counted, setting = counts_of(ensemble), setting_of(ensemble.exercise)
    if isinstance(counted, Attributed):
        return Payload(orders=tuple(_order(one, effects_of(setting, one.effects)) for one in counted.ranked()))
    if isinstance(counted, Split):
        return Payload(split=tuple(_split_seat(counted, seat) for seat in counted.seats))
    if isinstance(counted, KnownThen):
        return Payload(known_then=ReadAsKnown(tuple(_known_seats(counted)), on_offer(ensemble, counted)))
    if isinstance(counted, Contrast):
        first, second = result_of(ensemble, counted.first), result_of(ensemble, counted.second)
        return Payload(comparison=ComparedResults(first, second, effects_of(setting, counted.pairs.differences())))
    return Payload(result=result_of(ensemble, counted)) if isinstance(counted, Aggregate) else Payload()


def _split_seat(found: Split, seat: str) -> SplitSeat:
    columns = range(found.turns + 2)
    return SplitSeat(
        seat, tuple(found.value(column, seat) for column in columns), tuple(found.moved(turn, seat) for turn in columns)
    )


def on_offer(ensemble: Ensemble, found: KnownThen) -> tuple[OrderOnOffer, ...]:
    """Return the orders that were on offer at the turning points of a split, from its reading as known then."""
    points = ensemble.change["points"]
    rows = [
        (point["turn"], point["seat"], slot, row)
        for point in points
        for slot, offered in enumerate(point["slots"], 1)
        for row in offered
    ]
    return tuple(
        OrderOnOffer(turn, seat, slot, **row, known=found.option(number), hindsight=found.option(number, "hindsight"))
        for number, (turn, seat, slot, row) in enumerate(rows)
    )


def _known_seats(found: KnownThen) -> Iterator[KnownSeat]:
    turns = range(1, found.turns + 1)
    for seat in found.seats:
        values = tuple(found.value(column, seat) for column in (0, *turns))
        yield KnownSeat(seat, values, tuple(found.worth(turn, seat) for turn in turns))


def _order(one: Contribution, effects: tuple[Effect, ...]) -> AttributedOrder:
    order = one.order
    return AttributedOrder(one.seat, one.slot + 1, order.kind, order.level, order.target, order.partner, effects)
