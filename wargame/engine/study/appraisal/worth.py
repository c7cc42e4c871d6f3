"""The worth of single orders: in situations of games, compared with giving no order in that turn."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np

from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal import first_seeds
from wargame.engine.study.appraisal.choices import NOTHING, Choices, choices_of
from wargame.engine.study.appraisal.estimates import Estimate, Values, mean_of
from wargame.engine.study.appraisal.margins import Margin, margins_of
from wargame.engine.study.appraisal.situations import Numbers, played, rows_before
from wargame.engine.study.rehearsal.history import play

T = TypeVar("T")

DICE = 24
"""Games played on from each situation, with and without an order, by the same dice."""

WORTH = 0.5
"""Points that an order must be worth to count, in the best tenth of the situations in which it can be given."""

BEST_TENTH = 0.1

WAITING = "wait"
"""The class of orders to do nothing, which are left out: worth is measured against no order, so theirs is 0 always."""


@dataclass(frozen=True)
class Worth:
    """The worth of an order of a seat in points.

    `met` are situations in which it could be given; `best_tenth` is its mean worth in the tenth of them that it serves
    best, as chosen by other dice than those that judge. `by_turn` has the mean in each turn with a situation, `hurts`
    the share of games in its best turn that it left worse off. `in_turn` has the mean over all situations of a turn:
    an order is worth nothing where it cannot be given. `margins` are those over the second best thing to do.
    """

    order: str
    price: int
    met: int
    best_tenth: Estimate
    by_turn: dict[int, Estimate]
    hurts: float
    in_turn: Mapping[int, Estimate] = field(default_factory=dict)
    margins: Mapping[int, Margin] = field(default_factory=dict)

    @property
    def best(self) -> Estimate:
        """The mean in its best turn; 0 if it could never be given."""
        return max(self.by_turn.values(), key=lambda one: one.value, default=Estimate(0.0))


def worths(setting: Setting, policies: Mapping[str, str], seat: str, games: int, base: int = 0) -> list[Worth]:
    """Measure every order of a seat, but to wait, in the situations of so many games.

    In both futures the seat decides by its policy from the next turn on; the others always decide by theirs.
    """
    choices = choices_of(setting, seat)
    gains: dict[int, dict[int, Values]] = {number: {} for number in acts(choices)}
    for turn, rows in situations(setting, policies, games, base):
        first = base + first_seeds.DICE_OF_WORTH + turn * 2**28
        seeds = [range(one, one + DICE) for one in range(first, first + len(rows) * DICE, DICE)]
        legal = choices.legal(rows)
        for number, gained in gains_in(choices, policies, rows, seeds, acts(choices)):
            gains[number][turn] = np.full((len(rows), DICE), np.nan)
            gains[number][turn][legal[:, number]] = gained
    margins = _margins(gains)
    return [_worth(choices, number, found, margins[number]) for number, found in gains.items()]


def _margins(gains: Mapping[int, Mapping[int, Values]]) -> dict[int, dict[int, Margin]]:
    """Return the margins of each order by turn, from the gains of all orders by turn (situations, dice)."""
    found: dict[int, dict[int, Margin]] = {number: {} for number in gains}
    for turn in sorted({turn for by_turn in gains.values() for turn in by_turn}):
        numbers = [number for number, by_turn in gains.items() if turn in by_turn]
        for place, margin in margins_of(np.stack([gains[number][turn] for number in numbers])):
            found[numbers[place]][turn] = margin
    return found


def acts(choices: Choices) -> list[int]:
    """Return the numbers of all orders but those to wait."""
    kinds = choices.setting.spec.orders
    return [number for number, row in enumerate(choices.rows) if kinds[row.kind].order_class != WAITING]


def situations(setting: Setting, policies: Mapping[str, str], games: int, base: int) -> Iterator[tuple[int, Numbers]]:
    """Yield each turn with the worlds (n, cells) at its beginning, of games that have not ended."""
    first = base + first_seeds.SITUATIONS_OF_WORTH
    history = play(setting, range(first, first + games), [policies] * games)
    for turn in range(setting.at.turns):
        on = np.flatnonzero(history.is_played[turn])
        if len(on):
            yield turn + 1, rows_before(history, turn, on)


def gains_in(
    choices: Choices, policies: Mapping[str, str], rows: Numbers, seeds: Sequence[Sequence[int]], numbers: Iterable[int]
) -> Iterator[tuple[int, Values]]:
    """Yield each of these orders that is legal in some of the worlds with its gains there (situations, dice).

    `seeds` are those of the games that are played on from each world, equally many.
    """
    setting, seat, dice = choices.setting, choices.seat, len(seeds[0])
    legal = choices.legal(rows)

    def scores(here: Numbers, number: int) -> Values:
        """Return the scores (situations, dice) after a sheet with this order alone."""
        sheet = np.broadcast_to(choices.cells[number], (len(here) * dice, 1, 1, 4))
        fresh = [seed for place in here.tolist() for seed in seeds[place]]
        found = played(setting, rows[here].repeat(dice, axis=0), fresh, policies, {seat: sheet})
        return found.score(setting, seat).reshape(-1, dice)

    without = scores(np.arange(len(rows)), NOTHING)
    for number in numbers:
        here = np.flatnonzero(legal[:, number])
        if len(here):
            yield number, scores(here, number) - without[here]


def _worth(choices: Choices, number: int, found: Mapping[int, Values], margins: Mapping[int, Margin]) -> Worth:
    gains = {turn: everywhere[~np.isnan(everywhere[:, 0])] for turn, everywhere in found.items()}
    by_turn = {turn: mean_of(gained.mean(axis=1)) for turn, gained in gains.items()}
    if gains and all(len(gained) == 1 for gained in gains.values()):
        by_turn = {turn: mean_of(gained[0]) for turn, gained in gains.items()}
    best_turn = max(by_turn, key=lambda turn: by_turn[turn].value, default=0)
    pooled = np.concatenate(list(gains.values())) if gains else np.zeros((0, DICE))
    return Worth(
        order=choices.names[number],
        price=choices.rows[number].price,
        met=len(pooled),
        best_tenth=best_tenth(pooled),
        by_turn=by_turn,
        hurts=float((gains[best_turn] < -0.05).mean()) if gains else 0.0,
        in_turn={turn: mean_of(np.nan_to_num(everywhere).mean(axis=1)) for turn, everywhere in found.items()},
        margins=margins,
    )


def best_tenth(gains: Values) -> Estimate:
    """Give the mean gain (situations, dice) in the best tenth of situations: one half of the dice chooses, one judges.

    Each half chooses once. If the same dice chose and judged, every order would seem better than it is.
    """
    if not len(gains):
        return Estimate(0.0)
    halves = gains[:, ::2].mean(axis=1), gains[:, 1::2].mean(axis=1)
    count = max(1, round(BEST_TENTH * len(gains)))
    chosen = [judge[np.argsort(-chooser, kind="stable")[:count]] for chooser, judge in (halves, halves[::-1])]
    found = np.concatenate(chosen)
    return Estimate(float(found.mean()), mean_of(found).error)


CHEAP = 1
"""Order points up to which an order counts as free or cheap."""

LARGE = 2.0
"""Points of score that count as much for one order."""

HURT = 0.01
"""Share of games that an order may leave worse off and still count as one that hurts in none."""


def is_dominant(one: Worth) -> bool:
    """Tell if an order is cheap, gains much in its best turn, and almost never does harm."""
    return one.price <= CHEAP and one.best.value >= LARGE and one.hurts <= HURT


def worth_of(row: Mapping[str, Any]) -> Worth:
    """Read a worth back from plain values; some that an earlier version stored say less of each turn."""

    def by_turn(key: str, kind: type[T]) -> dict[int, T]:
        return {int(turn): kind(*one) for turn, one in row.get(key, {}).items()}

    figures = {"by_turn": by_turn("by_turn", Estimate), "in_turn": by_turn("in_turn", Estimate)}
    margins = by_turn("margins", Margin)
    return Worth(**{**row, **figures, "margins": margins, "best_tenth": Estimate(*row["best_tenth"])})
