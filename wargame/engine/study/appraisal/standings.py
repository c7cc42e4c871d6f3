"""Scores of scripted seats: each policy on a seat, all seats in usual games, and all seats in games of the record."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal.estimates import Estimate, Values, mean_of, ratio_of
from wargame.engine.study.appraisal.situations import Numbers, openings_of, played

COMPARED = ("hold", "random", "mirror", "empirical", "hawk", "dove")
FROM_THE_RECORD = "historical"

ALL = "all"
"""Stands for all endings among means by ending."""


def policy_scores(
    setting: Setting, policies: Mapping[str, str], seat: str, seeds: Sequence[int]
) -> dict[str, Estimate]:
    """Return the mean score of each scripted policy on a seat; the other seats keep their own policies."""
    rows = openings_of(setting, seeds)
    return {
        name: mean_of(played(setting, rows, seeds, {**policies, seat: name}).score(setting, seat)) for name in COMPARED
    }


def usual_games(setting: Setting, policies: Mapping[str, str], seeds: Sequence[int]) -> dict[str, Any]:
    """Play games by the usual policies and return what they say of all seats.

    `highest`: the share of games in which each seat scores highest; `stake`: what the ending explains of each seat's
    score; `means`: what each seat scores on average, by ending and in `all`.
    """
    end = played(setting, openings_of(setting, seeds), seeds, policies)
    scores = {seat: end.score(setting, seat) for seat in setting.seats}
    return {
        "highest": {seat: mean_of(end.leads[:, number]) for number, seat in enumerate(setting.seats)},
        "stake": {seat: explained_by(end.endings, found) for seat, found in scores.items()},
        "means": {seat: _means(setting, end.endings, found) for seat, found in scores.items()},
    }


def explained_by(endings: Numbers, scores: Values) -> Estimate:
    """Return the share of the variance of scores (n) that lies between endings, corrected for the number of endings.

    That is epsilon squared (T. L. Kelley 1935, An unbiased correlation ratio measure); the error is that of a ratio.
    """
    kinds, groups = np.unique(endings, return_inverse=True)
    games, count = len(scores), len(kinds)
    if games <= count:
        return Estimate(0.0)
    means = np.bincount(groups, weights=scores) / np.bincount(groups)
    whole, within = (scores - scores.mean()) ** 2, (scores - means[groups]) ** 2
    share, error = ratio_of(whole - within, whole)
    return Estimate(1 - (1 - share) * (games - 1) / (games - count) if whole.any() else 0.0, error)


def _means(setting: Setting, endings: Numbers, scores: Values) -> dict[str, float]:
    keys = [ending.key for ending in setting.spec.endings]
    by_ending = {keys[one]: float(scores[endings == one].mean()) for one in np.unique(endings[endings >= 0]).tolist()}
    return {**by_ending, ALL: float(scores.mean())}


def games_of_the_record(setting: Setting, seeds: Sequence[int]) -> dict[str, dict[str, Estimate]]:
    """Return the share of each of the `endings`, and the score of each seat (`scores`), if every seat keeps to the
    record.

    Return nothing without a record.
    """
    if not setting.spec.record:
        return {}
    policies = dict.fromkeys(setting.seats, FROM_THE_RECORD)
    found = played(setting, openings_of(setting, seeds), seeds, policies)
    return {
        "endings": {
            ending.key: mean_of((found.endings == number).astype(np.float64))
            for number, ending in enumerate(setting.spec.endings)
        },
        "scores": {seat: mean_of(found.score(setting, seat)) for seat in setting.seats},
    }
