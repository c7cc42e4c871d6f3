"""An act: an accepted order with everything the other rule families ask about it."""

from typing import NamedTuple

from wargame.engine.rules.game import Game, orders_filed, scale
from wargame.engine.world.cells import familiarity_cell, filed_order, order_result, relation_cell
from wargame.engine.world.layout import NO_ORDER, REFUSED, Layout
from wargame.engine.world.rule import inner_rule, rule
from wargame.engine.world.tables import CONTESTED

LONGEST_MEMORY = 15
GRUDGE = 1000
"""A level of MID hostility as grudges count it."""
WIDEST = 200_000
"""The most that a state can stand better to one than to another."""


class Act(NamedTuple):
    """`kind` is -1 where no order was carried out; `level` is a row of `Tables.levels`; `claimants` a bit mask.

    `surprise` is what habituation leaves (1/1024); `felt` is the severity after it (milli-points).
    """

    seat: int
    slot: int
    kind: int
    level: int
    target: int
    partner: int
    claimants: int
    status: int
    noticed: int
    surprise: int
    felt: int


class Kept(NamedTuple):
    """An order of last turn: its row of `Tables.levels` and its parts (-1 for nobody)."""

    level: int
    target: int
    partner: int


@rule
def packed_kept(at: Layout, order: Kept) -> int:
    """Write an order of last turn as one number above 0; `unpacked_kept` reads it."""
    parts = at.states + 1
    return 1 + (order.level * parts + order.target + 1) * parts + order.partner + 1


@rule
def unpacked_kept(at: Layout, number: int) -> Kept:
    """Read an order of last turn."""
    parts = at.states + 1
    left = (number - 1) // parts
    return Kept(left // parts, left % parts - 1, (number - 1) % parts - 1)


@rule
def seen_cell(g: Game, seat: int, kind: int, target: int) -> int:
    """Find the count of how often this class of act was seen; without a target it is counted at the actor."""
    return familiarity_cell(g.at, seat, g.tables.orders[kind].order_class, target if target >= 0 else seat)


@inner_rule
def act_of(g: Game, seat: int, slot: int) -> Act:
    """Read one slot of a sheet as an act."""
    filed, result = filed_order(g.at, g.now, seat, slot), order_result(g.at, g.now, seat, slot)
    status = result.status
    if status in (NO_ORDER, REFUSED):
        return Act(seat, slot, -1, -1, -1, -1, 0, status, 0, 0, 0)
    kind, target = filed.kind, filed.target
    order = g.tables.orders[kind]
    level = order.level_from + filed.level
    surprise = g.tables.habituation[min(g.now[seen_cell(g, seat, kind, target)], LONGEST_MEMORY)]
    felt = scale(surprise, g.tables.levels[level].severity)
    return Act(
        seat, slot, kind, level, target, filed.partner, order.claimed_by, status, result.detected, surprise, felt
    )


@rule
def level_of(g: Game, seat: int, slot: int) -> int:
    """Find the level of an accepted order without the rest of the act, a row of `Tables.levels`, or -1 for none."""
    if order_result(g.at, g.now, seat, slot).status in (NO_ORDER, REFUSED):
        return -1
    filed = filed_order(g.at, g.now, seat, slot)
    return g.tables.orders[filed.kind].level_from + filed.level


@rule
def denied(g: Game, kind: int) -> int:
    """Give the share (1/1024) of an act of this kind that its denial takes away where nobody doubts that."""
    return g.tables.dials.denial if g.tables.orders[kind].visibility == CONTESTED else 0


@rule
def leaning(g: Game, state: int, actor: int, target: int) -> int:
    """Give how much better a state stands to the actor than to the target: above 0 it takes the actor's word."""
    better: int = g.now[relation_cell(g.at, state, actor)] - g.now[relation_cell(g.at, state, target)]
    return better


@rule
def felt_by(g: Game, act: Act, state: int, amount: int) -> int:
    """Give how much of an amount an act at a target is to a third state.

    A denied act is less to it by half of the denial's share if it leans to neither side, by more towards the actor's.
    """
    lost = denied(g, act.kind)
    if lost == 0:
        return amount
    return amount - scale(lost * (WIDEST + leaning(g, state, act.seat, act.target)) // (2 * WIDEST), amount)


@rule
def supports(g: Game, ally: int, victim: int) -> bool:
    """Say whether one state gave another support this turn, by an order marked as such."""
    for slot in range(orders_filed(g, ally)):
        level = level_of(g, ally, slot)
        is_at_victim = filed_order(g.at, g.now, ally, slot).target == victim
        if level >= 0 and is_at_victim and g.tables.levels[level].supports:
            return True
    return False
