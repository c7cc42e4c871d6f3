"""Orders of one sheet that contradict each other, by the scenario's table."""

from itertools import combinations

from wargame.engine.study.rehearsal.history import History
from wargame.engine.turn.contradictions import contradiction


def contradictions(history: History) -> list[int]:
    """Return for each game how many pairs of orders contradict each other within the sheets of all seats."""
    found = []
    for game in range(len(history.seeds)):
        turns = int(history.is_played[:, game].sum())
        sheets = [sheet for turn in range(turns) for sheet in history.orders(turn, game).values()]
        pairs = [pair for sheet in sheets for pair in combinations(sheet, 2)]
        found.append(sum(contradiction(history.setting.spec, *pair) is not None for pair in pairs))
    return found
