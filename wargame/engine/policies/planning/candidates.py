"""The orders that a planner may choose from, and how inclined its pack makes it to each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from wargame.engine.perspective.filter import Perspective
from wargame.engine.policies.scripted import game_of
from wargame.engine.rules.game import Game, contradict, meet
from wargame.engine.rules.policies.replies import pull_of
from wargame.engine.rules.policies.sheets import may_give, weigh_leanings
from wargame.engine.scenario.setting import Setting
from wargame.engine.turn.sheet import Order, Sheet
from wargame.engine.world.script_rows import CandidateRow
from wargame.engine.world.table_rows import LevelRow

TAGS = LevelRow._fields[LevelRow._fields.index("commits") : LevelRow._fields.index("covers")]
"""Columns of a level that say what it is besides its effects."""


@dataclass(frozen=True)
class Candidate:
    """A legal order with its cost and the seat's inclination to it (a relative weight).

    `excludes` are those of the pool that cannot stand beside it: what it contradicts, and orders of its class that are
    aimed at a state in common, of which a sheet holds only one.
    """

    order: Order
    cost: int
    weight: int
    number: int
    excludes: frozenset[Order] = frozenset()


def candidates(view: Perspective) -> tuple[Candidate, ...]:
    """Give every legal order of the seat this turn that does anything, weighed by the pack's leanings."""
    game, setting, seat = game_of(view, 0), view.setting, view.index
    weigh_leanings(game, seat)
    first = setting.tables.scripts[seat].candidates_from
    rows = [(number, setting.tables.candidates[first + number]) for number in legal_numbers(view)]
    return tuple(_candidate(setting, number, row, pull_of(game, row, 0)) for number, row in rows)


@lru_cache(maxsize=8)
def legal_numbers(view: Perspective) -> tuple[int, ...]:
    """Return the numbers of the legal orders that do anything this turn, counted among all of the seat's orders.

    A planner asks twice, once to look at each order now and once to plan ahead.
    """
    game, seat = game_of(view, 0), view.index
    script = game.tables.scripts[seat]
    first, end = script.candidates_from, script.candidates_to
    return tuple(k - first for k in range(first, end) if may_give(game, seat, 0, k) and not _is_idle(game, k))


def _is_idle(game: Game, number: int) -> bool:
    """Say whether an order says only that nothing is done: beside others it would stand there for no reason."""
    row = game.tables.candidates[number]
    order = game.tables.orders[row.kind]
    level = game.tables.levels[order.level_from + row.level]
    spans = (
        (order.effect_from, order.effect_to),
        (order.success_from, order.success_to),
        (order.failure_from, order.failure_to),
        (level.effect_from, level.effect_to),
        (level.ordered_from, level.ordered_to),
        (level.worked_from, level.worked_to),
    )
    moves = level.severity or level.later_row >= 0 or level.on_list >= 0 or any(getattr(level, tag) for tag in TAGS)
    return not moves and all(first == end for first, end in spans)


def with_exclusions(view: Perspective, pool: Sequence[Candidate]) -> list[Candidate]:
    """Note with each order of a pool which others of it cannot stand beside it."""
    tables, excluded = view.setting.plain, defaultdict[Order, set[Order]](set)
    first = tables.scripts[view.index].candidates_from
    rows = [(candidate.order, tables.candidates[first + candidate.number]) for candidate in pool]
    for (one, row), (other, beside) in combinations(rows, 2):
        is_shared = row.order_class == beside.order_class and meet(tables, row.target, beside.target)
        if is_shared or contradict(tables, row.level_row, row.target, beside.level_row, beside.target):
            excluded[one].add(other)
            excluded[other].add(one)
    return [replace(candidate, excludes=frozenset(excluded[candidate.order])) for candidate in pool]


def sheet_of(chosen: Iterable[Candidate]) -> Sheet:
    return tuple(candidate.order for candidate in chosen)


def _candidate(setting: Setting, number: int, row: CandidateRow, weight: int) -> Candidate:
    spec = setting.spec.orders[row.kind]
    order = Order(spec.kind, spec.levels[row.level].key, setting.blocs[row.target], setting.blocs[row.partner])
    return Candidate(order, row.price, weight, number)
