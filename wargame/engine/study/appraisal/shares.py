"""How much of the ending and of its own score a seat's own orders explain: a decomposition of variance.

The orders of the seat, those of the others, and the dice are three inputs of a game, drawn apart from each other:
orders as scripted seats gave them in other games. Two games that share an input and nothing else tell what it
explains alone; two that share all but it, what it explains together with the others (I. M. Sobol 1993; A. Saltelli
and others 2010, Computer Physics Communications 181).
"""

from collections.abc import Mapping

import numpy as np

from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal.estimates import Estimate, Values, ratio_of
from wargame.engine.study.appraisal.situations import Numbers, Played, opening_rows, played
from wargame.engine.study.rehearsal.history import play

FIRST_DONOR, FIRST_DICE = 2**33, 2**34
WIDTH = 3


def orders_given(setting: Setting, policies: Mapping[str, str], count: int, base: int = 0) -> dict[str, Numbers]:
    """Give what each seat ordered (n, turns, orders, SHEET_WIDTH) in games of scripted seats."""
    first = base + FIRST_DONOR
    history = play(setting, range(first, first + count), [policies] * count)
    return {seat: history.sheets[:, :, setting.names.states[seat], :WIDTH].swapaxes(0, 1) for seat in setting.seats}


def own_shares(
    setting: Setting, policies: Mapping[str, str], seat: str, games: int, base: int = 0
) -> dict[str, dict[str, Estimate]]:
    """Give by "ending" and "score" the share that the seat's own orders explain: `alone`, and `with_interactions`."""
    given = orders_given(setting, policies, games, base)
    number, worlds = np.arange(games), opening_rows(setting, games)
    # Inputs of the first and the second game: which donors, and which dice with which opening.
    own, others = donors(games)
    dice = ((number, number), (number + games, number + 1))

    def play_with(ours: Numbers, theirs: Numbers, chance: tuple[Numbers, Numbers]) -> Played:
        rolled, opened = chance
        plans = {code: sheets[ours if code == seat else theirs] for code, sheets in given.items()}
        seeds = [base + FIRST_DICE + one for one in rolled.tolist()]
        return played(setting, worlds[opened % games], seeds, policies, plans)

    first, second = (play_with(own[k], others[k], dice[k]) for k in range(2))
    crossed = [play_with(own[k], others[1 - k], dice[1 - k]) for k in range(2)]
    measured = {"ending": lambda one: as_flags(setting, one), "score": lambda one: one.score(setting, seat)[:, None]}
    return {name: shares_of(*map(values, (first, second, *crossed))) for name, values in measured.items()}


def donors(games: int) -> tuple[tuple[Numbers, Numbers], tuple[Numbers, Numbers]]:
    """Give the games (n,) that lend the seat's own orders to the first game and to the second, and those that lend the
    others theirs: four different ones each time, and each as often as any other.

    The error counts games as independent. With fewer donors than games they were not.
    """
    each, quarter = np.arange(games), games // 4
    own, own_second, others, others_second = ((each + quarter * turned) % games for turned in range(4))
    return (own, own_second), (others, others_second)


def as_flags(setting: Setting, games: Played) -> Values:
    """Give (n, endings) 1 where a game ended so: the spread of all of them together is that of the ending."""
    flags: Values = (games.endings[:, None] == np.arange(len(setting.spec.endings))).astype(np.float64)
    return flags


def shares_of(first: Values, second: Values, own_first: Values, own_second: Values) -> dict[str, Estimate]:
    """Give shares from games (n, values): `own_first` has the orders of `first` and all else of `second`."""
    mean = (first + second + own_first + own_second).mean(axis=0) / 4
    spread = sum(((one - mean) ** 2).sum(axis=1) for one in (first, second, own_first, own_second)) / 4
    alone = ((first - mean) * (own_first - mean) + (second - mean) * (own_second - mean)).sum(axis=1) / 2
    together = ((first - own_second) ** 2 + (second - own_first) ** 2).sum(axis=1) / 4
    return {"alone": ratio_of(alone, spread), "with_interactions": ratio_of(together, spread)}
