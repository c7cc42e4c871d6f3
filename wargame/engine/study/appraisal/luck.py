"""Scores without luck: what the sheets of a seat gain over its policy's, each in the position in which it was given.

A seat's expected score is that of its policy, and the expected sum of what its own sheets gain over the policy's (S.
Kakade and J. Langford 2002, Approximately Optimal Approximate Reinforcement Learning, lemma 6.1). Both futures of a
position are played with the same dice, and what dice brought between two positions counts for nothing: scores of games
spread more, because that luck is in them.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from wargame.engine.rules.policies.kinds import MOST_ORDERS
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal.estimates import Values
from wargame.engine.study.appraisal.situations import Numbers, fresh_seeds, openings_of, played, rows_before
from wargame.engine.study.rehearsal.history import History

CONTINUED = 64
"""Games played on from each position with the seat's sheet, and as many with the policy's."""

BY_POLICY = 128
"""Games from the start in which the seat decides by its policy, for each scored game."""


def scores_without_luck(history: History, policies: Mapping[str, str], seat: str) -> Values:
    """Return (n) estimates of a seat's expected score, one from each game. They are independent and have no bias.

    `policies` decided for the other seats; its entry for the seat is what its own sheets are compared with. None of
    them may roll a die that holds for several turns, as `mirror` does: positions are played on by other dice.
    """
    setting = history.setting
    found = _scores_by_policy(setting, policies, seat, history.seeds)
    for turn in range(setting.at.turns):
        games = np.flatnonzero(history.is_played[turn])
        if len(games):
            found[games] += _gains(history, policies, seat, turn, games)
    return found


def _scores_by_policy(setting: Setting, policies: Mapping[str, str], seat: str, seeds: Sequence[int]) -> Values:
    """Return (n) what the seat scores by its policy, on average of other games for each seed."""
    fresh = fresh_seeds(seeds, 0, BY_POLICY)
    found = played(setting, openings_of(setting, fresh), fresh, policies)
    means: Values = found.score(setting, seat).reshape(-1, BY_POLICY).mean(axis=1)
    return means


def _gains(history: History, policies: Mapping[str, str], seat: str, turn: int, games: Numbers) -> Values:
    """Return (games) by how much the seat's sheets of a turn (from 0) raise what it scores by its policy after it."""
    setting = history.setting
    rows = rows_before(history, turn, games).repeat(CONTINUED, axis=0)
    fresh = fresh_seeds([history.seeds[game] for game in games.tolist()], turn + 1, CONTINUED)
    sheets = history.sheets[turn, games, setting.names.states[seat], None, :MOST_ORDERS].repeat(CONTINUED, axis=0)
    by_sheet, by_policy = (
        played(setting, rows, fresh, policies, given).score(setting, seat) for given in ({seat: sheets}, {})
    )
    means: Values = (by_sheet - by_policy).reshape(-1, CONTINUED).mean(axis=1)
    return means
