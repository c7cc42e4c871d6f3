"""Forecasts a sheet and the orders that may be added to it, in one batch: what each does for its seat's aims.

All sheets are played on from the same imagined situations with the same dice, so that two of them differ by their
orders alone. Acts that scripted seats do anyway happen with and without an order, so they are no effect of the order.

For each order it gives the effect in this turn, the effect up to the end of the game if the seat orders nothing more,
and how the seat at which it is aimed answers in the next turn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from wargame.engine.perspective.filter import Perspective
from wargame.engine.playouts.numba_build import is_compiled
from wargame.engine.playouts.pledges import Pledge
from wargame.engine.policies.negotiation import Offer
from wargame.engine.previews.answers import Answers, answers_of
from wargame.engine.previews.effects import Place, places
from wargame.engine.previews.futures import Points, SheetFutures, play_on
from wargame.engine.previews.guesses import Guess, guesses
from wargame.engine.previews.marks import Mark, marks_of
from wargame.engine.previews.moves import FigureMove, moves_between
from wargame.engine.previews.odds import Odds, Turn, odds_of, play_imagined_turns, play_later_turns, risk_of
from wargame.engine.turn.interventions import Accord
from wargame.engine.turn.sheet import Order, Sheet

FUTURES = 96
"""In how many futures each sheet is played: enough to tell orders apart that differ by a point or two."""
PLAIN_FUTURES = 12
"""The number of futures while the compiled rules are not ready."""
GUESSES = 24
"""Imagined situations that share the futures: as many as in `preview`, so that an order has the same odds there."""
PLAIN_GUESSES = 12


@dataclass(frozen=True)
class AimsRange:
    """The weighted total of a seat's aims in points: the mean, and the range of the middle 80 of 100 futures."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class Aims:
    """The total of a seat's aims, or by how much an order moves it: after this turn, and at the end of the game.

    The seat orders nothing after this turn. `end` is None in the last turn, and while the compiled rules are not ready.
    """

    turn: AimsRange
    end: AimsRange | None


@dataclass(frozen=True)
class OrderForecast:
    """One order: its odds (None where it has none), by how much it moves the seat's aims, and how its target answers.

    `answers` is None if the order is aimed at no other seat, and if no turn follows. `moves` are the figures that the
    order moves in this turn, `marks` say whom it concerns by them. `risk` is the chance of an accident in the turn,
    None unless the order raises it.
    """

    order: Order
    odds: Odds | None
    aims: Aims
    answers: Answers | None
    moves: tuple[FigureMove, ...]
    risk: Odds | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True)
class SheetForecast:
    """A draft sheet with the orders that may be added to it.

    `whole` is the total of the aims with the sheet, `without` the total without any order, and `together` by how much
    the one exceeds the other. `chosen` are the orders of the sheet, each compared with the sheet without it; `offered`
    are compared with the sheet as it is.
    """

    whole: Aims
    without: Aims
    together: Aims
    chosen: tuple[OrderForecast, ...]
    offered: tuple[OrderForecast, ...]
    futures: int


def forecast_sheet(
    view: Perspective,
    sheet: Sheet,
    offered: Sequence[Order],
    seed: int,
    futures: int = FUTURES,
    *,
    pledges: Sequence[Pledge] = (),
) -> SheetForecast:
    """Forecast what each order of a sheet does for the seat's aims, and each of those offered if added.

    The same view, sheet, offers, seed and known pledges give the same answer. The futures refuse an order that the
    situation does not allow, so it changes nothing. Raises OrderError for an order that the scenario does not have.
    """
    compiled = is_compiled()
    count = futures if compiled else min(futures, PLAIN_FUTURES)
    imagined = guesses(view, seed, GUESSES if compiled else PLAIN_GUESSES, pledges)
    rests = [(*sheet[:slot], *sheet[slot + 1 :]) for slot in range(len(sheet))]
    # The weighed order stands last: dice are keyed by slot, so every other order keeps its dice.
    lasts = [(*rest, order) for rest, order in zip(rests, sheet, strict=True)]
    added = [(*sheet, order) for order in offered]
    # Some of these are the same sheet, and equal sheets have equal futures.
    sheets = tuple(dict.fromkeys([(), sheet, *rests, *lasts, *added]))
    played = play_on(view, imagined, sheets, seed, count)
    numbers = {each: number for number, each in enumerate(sheets)}
    told = _Told(view, played, numbers, tuple(places(view)), _Odds(view, imagined, seed))
    return SheetForecast(
        whole=told.aims(sheet),
        without=told.aims(()),
        together=told.aims(sheet, ()),
        chosen=tuple(told.order(rest, order) for rest, order in zip(rests, sheet, strict=True)),
        offered=tuple(told.order(sheet, order) for order in offered),
        futures=told.futures.turn.shape[1],
    )


def forecast_offer(view: Perspective, sheet: Sheet, offer: Offer, seed: int, *, pledges: Sequence[Pledge] = ()) -> Aims:
    """Forecast by how much an offer that all accept in this turn moves the seat's aims beside a sheet.

    Both futures have the same dice and differ by the agreement alone, without any promise that its parties make
    beside it. The same view, sheet, offer, seed and known pledges give the same answer.
    """
    compiled = is_compiled()
    imagined = guesses(view, seed, GUESSES if compiled else PLAIN_GUESSES, pledges)
    count, agreed = FUTURES if compiled else PLAIN_FUTURES, Accord(offer.agreement, offer.parties, offer.ends)
    without, made = (play_on(view, imagined, (sheet,), seed, count, accords) for accords in ((), (agreed,)))
    end = None if made.end is None or without.end is None else _range(made.end[0] - without.end[0])
    return Aims(_range(made.turn[0] - without.turn[0]), end)


@dataclass(frozen=True)
class _Told:
    """The results of sheets by their `numbers`, and the odds of an order together with the rest of its sheet."""

    view: Perspective
    futures: SheetFutures
    numbers: Mapping[Sheet, int]
    figures: tuple[Place, ...]
    odds: "_Odds"

    def order(self, rest: Sheet, order: Order) -> OrderForecast:
        """Forecast the order beside the rest of its sheet."""
        whole, sheets = (*rest, order), self.futures.next_sheets
        number, other = self.numbers[whole], self.numbers[rest]
        odds, risk = self.odds.of(rest, order)
        moves = moves_between(self.figures, self.futures.figures[number], self.futures.figures[other])
        return OrderForecast(
            order,
            odds,
            self.aims(whole, rest),
            None if sheets is None else answers_of(self.view, order, sheets[number], sheets[other]),
            moves,
            risk,
            marks_of(self.view.seat, moves),
        )

    def aims(self, sheet: Sheet, without: Sheet | None = None) -> Aims:
        """Return the aims after a sheet, or by how much they exceed those after another one."""
        number, other = self.numbers[sheet], None if without is None else self.numbers[without]
        end = self.futures.end
        return Aims(_moved(self.futures.turn, number, other), None if end is None else _moved(end, number, other))


def _moved(points: Points, number: int, without: int | None) -> AimsRange:
    return _range(points[number] if without is None else points[number] - points[without])


def _range(points: Points) -> AimsRange:
    mean, (low, high) = float(points.mean()), np.percentile(points, (10, 90))
    return AimsRange(mean, min(float(low), mean), max(float(high), mean))


@dataclass(frozen=True)
class _Odds:
    """The odds and the risk of an order beside the rest of its sheet, computed as in `preview`."""

    view: Perspective
    imagined: tuple[Guess, ...]
    seed: int
    played: dict[Sheet, list[Turn]] = field(default_factory=dict)

    def of(self, rest: Sheet, order: Order) -> tuple[Odds | None, Odds | None]:
        """Return the odds of the order, and the chance of an accident if the order raises it by one in 100 or more."""
        spec = self.view.setting.order(order.kind)
        odds = spec.odds_at(order.level)
        if odds is None and spec.chance is None and not spec.incident:
            return None, None
        turns, risk = self._turns((*rest, order)), None
        if found := risk_of(turns):
            without = risk_of(self._turns(rest))
            risk = found if found.in_100 > (without.in_100 if without else 0) else None
        later = partial(play_later_turns, self.view, self.imagined, (*rest, order), self.seed)
        return odds_of(self.view, spec, odds, len(rest), turns, later), risk

    def _turns(self, sheet: Sheet) -> list[Turn]:
        if sheet not in self.played:
            self.played[sheet] = play_imagined_turns(self.view, self.imagined, sheet, self.seed)
        return self.played[sheet]
