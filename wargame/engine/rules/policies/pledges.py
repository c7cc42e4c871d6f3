"""Pledges of no force: how far a scripted seat keeps to what it promised, and what that takes off its sheet.

A live turn asks the same rules (`policies/talk.py`), so an imagined game keeps its word as an exercise does. Nobody
talks in an imagined game: it knows the pledges that were given before it began.
"""

from typing import Any

from wargame.engine.rules.actions import level_of, targets_of
from wargame.engine.rules.game import Game, bit, named, orders_filed
from wargame.engine.rules.policies.kinds import DOVE, HAWK, HOLD, PLEDGE_DIE, RANDOM
from wargame.engine.rules.policies.view import look
from wargame.engine.world.cell_view import CellView
from wargame.engine.world.cells import filed_cell, filed_order, order_result, relation_cell, tension_cell
from wargame.engine.world.dice import POLICY, SIDES, roll
from wargame.engine.world.layout import Layout
from wargame.engine.world.rule import lowest, rule

POINT = 1000
TENSE = 60
"""A tension, 0..100, at which no scripted seat but a dove agrees to anything new."""
SLACK = 10
"""Points of relation and of tension by which a pledge outlives what it was given for."""
NEEDED_BY_DOVE, NEEDED_BY_HAWK, NEEDED_BY_OTHERS = -45, 15, -15
"""The least relation with a party, -100..100, at which a scripted seat concludes something with it."""
BREAKS_IN_100 = 50
"""The chance that a hawk drops a pledge without a word when that suits it."""

KEEPS, DROPS, TAKES_BACK = range(3)
"""The ways of a seat with a pledge: keep it, drop it without a word for this turn, or take it back for good."""


class PledgeTerms(CellView):
    """A pledge of one state to another: the turn in which it was given, the last that it binds in; 0 for none."""

    since: int
    until: int


PLEDGE_WIDTH = len(PledgeTerms.columns)


@rule
def pledge_between(at: Layout, pledges: Any, by: int, to: int) -> PledgeTerms:
    """Return a view of one state's promises to another, in the pledges of a game."""
    return PledgeTerms(pledges, (by * at.states + to) * PLEDGE_WIDTH)


@rule
def needed_standing(policy: int) -> int:
    """Give the standing that a scripted seat needs with a party to conclude something with it."""
    if policy == DOVE:
        return NEEDED_BY_DOVE
    return NEEDED_BY_HAWK if policy == HAWK else NEEDED_BY_OTHERS


@rule
def pledge_roll(g: Game, seat: int, other: int) -> int:
    """Roll this turn's die of a seat for what it promises another, or has promised."""
    return roll(g.key, g.turn, POLICY, seat, PLEDGE_DIE + other % 16)


@rule
def kept_how(g: Game, seat: int, policy: int, other: int) -> int:
    """Return the way of a seat with a pledge that it gave another in an earlier turn, from what it knows."""
    if policy == HAWK and 100 * pledge_roll(g, seat, other) < BREAKS_IN_100 * SIDES:
        return DROPS
    if policy in (HOLD, RANDOM, DOVE):
        return KEEPS
    needed = (needed_standing(policy) - SLACK) * POINT
    is_calm = look(g, seat, tension_cell(g.at, seat, other)) < (TENSE + SLACK) * POINT
    return KEEPS if is_calm and look(g, seat, relation_cell(g.at, seat, other)) >= needed else TAKES_BACK


@rule
def bound_towards(g: Game, seat: int, policy: int, pledges: Any) -> int:
    """Give the bit mask of the states towards which pledges hold a seat back; what it takes back is struck out.

    A promise of this turn binds; at an older pledge it looks again.
    """
    bound = 0
    for other in range(g.at.states):
        pledge = pledge_between(g.at, pledges, seat, other)
        if pledge.until < g.turn:
            continue
        answer = KEEPS if pledge.since == g.turn else kept_how(g, seat, policy, other)
        if answer == KEEPS:
            bound |= bit(other)
        elif answer == TAKES_BACK:
            pledge.until = 0
    return bound


@rule
def leave_out_force(g: Game, seat: int, towards: int) -> None:
    """Take the orders that show or use force at these states (a bit mask) off a sheet; the others move up."""
    filed, used = orders_filed(g, seat), 0
    for slot in range(filed):
        order, place = filed_order(g.at, g.now, seat, slot), filed_order(g.at, g.now, seat, used)
        level = g.tables.orders[order.kind].level_from + order.level
        if named(g.tables, order.target) & towards and g.tables.levels[level].is_force:
            continue
        place.kind, place.level, place.target, place.partner = order.kind, order.level, order.target, order.partner
        used += 1
    for slot in range(used, filed):
        filed_order(g.at, g.now, seat, slot).kind = -1
    g.now[filed_cell(g.at, seat)] = used


@rule
def keep_word(g: Game, seat: int, policy: int, pledges: Any) -> None:
    """Leave out of a sheet that a scripted seat has just decided on what the seat promised not to do."""
    towards = bound_towards(g, seat, policy, pledges)
    if towards:
        leave_out_force(g, seat, towards)


@rule
def settle(g: Game, pledges: Any) -> None:
    """Strike out the pledges that were broken in this turn, as far as who had them noticed."""
    for seat in range(g.at.states):
        for slot in range(orders_filed(g, seat)):
            level, targets = level_of(g, seat, slot), targets_of(g, seat, slot)
            if level < 0 or not g.tables.levels[level].is_force:
                continue
            while targets and order_result(g.at, g.now, seat, slot).detected:
                target = lowest(targets)
                targets -= bit(target)
                pledge_between(g.at, pledges, seat, target).until = 0
