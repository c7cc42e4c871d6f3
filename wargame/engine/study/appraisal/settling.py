"""When a game is decided: how uncertain the ending still is when each turn begins."""

from collections.abc import Mapping, Sequence

import numpy as np

from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal.estimates import Estimate, Values, mean_of, ratio_of
from wargame.engine.study.appraisal.situations import Numbers, fresh_seeds, played, rows_before
from wargame.engine.study.rehearsal.history import play

CONTINUED = 100
"""How often a game is played on from one situation."""


def uncertainties(setting: Setting, policies: Mapping[str, str], seeds: Sequence[int]) -> list[list[float]]:
    """Return (n, turns) how uncertain the ending of each seed's game is when each turn begins, in bits.

    From every situation other games are played to their endings. After the ending nothing is uncertain.
    """
    history = play(setting, seeds, [policies] * len(seeds))
    found = np.zeros((len(seeds), setting.at.turns), dtype=np.float64)
    for turn in range(setting.at.turns):
        games = np.flatnonzero(history.is_played[turn])
        if not len(games):
            continue
        rows = rows_before(history, turn, games).repeat(CONTINUED, axis=0)
        fresh = fresh_seeds([seeds[game] for game in games.tolist()], turn, CONTINUED)
        endings = played(setting, rows, fresh, policies).endings
        found[games, turn] = [bits(one) for one in endings.reshape(len(games), CONTINUED)]
    listed: list[list[float]] = found.tolist()
    return listed


def bits(endings: Numbers) -> float:
    """Return the entropy of endings in bits, with the correction of Miller and Madow for small samples."""
    counts = np.unique(endings, return_counts=True)[1]
    shares = counts / counts.sum()
    return float(-(shares * np.log2(shares)).sum() + (len(counts) - 1) / (2 * len(endings) * np.log(2)))


def ending_bits(found: Values) -> list[Estimate]:
    """Return the mean uncertainty when each turn begins, from (n, turns)."""
    return [mean_of(found[:, turn]) for turn in range(found.shape[1])]


def settled(found: Values) -> list[Estimate]:
    """Return the share of the opening uncertainty that is gone when each turn from the second on begins."""
    opening = found[:, 0]
    return [ratio_of(opening - found[:, turn], opening) for turn in range(1, found.shape[1])]


def settled_by_turn(found: Values) -> list[Estimate]:
    """Return the share of the opening uncertainty that each turn removes; the last one removes the rest."""
    ends = np.column_stack([found[:, 1:], np.zeros(len(found))])
    return [ratio_of(found[:, turn] - ends[:, turn], found[:, 0]) for turn in range(found.shape[1])]
