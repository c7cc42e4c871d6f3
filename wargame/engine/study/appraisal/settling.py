"""When a game is decided: how uncertain the ending still is when each turn begins, and whether seats come back."""

from collections.abc import Mapping, Sequence

import numpy as np

from wargame.engine.rules.scores import seat_score
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal.estimates import Estimate, Values, mean_of, ratio_of
from wargame.engine.study.appraisal.situations import Numbers, fresh_seeds, played, rows_before
from wargame.engine.study.named_figures import POINT
from wargame.engine.study.rehearsal.history import History, play

CONTINUED = 100
"""Games played on from one situation."""

BEHIND = 8.0
"""Points less than usual that a seat has to expect at half time where it counts as behind."""


def courses(setting: Setting, policies: Mapping[str, str], seeds: Sequence[int]) -> list[dict[str, list[float]]]:
    """Return for the game of each seed how it goes: other games are played on from every situation to their endings.

    `bits`: how uncertain the ending is when each turn begins; after the ending nothing is uncertain. `expected`: the
    score that each seat has to expect at half time, nothing if the game is over then; `scores`: what it ends with.
    """
    history, half = play(setting, seeds, [policies] * len(seeds)), setting.at.turns // 2
    found: list[dict[str, list[float]]] = [
        {"bits": [0.0] * setting.at.turns, "expected": [], "scores": _scores(history, game)}
        for game in range(len(seeds))
    ]
    for turn in range(setting.at.turns):
        games = np.flatnonzero(history.is_played[turn])
        if not len(games):
            continue
        rows = rows_before(history, turn, games).repeat(CONTINUED, axis=0)
        fresh = fresh_seeds([seeds[game] for game in games.tolist()], turn, CONTINUED)
        ends = played(setting, rows, fresh, policies)
        scores = ends.scores.reshape(len(games), CONTINUED, -1).mean(axis=1).tolist()
        for game, endings, expected in zip(games, ends.endings.reshape(-1, CONTINUED), scores, strict=True):
            found[game]["bits"][turn] = bits(endings)
            if turn == half:
                found[game]["expected"] = expected
    return found


def _scores(history: History, game: int) -> list[float]:
    """Return the score of each seat at the end of a game, in points."""
    setting, end = history.setting, history.rows[-1, game].tolist()
    places = [setting.names.states[seat] for seat in setting.seats]
    return [seat_score(setting.plain, setting.at, end, place) / POINT for place in places]


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


def comebacks(expected: Values, scores: Values) -> tuple[Estimate, int]:
    """Return the share of seats behind at half time that end at their usual score or above, and how many lay behind.

    Both arrays are (games, seats). A seat is behind by `BEHIND` points below the mean of what it has to expect.
    """
    behind = expected <= expected.mean(axis=0) - BEHIND
    back = behind & (scores >= scores.mean(axis=0))
    by_game = [flags.sum(axis=1).astype(np.float64) for flags in (back, behind)]
    return ratio_of(*by_game), int(behind.sum())
