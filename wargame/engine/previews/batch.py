"""What every order on offer would do for its seat's own aims, told in one batch: a sheet, and what may be added to it.

All sheets are played on from the same imagined situations with the same dice, so that two of them differ by their
orders alone. What scripted seats do anyway happens with and without an order, and is no effect of it.
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
"""Futures in which each sheet is played; orders that differ by a point or two stand apart in so many."""
PLAIN_FUTURES = 12
"""How many while the compiled rules are not at hand."""
GUESSES = 24
"""Imagined situations that the futures are shared among, those of `preview`: it tells an order the same odds."""
PLAIN_GUESSES = 12

Points = npt.NDArray[np.float64]


@dataclass(frozen=True)
class AimsRange:
    """Points of the weighted total of a seat's aims: the mean, and what holds the middle 80 of 100 futures."""

    mean: float
    low: float
    high: float


@dataclass(frozen=True)
class ToldOrder:
    """One order: its odds, None where it has none, and by how much it moves the total of the seat's aims."""

    order: Order
    odds: Odds | None
    aims: AimsRange


@dataclass(frozen=True)
class ToldSheet:
    """A draft sheet with what may be added to it.

    `whole` is where the aims stand after the turn with the sheet, `without` where they do without any order.
    `chosen` are the orders of the sheet in its order, each against the sheet without it; `offered` are added to it.
    """

    whole: AimsRange
    without: AimsRange
    chosen: tuple[ToldOrder, ...]
    offered: tuple[ToldOrder, ...]
    futures: int


def tell(
    view: Perspective, sheet: Sheet, offered: Sequence[Order], seed: int, futures: int = FUTURES, *, odds: bool = True
) -> ToldSheet:
    """Tell what each order of a sheet does for the seat's aims in this turn, and each of those offered if added.

    The same view, sheet, offers and seed give the same answer; `odds=False` leaves out the odds, which take longest.
    An order that the situation does not allow is refused in the futures, and changes nothing. Raises OrderError for one
    that the scenario does not have.
    """
    compiled = is_compiled()
    count = futures if compiled else min(futures, PLAIN_FUTURES)
    imagined = tuple(guesses(view, seed, GUESSES if compiled else PLAIN_GUESSES))
    rests = [(*sheet[:slot], *sheet[slot + 1 :]) for slot in range(len(sheet))]
    # An order that is weighed comes last: dice are keyed by slot, so every other order keeps its own.
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
    """Give the total of the seat's aims after the turn, in points: for each sheet a row of the same futures."""
    situations = [(guess, sheet) for sheet in sheets for guess in imagined]
    rounds = max(1, count // len(imagined))
    # The situations are taken in turn, a round of all sheets after the other.
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
    """The odds of an order beside the rest of its sheet, as `preview` tells them."""

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
