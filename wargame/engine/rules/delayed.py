"""Later effects: what an order sets under way is kept in one number, and falls due in its turn whatever has become of
the world since.
"""

from typing import NamedTuple

from wargame.engine.rules.actions import Act, witnesses_of
from wargame.engine.rules.effects import apply_all
from wargame.engine.rules.game import BY_ORDER, BY_PAST, FALL_DUE, UNDER_WAY, Cast, Cause, Game, add, named
from wargame.engine.world.cells import filed_order, pending_cell
from wargame.engine.world.layout import FAILED, SLOTS, Layout
from wargame.engine.world.rule import inner_rule, rule
from wargame.engine.world.tables import Tables

UNCHANGED = 1024


class Begun(NamedTuple):
    """A row of `Tables.later` and the turn in which the order was given."""

    row: int
    turn: int


class Pending(NamedTuple):
    """An order under way: its row of `Tables.later`, the turn and slot it was given in, the blocs that it named (-1 for
    nobody), and whether it was noticed.
    """

    row: int
    turn: int
    target: int
    partner: int
    noticed: int
    slot: int


@rule
def packed(at: Layout, order: Pending) -> int:
    """Write an order under way as one number above 0; `unpacked` reads it."""
    parts = at.blocs + 1
    number = ((order.row * at.turns + order.turn - 1) * parts + order.target + 1) * parts + order.partner + 1
    return 1 + (number * 2 + order.noticed) * SLOTS + order.slot


@rule
def unpacked(at: Layout, number: int) -> Pending:
    """Read an order under way."""
    parts = at.blocs + 1
    slot, left = (number - 1) % SLOTS, (number - 1) // SLOTS
    noticed, left = left % 2, left // 2
    partner, left = left % parts - 1, left // parts
    target, left = left % parts - 1, left // parts
    return Pending(left // at.turns, left % at.turns + 1, target, partner, noticed, slot)


@rule
def begun(at: Layout, number: int) -> Begun:
    """Read no more of an order under way than when it falls due depends on."""
    parts = at.blocs + 1
    left = (number - 1) // (SLOTS * 2 * parts * parts)
    return Begun(left // at.turns, left % at.turns + 1)


@rule
def due_turn(tables: Tables, row: int, turn: int) -> int:
    """Give the turn in which an order under way takes effect; one after the last turn stands for never."""
    return tables.due[tables.later[row].due_from + turn - 1]


@inner_rule
def set_aside(g: Game, act: Act) -> None:
    """Keep an act whose later effects come before the exercise ends; one whose roll failed has none.

    There is a free place for each that a seat can pay for: `scenario/delayed.py` counts them.
    """
    row = g.tables.levels[act.level].later_row
    if row < 0 or act.status == FAILED or not act.is_first:
        return
    filed = filed_order(g.at, g.now, act.seat, act.slot)
    order = Pending(row, g.turn, filed.target, filed.partner, act.noticed, act.slot)
    if due_turn(g.tables, row, g.turn) > g.at.turns:
        return
    for cell in range(pending_cell(g.at, act.seat, 0), pending_cell(g.at, act.seat, g.at.places)):
        if g.then[cell] == 0:
            add(g, cell, packed(g.at, order), Cause(UNDER_WAY, BY_ORDER, act.seat, act.slot))
            return


@rule
def fall_due(g: Game) -> None:
    """Apply the effects that are due this turn, seat by seat."""
    for seat in range(g.at.states):
        for cell in range(pending_cell(g.at, seat, 0), pending_cell(g.at, seat, g.at.places)):
            if g.now[cell] != 0:
                order = begun(g.at, g.now[cell])
                if due_turn(g.tables, order.row, order.turn) <= g.turn:
                    take_effect(g, seat, unpacked(g.at, g.now[cell]), cell)


@rule
def take_effect(g: Game, seat: int, order: Pending, cell: int) -> None:
    """Free the place of an order and apply its later effects to the world of today, by the parts of then."""
    later = g.tables.later[order.row]
    cause = Cause(FALL_DUE, BY_PAST, seat, g.now[cell])
    add(g, cell, -g.now[cell], cause)
    claimants = g.tables.orders[later.kind].claimed_by
    targets, partners = named(g.tables, order.target), named(g.tables, order.partner)
    witnesses = witnesses_of(g, later.kind, seat, targets | partners, order.noticed)
    cast = Cast(seat, targets, partners, claimants, witnesses)
    apply_all(g, later.effect_from, later.effect_to, cast, UNCHANGED, cause)
