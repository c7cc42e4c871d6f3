"""Orders of one sheet that contradict each other, by the scenario's table."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from wargame.engine.scenario.setting import Setting
from wargame.engine.study.rehearsal.history import play
from wargame.engine.turn.contradictions import contradiction


def contradictions(setting: Setting, policies: Mapping[str, str], seeds: Sequence[int]) -> list[int]:
    """Return for each game how many pairs of orders contradict each other within the sheets of all seats."""
    history = play(setting, seeds, [policies] * len(seeds))
    found = []
    for game in range(len(seeds)):
        turns = int(history.is_played[:, game].sum())
        sheets = [sheet for turn in range(turns) for sheet in history.orders(turn, game).values()]
        pairs = [pair for sheet in sheets for pair in combinations(sheet, 2)]
        found.append(sum(contradiction(setting.spec, *pair) is not None for pair in pairs))
    return found
