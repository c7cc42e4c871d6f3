"""An act: an accepted order at one of its targets, with everything the other rule families ask about it."""

from typing import NamedTuple

from wargame.engine.rules.game import Game, bit, named, orders_filed, scale
from wargame.engine.world.cells import familiarity_cell, filed_order, order_result, relation_cell
from wargame.engine.world.layout import NO_ORDER, REFUSED, Layout
from wargame.engine.world.rule import inner_rule, lowest, rule
from wargame.engine.world.tables import CONTESTED, COVERT, PRIVATE

LONGEST_MEMORY = 15
GRUDGE = 1000
"""A level of MID hostility as grudges count it."""
WIDEST = 200_000
"""The most that a state can stand better to one than to another."""


class Act(NamedTuple):
    """`kind` is -1 where no order was carried out; `level` is a row of `Tables.levels`; `target` a state, -1 for none.

    An order at several targets is an act at each of them; at the first `is_first` is 1, and what an order does once is
    done with it. `targets`, all that it names, `partners` and `claimants` are bit masks. `surprise` is what habituation
    leaves (1/1024); `felt` is the severity after it (milli-points).
    """

    seat: int
    slot: int
    kind: int
    level: int
    target: int
    is_first: int
    targets: int
    partners: int
    claimants: int
    status: int
    noticed: int
    surprise: int
    felt: int


class Kept(NamedTuple):
    """An order of last turn: its row of `Tables.levels`, and the blocs that it named (-1 for nobody)."""

    level: int
    target: int
    partner: int


@rule
def packed_kept(at: Layout, order: Kept) -> int:
    """Write an order of last turn as one number above 0; `unpacked_kept` reads it."""
    parts = at.blocs + 1
    return 1 + (order.level * parts + order.target + 1) * parts + order.partner + 1


@rule
def unpacked_kept(at: Layout, number: int) -> Kept:
    """Read an order of last turn."""
    parts = at.blocs + 1
    left = (number - 1) // parts
    return Kept(left // parts, left % parts - 1, (number - 1) % parts - 1)


@rule
def seen_cell(g: Game, seat: int, kind: int, target: int) -> int:
    """Find the count of how often this class of act was seen; without a target it is counted at the actor."""
    return familiarity_cell(g.at, seat, g.tables.orders[kind].order_class, target if target >= 0 else seat)


@rule
def surprise_at(g: Game, seat: int, kind: int, target: int) -> int:
    """Return the share (1/1024) that habituation leaves of an act of this kind at a state, or at nobody."""
    left: int = g.tables.habituation[min(g.now[seen_cell(g, seat, kind, target)], LONGEST_MEMORY)]
    return left


@inner_rule
def act_of(g: Game, seat: int, slot: int, rest: int) -> Act:
    """Read one slot of a sheet as an act at the first of `rest`, those of its targets (a bit mask) that are left."""
    filed, result = filed_order(g.at, g.now, seat, slot), order_result(g.at, g.now, seat, slot)
    status = result.status
    if status in (NO_ORDER, REFUSED):
        return Act(seat, slot, -1, -1, -1, 0, 0, 0, 0, status, 0, 0, 0)
    kind, target, targets = filed.kind, lowest(rest) if rest else -1, named(g.tables, filed.target)
    order = g.tables.orders[kind]
    level = order.level_from + filed.level
    surprise = surprise_at(g, seat, kind, target)
    felt = scale(surprise, g.tables.levels[level].severity)
    partners, is_first = named(g.tables, filed.partner), 1 if rest == targets else 0
    parties = target, is_first, targets, partners, order.claimed_by
    return Act(seat, slot, kind, level, *parties, status, result.detected, surprise, felt)


@rule
def witnesses_of(g: Game, kind: int, seat: int, parties: int, noticed: int) -> int:
    """Give the states that notice an order; `parties` are its targets and partners (a bit mask)."""
    order = g.tables.orders[kind]
    visibility = order.visibility
    if visibility == PRIVATE:
        return bit(seat) | parties | order.known_to
    if visibility == COVERT and noticed == 0:
        return bit(seat)
    return (1 << g.at.states) - 1


@rule
def targets_of(g: Game, seat: int, slot: int) -> int:
    """Give the bit mask of the states at which an order is aimed."""
    return named(g.tables, filed_order(g.at, g.now, seat, slot).target)


@rule
def newness(g: Game, act: Act) -> int:
    """Return the newness of an order (1/1024) to the one of its targets that has seen the like most often.

    Otherwise to name a fresh state too would renew what the others have grown used to.
    """
    least, others = act.surprise, act.targets & ~bit(act.target)
    while others:
        target = lowest(others)
        others -= bit(target)
        least = min(least, surprise_at(g, act.seat, act.kind, target))
    return least


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
    """Return the points by which a state stands better to the actor than to the target: above 0 it takes the actor's
    word."""
    better: int = g.now[relation_cell(g.at, state, actor)] - g.now[relation_cell(g.at, state, target)]
    return better


@rule
def felt_by(g: Game, act: Act, state: int, amount: int) -> int:
    """Return the part of an amount that an act at a target is to a third state.

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
        if level >= 0 and (targets_of(g, ally, slot) >> victim) & 1 and g.tables.levels[level].supports:
            return True
    return False
