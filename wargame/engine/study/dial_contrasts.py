"""A scenario under two settings of its dials: whole games from its opening, played in pairs with the same dice."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from wargame.engine.playouts.playouts import begin, played_out
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.aggregate import Aggregate, merged
from wargame.engine.study.comparisons import Contrast
from wargame.engine.study.ensemble import AT_ONCE, blank_tally, followed, read_tally
from wargame.engine.study.named_figures import Figures, figures, usual_measures
from wargame.engine.study.paired_runs import pairs_of
from wargame.engine.turn.openings import opening_worlds
from wargame.engine.world.dice import refuse_seeds


def contrast_settings(settings: tuple[Setting, Setting], seeds: Sequence[int], policies: Mapping[str, str]) -> Contrast:
    """Play a scenario once for each seed under both settings, which differ in dials alone, and count what differs.

    The seed draws the hidden truths of a pair, the same in both games, and all their rolls. Contrasts of disjoint seeds
    add up. Raises ValueError for a seed outside 0..2**128-1.
    """
    refuse_seeds(seeds)
    measures = usual_measures(settings[0])
    portions = []
    for start in range(0, len(seeds), AT_ONCE):
        portion = seeds[start : start + AT_ONCE]
        (first, one), (second, other) = (_played(setting, portion, policies, measures) for setting in settings)
        portions.append(Contrast(first, second, pairs_of(measures, one, other)))
    return merged(portions)


def _played(
    setting: Setting, seeds: Sequence[int], policies: Mapping[str, str], measures: Sequence[str]
) -> tuple[Aggregate, Figures]:
    """Games from openings of their own: how they spread, and what each came to."""
    turns, counted = len(setting.spec.turns), followed(setting)
    tally: Any = np.array(blank_tally(setting, counted, turns), dtype=np.int64)
    worlds = opening_worlds(setting, seeds)
    games = begin(setting, worlds, [{}] * len(worlds), seeds, [policies])
    played = played_out(setting, games._replace(tally=tally))
    return read_tally(setting, counted, 1, len(seeds), tally), figures(setting, played, measures)
