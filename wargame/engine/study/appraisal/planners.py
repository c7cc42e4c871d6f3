"""The scores of a planner, which plays the rules ahead before it decides, and its orders in first turns."""

from collections.abc import Mapping, Sequence

from wargame.engine.perspective.filter import masked_view
from wargame.engine.policies.registry import choose
from wargame.engine.rules.policies.kinds import PLANNER
from wargame.engine.scenario.setting import Setting
from wargame.engine.study.appraisal.luck import scores_without_luck
from wargame.engine.study.rehearsal.history import play
from wargame.engine.turn.openings import opening_worlds
from wargame.engine.turn.sheet import Order


def planned(
    setting: Setting, policies: Mapping[str, str], seat: str, seeds: Sequence[int]
) -> list[tuple[int, float, list[str]]]:
    """Return each seed with the score, without luck, of a planner on this seat and what it orders in the first turn."""
    history = play(setting, seeds, [{**policies, seat: PLANNER}] * len(seeds))
    scores = scores_without_luck(history, policies, seat).tolist()
    opened = [[_named(order) for order in history.orders(0, game)[seat]] for game in range(len(seeds))]
    return list(zip(seeds, scores, opened, strict=True))


def first_orders(setting: Setting, seat: str, seeds: Sequence[int]) -> list[list[str]]:
    """Return for each seed what a planner on this seat orders in the first turn."""
    views = [masked_view(setting, world, seat) for world in opening_worlds(setting, seeds)]
    sheets = [choose(PLANNER, view, seed).sheet for view, seed in zip(views, seeds, strict=True)]
    return [[_named(order) for order in sheet] for sheet in sheets]


def _named(order: Order) -> str:
    return " ".join(filter(None, (order.kind, order.level, order.target, order.partner)))


def most_frequent(openings: Sequence[Sequence[str]]) -> tuple[str, int]:
    """Return the order that was given first most often, and in how many games; "" if none was ever given."""
    counts: dict[str, int] = {}
    for order in (order for opening in openings for order in set(opening)):
        counts[order] = counts.get(order, 0) + 1
    return max(counts.items(), key=lambda one: (one[1], one[0]), default=("", 0))
