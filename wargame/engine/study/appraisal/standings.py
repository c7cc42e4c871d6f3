"""How scripted seats fare: each policy on a seat, which seat fares best, and how games of the record end."""

from collections.abc import Mapping, Sequence

import numpy as np

from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal.estimates import Estimate, mean_of
from wargame.engine.study.appraisal.situations import openings_of, played

COMPARED = ("hold", "random", "mirror", "empirical", "hawk", "dove")
FROM_THE_RECORD = "historical"


def policy_scores(
    setting: Setting, policies: Mapping[str, str], seat: str, seeds: Sequence[int]
) -> dict[str, Estimate]:
    """Return the mean score of each scripted policy on a seat; the other seats keep their own policies."""
    rows = openings_of(setting, seeds)
    return {
        name: mean_of(played(setting, rows, seeds, {**policies, seat: name}).score(setting, seat)) for name in COMPARED
    }


def fares_best(setting: Setting, policies: Mapping[str, str], seeds: Sequence[int]) -> dict[str, Estimate]:
    """Return the share of games in which each seat scores highest; equal scores share a game."""
    scores = played(setting, openings_of(setting, seeds), seeds, policies).scores
    leads = scores == scores.max(axis=1, keepdims=True)
    shares = leads / leads.sum(axis=1, keepdims=True)
    return {seat: mean_of(shares[:, number]) for number, seat in enumerate(setting.seats)}


def endings_of_the_record(setting: Setting, seeds: Sequence[int]) -> dict[str, Estimate]:
    """Return how often each ending comes if every seat keeps to the record; nothing without a record."""
    if not setting.spec.record:
        return {}
    policies = dict.fromkeys(setting.seats, FROM_THE_RECORD)
    endings = played(setting, openings_of(setting, seeds), seeds, policies).endings
    return {
        ending.key: mean_of((endings == number).astype(np.float64))
        for number, ending in enumerate(setting.spec.endings)
    }
