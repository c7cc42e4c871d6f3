"""Costs and effects of orders, from what their seat knows: sheets as rows, answers as engine values.

A `StoredForecast` is the forecast of the orders that a seat gave, stored with their sheet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from pydantic import TypeAdapter

from wargame import engine
from wargame.engine.values import (
    FELT,
    Aims,
    AimsRange,
    Answers,
    Argument,
    Claim,
    ExpectedEffect,
    LeaningOfAdviser,
    Mark,
    Odds,
    OddsSpec,
    Offer,
    Opinion,
    OrderForecast,
    Outcome,
    Perspective,
    Pledge,
    Preview,
    SheetForecast,
)
from wargame.exercises import access
from wargame.exercises.bridge import sheet_of
from wargame.exercises.models import Exercise

MOST_FORESEEN = 4
CERTAIN = 100

Rows = Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class Forecast:
    """One order: its odds, None where no chance is drawn, by how many points it moves the total of the aims (None where
    the exercise shows no figures), how its target answers, its risk of an accident, and whom it concerns."""

    odds: Odds | None
    aims: Aims | None
    answers: Answers | None
    risk: Odds | None = None
    marks: tuple[Mark, ...] = ()

    @property
    def has_figures(self) -> bool:
        """Tell if there is anything to write beside a choice: odds, or points of the aims."""
        return self.odds is not None or self.aims is not None

    @property
    def is_sure(self) -> bool:
        """Tell if what the odds speak of comes in every imagined situation."""
        return self.odds is not None and self.odds.low == CERTAIN

    @property
    def is_hopeless(self) -> bool:
        """Tell if what the odds speak of never comes; the odds of a later turn leave hope."""
        return self.odds is not None and self.odds.in_100 == 0 and not self.odds.turn

    @property
    def is_felt(self) -> bool:
        """Tell if any figure, of this turn or up to the end of the game, is written as something else than 0."""
        ranges = (self.aims.turn, self.aims.end) if self.aims else ()
        return any(_is_felt(each) for each in ranges if each)


@dataclass(frozen=True)
class StoredForecast:
    """The forecast of the orders that a seat gave, in the order of its sheet.

    `whole` and `without` are where its aims were expected with them and without any order, `effects` the figures that
    they were expected to move together; where the exercise shows no figures they are None and empty. All come from so
    many `futures`.
    """

    whole: Aims | None
    without: Aims | None
    orders: tuple[Forecast, ...]
    effects: tuple[ExpectedEffect, ...]
    futures: int


_STORED_FORECAST = TypeAdapter(StoredForecast)
_CLAIM = TypeAdapter(Claim)


def forecast_sheet(
    view: Perspective, rows: Rows, offered: Iterable[Mapping[str, str]], seed: int, pledges: Sequence[Pledge]
) -> SheetForecast:
    """Return the forecast of each order of a sheet for the aims of its seat, and of each of those offered if added."""
    return engine.forecast_sheet(view, sheet_of(rows), sheet_of(offered), seed, pledges=pledges)


def forecast_offer(view: Perspective, rows: Rows, offer: Offer, seed: int, pledges: Sequence[Pledge]) -> Aims:
    """Return by how much an offer that all accept in this turn moves the aims of the view's seat beside a sheet."""
    return engine.forecast_offer(view, sheet_of(rows), offer, seed, pledges=pledges)


def drop_order(order: OrderForecast) -> Forecast:
    """Return the forecast of one order, without the order."""
    return Forecast(order.odds, order.aims, order.answers, order.risk, order.marks)


def as_shown(told: Forecast, exercise: Exercise) -> Forecast:
    """Return the forecast of an order that people of the exercise read: without figures, unless it shows them on each
    order."""
    return told if access.shows_figures(exercise) else replace(told, aims=None)


def stored_as_shown(told: StoredForecast, exercise: Exercise) -> StoredForecast:
    """Return the forecast that people of the exercise read of the orders that they gave."""
    if access.shows_figures(exercise):
        return told
    orders = tuple(as_shown(each, exercise) for each in told.orders)
    return replace(told, whole=None, without=None, orders=orders, effects=())


def forecast_given(view: Perspective, rows: Rows, seed: int, pledges: Sequence[Pledge]) -> StoredForecast:
    """Return the forecast of these orders that the seat sees if it asks."""
    told = forecast_sheet(view, rows, (), seed, pledges)
    orders = tuple(drop_order(each) for each in told.chosen)
    return StoredForecast(told.whole, told.without, orders, outlook(view, rows, seed, pledges), told.futures)


def earliest_turn(view: Perspective, odds: OddsSpec) -> int:
    """Return the first turn in which the event of these odds can come, as the seat knows it; 0 if it cannot."""
    return engine.earliest_turn(view, odds)


def as_row(told: StoredForecast) -> dict[str, Any]:
    """Return the forecast as it is stored."""
    return asdict(told)


def forecast_from(row: Mapping[str, Any] | None) -> StoredForecast | None:
    """Return the forecast, from what is stored; None where nothing was kept."""
    return None if row is None else _STORED_FORECAST.validate_python(row)


def answer_in(view: Perspective, done: Iterable[Outcome]) -> str:
    """Return the kind of answer, in the words of forecasts, that orders and moves of incidents are to the view's
    seat."""
    return engine.answer_in(view.setting, done, view.seat)


def advise(
    view: Perspective, cabinet: Sequence[LeaningOfAdviser], offered: Rows, seed: int, pledges: Sequence[Pledge]
) -> tuple[Argument, ...]:
    """Return the order that each adviser of the seat argues for, out of those offered."""
    return engine.advise(view, cabinet, sheet_of(offered), seed, pledges)


def opinions_on(offer: Offer, proposer: str, cabinet: Sequence[LeaningOfAdviser]) -> tuple[Opinion, ...]:
    """Return the answer of each adviser of a seat to an offer, as the seat knows it."""
    return engine.opinions_on(offer, proposer, cabinet)


def is_right(claim: Mapping[str, Any], before: Perspective, after: Perspective) -> bool | None:
    """Return whether a stored claim of an adviser came true between two views; None if the seat cannot see that."""
    return engine.is_right(_CLAIM.validate_python(claim), before, after)


def idle_kinds(view: Perspective) -> frozenset[str]:
    """Return the kinds of orders that change nothing in the scenario."""
    return engine.idle_kinds(view.setting)


def cost(view: Perspective, rows: Iterable[Mapping[str, str]]) -> int:
    """Return the cost of a sheet in order points."""
    return engine.cost(view, sheet_of(rows))


def preview(
    view: Perspective, rows: Iterable[Mapping[str, str]], slot: int, seed: int, pledges: Sequence[Pledge]
) -> Preview:
    """Return the preview of the order in the slot (from 0), from what the seat knows."""
    return engine.preview(view, sheet_of(rows), slot, seed, pledges=pledges)


def outlook(view: Perspective, rows: Rows, seed: int, pledges: Sequence[Pledge]) -> tuple[ExpectedEffect, ...]:
    """Return the likely moves of the seat's figures, and of others' feelings about it, in the turn with the whole
    sheet."""
    moved = engine.outlook(view, sheet_of(rows), seed, pledges=pledges)
    own = (effect for effect in moved if not effect.name and view.seat in (effect.who, effect.towards))
    return tuple(effect for effect in own if abs(effect.mean) >= FELT)[:MOST_FORESEEN]


def _is_felt(aims: AimsRange) -> bool:
    return any(round(points) for points in (aims.mean, aims.low, aims.high))
