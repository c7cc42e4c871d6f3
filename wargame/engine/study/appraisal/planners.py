"""The scores of a planner, which plays the rules ahead before it decides, and its orders turn by turn."""

from collections.abc import Mapping, Sequence

from wargame.engine.perspective.filter import masked_view
from wargame.engine.policies.registry import choose
from wargame.engine.rules.policies.kinds import PLANNER
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal.choices import named
from wargame.engine.study.appraisal.luck import scores_without_luck
from wargame.engine.study.rehearsal.history import play
from wargame.engine.turn.openings import opening_worlds


def planned(
    setting: Setting, policies: Mapping[str, str], seat: str, seeds: Sequence[int]
) -> list[tuple[int, float, list[str], list[list[str]]]]:
    """Return each seed with the score, without luck, of a planner on this seat, what it orders in the first turn, and
    what it orders in each later turn until the game ends.
    """
    history = play(setting, seeds, [{**policies, seat: PLANNER}] * len(seeds))
    scores = scores_without_luck(history, policies, seat).tolist()
    found = []
    for game, (seed, score) in enumerate(zip(seeds, scores, strict=True)):
        turns = int(history.is_played[:, game].sum())
        first, *later = ([named(order) for order in history.orders(turn, game)[seat]] for turn in range(turns))
        found.append((seed, score, first, later))
    return found


def first_orders(setting: Setting, seat: str, seeds: Sequence[int]) -> list[list[str]]:
    """Return for each seed what a planner on this seat orders in the first turn."""
    views = [masked_view(setting, world, seat) for world in opening_worlds(setting, seeds)]
    sheets = [choose(PLANNER, view, seed).sheet for view, seed in zip(views, seeds, strict=True)]
    return [[named(order) for order in sheet] for sheet in sheets]


def most_frequent(sheets: Sequence[Sequence[str]]) -> tuple[str, int]:
    """Return the order that was given in most games, of a sheet each, and in how many; "" if none was ever given."""
    counts: dict[str, int] = {}
    for order in (order for sheet in sheets for order in set(sheet)):
        counts[order] = counts.get(order, 0) + 1
    return max(counts.items(), key=lambda one: (one[1], one[0]), default=("", 0))
