"""Weighs a sheet and the orders that may be added to it, in one batch: what each does for its seat's aims.

All sheets are played on from the same imagined situations with the same dice, so that two of them differ by their
orders alone. What scripted seats do anyway happens with and without an order, so it is no effect of the order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wargame.engine.perspective.belief_worlds import derived_seed
from wargame.engine.perspective.filter import Perspective
from wargame.engine.playouts.numba_build import is_compiled
from wargame.engine.playouts.playouts import playouts
from wargame.engine.previews.odds import Odds, foretell, odds_of
from wargame.engine.previews.sampled import Guess, guesses
from wargame.engine.turn.sheet import Order, Sheet

FUTURES = 96
"""In how many futures each sheet is played: enough to tell orders apart that differ by a point or two."""
PLAIN_FUTURES = 12
"""How many while the compiled rules are not ready."""
GUESSES = 24
"""How many imagined situations share the futures: as many as in `preview`, so that an order has the same odds there."""
PLAIN_GUESSES = 12

Points = npt.NDArray[np.float64]


@dataclass(frozen=True)
class AimsRange:
    """The weighted total of a seat's aims in points: the mean, and the range of the middle 80 of 100 futures."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class ToldOrder:
    """One order: its odds (None where it has none), and by how much it moves the total of the seat's aims."""

    order: Order
    odds: Odds | None
    aims: AimsRange


@dataclass(frozen=True)
class ToldSheet:
    """A draft sheet with the orders that may be added to it.

    `whole` is the total of the aims after the turn with the sheet, `without` the total without any order. `chosen` are
    the orders of the sheet, each compared with the sheet without it; `offered` are compared with the sheet as it is.
    """

    whole: AimsRange
    without: AimsRange
    chosen: tuple[ToldOrder, ...]
    offered: tuple[ToldOrder, ...]
    futures: int


def tell(
    view: Perspective, sheet: Sheet, offered: Sequence[Order], seed: int, futures: int = FUTURES, *, odds: bool = True
) -> ToldSheet:
    """Return what each order of a sheet does for the seat's aims this turn, and what each offered order would do if
    added.

    The same view, sheet, offers and seed give the same answer. `odds=False` leaves out the odds, which take longest.
    The futures refuse an order that the situation does not allow, so it changes nothing. Raises OrderError for an order
    that the scenario does not have.
    """
    compiled = is_compiled()
    count = futures if compiled else min(futures, PLAIN_FUTURES)
    imagined = tuple(guesses(view, seed, GUESSES if compiled else PLAIN_GUESSES))
    rests = [(*sheet[:slot], *sheet[slot + 1 :]) for slot in range(len(sheet))]
    # The weighed order stands last: dice are keyed by slot, so every other order keeps its dice.
    lasts = [(*rest, order) for rest, order in zip(rests, sheet, strict=True)]
    added = [(*sheet, order) for order in offered]
    totals = _totals(view, imagined, ((), sheet, *rests, *lasts, *added), seed, count)
    rows = iter(totals)
    without, whole = next(rows), next(rows)
    without_it, with_it = ([next(rows) for _ in sheet] for _ in range(2))
    seen = _Odds(view, imagined, seed) if odds else None
    return ToldSheet(
        whole=_range(whole),
        without=_range(without),
        chosen=tuple(
            ToldOrder(order, seen.of(rest, order) if seen else None, _range(after - before))
            for order, rest, before, after in zip(sheet, rests, without_it, with_it, strict=True)
        ),
        offered=tuple(
            ToldOrder(order, seen.of(sheet, order) if seen else None, _range(after - whole))
            for order, after in zip(offered, rows, strict=True)
        ),
        futures=len(whole),
    )


def _totals(
    view: Perspective, imagined: tuple[Guess, ...], sheets: Sequence[Sheet], seed: int, count: int
) -> list[Points]:
    """Return, for each sheet, the total of the seat's aims after the turn in points, in the same futures for all
    sheets.
    """
    situations = [(guess, sheet) for sheet in sheets for guess in imagined]
    rounds = max(1, count // len(imagined))
    # Game i takes situation i modulo their number, so one round of seeds covers all sheets.
    seeds = [
        derived_seed(seed, round_ * len(imagined) + number)
        for round_ in range(rounds)
        for _ in sheets
        for number in range(len(imagined))
    ]
    played = playouts(
        view.setting,
        [guess.world for guess, _ in situations],
        [_with(guess.others, view.seat, sheet) for guess, sheet in situations],
        seeds,
        {},
        1,
    )
    own = played.scores[:, view.setting.seats.index(view.seat)] / 1000
    return list(own.reshape(rounds, len(sheets), len(imagined)).swapaxes(0, 1).reshape(len(sheets), -1))


def _with(others: Mapping[str, Sheet], seat: str, sheet: Sheet) -> Mapping[str, Sheet]:
    return {**others, seat: sheet}


def _range(points: Points) -> AimsRange:
    mean, (low, high) = float(points.mean()), np.percentile(points, (10, 90))
    return AimsRange(mean, min(float(low), mean), max(float(high), mean))


@dataclass(frozen=True)
class _Odds:
    """The odds of an order beside the rest of its sheet, computed as in `preview`."""

    view: Perspective
    imagined: tuple[Guess, ...]
    seed: int

    def of(self, rest: Sheet, order: Order) -> Odds | None:
        spec = self.view.setting.order(order.kind)
        if spec.odds is None and spec.chance is None:
            return None
        turns = [
            foretell(
                self.view,
                guess.world,
                _with(guess.others, self.view.seat, (*rest, order)),
                derived_seed(self.seed, number),
            )
            for number, guess in enumerate(self.imagined)
        ]
        return odds_of(self.view, spec, len(rest), turns)
