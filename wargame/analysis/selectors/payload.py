"""The results of an ensemble of any kind, for the API."""

from dataclasses import dataclass

from wargame.analysis.models import Ensemble
from wargame.analysis.selectors.effects import Effect, effects_of
from wargame.analysis.selectors.results import Result, counted_of, result_of
from wargame.engine.values import Attributed, Contrast, Contribution, Moved, Split
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

    `moved` has the parts of what was drawn before the first turn, of every turn, and of the whole game.
    """

    seat: str
    values: tuple[float, ...]
    moved: tuple[tuple[Moved, ...], ...]


@dataclass(frozen=True)
class Payload:
    """The results of an ensemble, in the field of its kind."""

    result: Result | None = None
    orders: tuple[AttributedOrder, ...] = ()
    comparison: ComparedResults | None = None
    split: tuple[SplitSeat, ...] = ()


def payload_of(ensemble: Ensemble) -> Payload:
    """Return the counts of the ensemble with names and confidence intervals."""
    counted, setting = counted_of(ensemble), setting_of(ensemble.exercise)
    if isinstance(counted, Attributed):
        return Payload(orders=tuple(_order(one, effects_of(setting, one.effects)) for one in counted.ranked()))
    if isinstance(counted, Split):
        return Payload(split=tuple(_split_seat(counted, seat) for seat in counted.seats))
    if isinstance(counted, Contrast):
        first, second = result_of(ensemble, counted.first), result_of(ensemble, counted.second)
        return Payload(comparison=ComparedResults(first, second, effects_of(setting, counted.pairs.differences())))
    return Payload(result=result_of(ensemble, counted)) if counted else Payload()


def _split_seat(found: Split, seat: str) -> SplitSeat:
    columns = range(found.turns + 2)
    return SplitSeat(
        seat, tuple(found.value(column, seat) for column in columns), tuple(found.moved(turn, seat) for turn in columns)
    )


def _order(one: Contribution, effects: tuple[Effect, ...]) -> AttributedOrder:
    order = one.order
    return AttributedOrder(one.seat, one.slot + 1, order.kind, order.level, order.target, order.partner, effects)
