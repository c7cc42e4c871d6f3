"""By how much the odds told of an order exceed what comes: cases are gathered until the figure can be judged."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from wargame.engine.perspective.filter import masked_view
from wargame.engine.previews import preview
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal.calibration import came, has_odds, weighed_last
from wargame.engine.study.appraisal.estimates import Estimate, ratio_of
from wargame.engine.study.appraisal.thresholds import THRESHOLDS
from wargame.engine.study.rehearsal.history import History, play
from wargame.engine.world.dice import derived_seed

FEWEST_CASES = 100
"""The fewest cases of an order for which the bias of its odds is judged."""

CERTAIN = 0.012
"""The error at which a bias can be certain enough to be held against its threshold."""

EXACT = 0.006
"""The error at which a bias is judged however near to its threshold it is."""

THRESHOLD = THRESHOLDS["odds_bias"].high

GAMES_AT_ONCE = 50

DICE = 32
"""Adjudications of each situation: a forecast is a chance, and one throw says little about a chance."""

Misses = list[tuple[float, int]]
"""For each game with cases of an order: the sum of the forecast less the share that came, and the cases."""


def misses_in(setting: Setting, policies: Mapping[str, str], seat: str, seeds: Sequence[int]) -> dict[str, Misses]:
    """Gather cases of the seat's orders with odds by kind and level, from scripted games by these seeds.

    It ends when the bias of each is certain, with the last seed at the latest.
    """
    found: dict[str, Misses] = {}
    for begun in range(0, len(seeds), GAMES_AT_ONCE):
        enough = {name for name, misses in found.items() if is_certain(misses)}
        if enough >= _names(setting, seat):
            break
        batch = seeds[begun : begun + GAMES_AT_ONCE]
        history = play(setting, batch, [policies] * len(batch))
        for game in range(len(batch)):
            for name, misses in _in_game(history, game, seat, enough).items():
                found.setdefault(name, []).append((sum(misses), len(misses)))
    return found


def _names(setting: Setting, seat: str) -> set[str]:
    """Name the orders with odds that a seat can give, as cases are named."""
    orders = [spec for spec in setting.spec.orders if has_odds(spec) and seat in spec.seats]
    return {f"{spec.kind} {level.key}".strip() for spec in orders for level in spec.levels}


def _in_game(history: History, game: int, seat: str, enough: set[str]) -> dict[str, list[float]]:
    """Return the forecast less the share that came, of each order with odds that the seat gave in a game."""
    found: dict[str, list[float]] = {}
    for turn in range(int(history.is_played[:, game].sum())):
        sheets = history.orders(turn, game)
        for slot, order in enumerate(sheets[seat]):
            name = f"{order.kind} {order.level}".strip()
            if has_odds(history.setting.order(order.kind)) and name not in enough:
                found.setdefault(name, []).extend(_missed(history, game, turn, seat, slot))
    return {name: misses for name, misses in found.items() if misses}


def _missed(history: History, game: int, turn: int, seat: str, slot: int) -> Iterator[float]:
    """Yield the forecast chance of one order less the share of dice by which it came, if it had a forecast and a
    roll."""
    setting, seed, world = history.setting, history.seeds[game], history.world(turn, game)
    sheets = history.orders(turn, game)
    told = preview(masked_view(setting, world, seat), sheets[seat], slot, seed, rollouts=1).odds
    if told is None or told.turn:
        # Dice of this turn cannot judge odds of a later one.
        return
    dice = [derived_seed(seed, number) for number in range(DICE)]
    if results := came(setting, world, {**sheets, seat: weighed_last(sheets[seat], slot)}, seat, dice):
        yield told.in_100 / 100 - sum(results) / len(results)


def bias_of(misses: Iterable[tuple[float, int]]) -> tuple[Estimate, int]:
    """Return the mean of the forecasts less the results, and the number of cases.

    Games are independent, cases of one game are not.
    """
    sums, cases = np.array(list(misses), dtype=np.float64).reshape(-1, 2).T
    return ratio_of(sums, cases), int(cases.sum())


def is_certain(misses: Misses) -> bool:
    """Return whether cases suffice to judge an order's bias: whether its threshold is an error away or more.

    A scenario has some fifty orders with odds: with an error of .012 and no bias at all, one in two scenarios had an
    order beyond .03.
    """
    bias, cases = bias_of(misses)
    if cases < FEWEST_CASES or bias.error is None:
        return False
    is_apart = abs(abs(bias.value) - THRESHOLD) >= bias.error
    return bias.error <= EXACT or (bias.error <= CERTAIN and is_apart)
