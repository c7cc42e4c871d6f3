"""The base of every rule family: the game at hand, causes, and the one way to change a cell."""

from typing import Any, NamedTuple

from wargame.engine.world.cells import allies_cell, filed_cell
from wargame.engine.world.dice import Key
from wargame.engine.world.layout import Layout
from wargame.engine.world.rule import lowest, rule
from wargame.engine.world.table_rows import LevelRow, OrderRow
from wargame.engine.world.tables import (
    ACTOR,
    ALL,
    ALL_CLAIMANTS,
    ALLIES_OF_ACTOR,
    ALLIES_OF_TARGET,
    CO_CLAIMANTS,
    PARTNER,
    TARGET,
    Tables,
)

BY_ORDER, BY_MOVE, BY_INJECT, BY_TIME, BY_CALL, BY_PAST, BY_ACCORD, BY_HAND = range(8)
"""Where a change came from: (seat, slot), (incident, transition), (inject, 0), nobody, a support call (the place of
the order on all sheets, ally * agreements + agreement), an order of an earlier turn (seat, its number in the world),
what seats agreed on beside their orders (agreement, 0), or the white cell (shift, 0).
"""

(
    ORDER_COST,
    DIRECT,
    IMPULSE_RULE,
    BYSTANDERS,
    ALLIANCE,
    INCIDENT_RULE,
    INCIDENT_EFFECT,
    DOMESTIC,
    ECONOMY,
    DRIFT,
    CLAMP,
    INJECT_RULE,
    ENDING_RULE,
    CLOCK,
    CALL_KEPT,
    CALL_BROKEN,
    AGREEMENT_RULE,
    UNDER_WAY,
    FALL_DUE,
    ACCORD_RULE,
    SHIFT_RULE,
    REST,
    TARIFF,
    TARIFF_DUE,
    THIRD_POWER,
    EVIDENCE,
) = range(26)
"""Rule numbers in ledger rows; `turn/ledger.py` has their names."""


WHOLE = 1 << 30
"""One, for shares of a turn."""


class Cause(NamedTuple):
    """Why a cell changes: the rule, and the order, move or inject behind it."""

    rule: int
    source: int
    first: int
    second: int


class Cast(NamedTuple):
    """The parts of states in an order or a move: the actor, -1 for nobody, and bit masks of states.

    `witnesses` are the states that notice the order or the move, and learn from what it does.
    """

    actor: int
    targets: int
    partners: int
    claimants: int
    witnesses: int


class Game(NamedTuple):
    """One turn being adjudicated.

    `tables` are the compiled scenario.
    `now` is the row at the start of the turn and is only read for the world's cells; `then` collects changes.
    `ledger` is a list of (cell, delta, cause, effect or -1) that grows by every change, or None: only plain Python
    keeps one.
    """

    tables: Tables
    at: Layout
    now: Any
    then: Any
    key: Key
    turn: int
    ledger: Any


@rule
def scale(weight: int, amount: int) -> int:
    """Multiply by a weight in 1/1024, rounding once."""
    return (weight * amount + 512) >> 10


@rule
def record(ledger: Any, cell: int, delta: int, cause: Cause, effect: int) -> None:
    """Write a ledger row of a change, if there is a ledger."""
    if ledger is not None and delta != 0:
        ledger.append((cell, delta, cause, effect))


@rule
def add(g: Game, cell: int, delta: int, cause: Cause) -> None:
    """Change a cell of the coming world and say why."""
    g.then[cell] += delta
    record(g.ledger, cell, delta, cause, -1)


@rule
def holds(tables: Tables, facts: Any, condition: int) -> bool:
    """Judge a condition on a row of facts: of each group of alternatives one must hold."""
    span = tables.conditions[condition]
    met = False
    for index in range(span.clause_from, span.clause_to):
        clause = tables.clauses[index]
        if not met:
            met = clause.low <= facts[clause.cell] <= clause.high
        if clause.last:
            if not met:
                return False
            met = False
    return True


@rule
def named(tables: Tables, bloc: int) -> int:
    """Give the bit mask of the states that an order names as its target or partner; -1 is nobody."""
    states: int = tables.blocs[bloc + 1].states
    return states


@rule
def price_of(tables: Tables, order: OrderRow, level: LevelRow, target: int, partner: int) -> int:
    """Give the points that an order costs with what it names."""
    cost: int = level.cost
    if order.each_target:
        cost += order.each_target * tables.blocs[target + 1].more
    if order.each_partner:
        cost += order.each_partner * tables.blocs[partner + 1].more
    return cost


@rule
def need_of(needs: Any, order: OrderRow, actor: int, target: int, partner: int) -> int:
    """Give the condition, of the table `needs`, that must hold for an order between these blocs (-1 for nobody)."""
    place = order.need_at + actor * order.need_by_actor
    place += (target + 1) * order.need_by_target + (partner + 1) * order.need_by_partner
    condition: int = needs[place]
    return condition


@rule
def may_contradict(level: LevelRow) -> bool:
    """Say whether anything excludes orders of a level at all."""
    return bool(level.clash_from < level.clash_to or level.on_list >= 0)


@rule
def meet(tables: Tables, target: int, other: int) -> bool:
    """Say whether two orders name a state in common, or both name nobody."""
    return target == other or (named(tables, target) & named(tables, other)) != 0


@rule
def is_at_common_target(tables: Tables, anywhere: int, target: int, other: int) -> bool:
    """Say whether two orders exclude each other that do so at a common target, where one has none, or anywhere."""
    return anywhere == 1 or target < 0 or other < 0 or meet(tables, target, other)


@rule
def contradict(tables: Tables, level: int, target: int, other: int, other_target: int) -> bool:
    """Say whether two orders, by their rows of levels, exclude each other: at a common target, or where one has none.

    Two orders on one list always do.
    """
    row = tables.levels[level]
    if row.on_list >= 0 and row.on_list == tables.levels[other].on_list:
        return True
    for index in range(row.clash_from, row.clash_to):
        clash = tables.clashes[index]
        if clash.level == other and is_at_common_target(tables, clash.anywhere, target, other_target):
            return True
    return False


@rule
def modified(tables: Tables, facts: Any, base: int, first: int, end: int) -> int:
    """Add to a base what each modifier in a range adds whose condition holds."""
    total = base
    for index in range(first, end):
        modifier = tables.modifiers[index]
        if holds(tables, facts, modifier.when):
            total += modifier.add
    return total


@rule
def fading(g: Game, i: int, j: int) -> int:
    """Give the share (1/2**30) of its tension above the opening value that a pair loses this turn."""
    return g.tables.fading[((g.turn - 1) * g.at.states + i) * g.at.states + j]


@rule
def bit(state: int) -> int:
    """Give the bit mask of one state, or of nobody."""
    return 1 << state if state >= 0 else 0


@rule
def allies_of(g: Game, state: int) -> int:
    """Give the bit mask of the states that a pact of defence in force binds to a state."""
    states: int = g.now[allies_cell(g.at, state)]
    return states


@rule
def allies_of_any(g: Game, states: int) -> int:
    """Give the bit mask of the states that a pact of defence in force binds to one of these."""
    allies = 0
    while states:
        state = lowest(states)
        states -= bit(state)
        allies |= allies_of(g, state)
    return allies


@rule
def orders_filed(g: Game, seat: int) -> int:
    """Return the number of used slots of a seat's sheet."""
    slots: int = g.now[filed_cell(g.at, seat)]
    return slots


@rule
def members(g: Game, selector: int, cast: Cast) -> int:
    """Give the bit mask of the states a selector names."""
    if selector >= 0:
        return 1 << selector
    if selector == ACTOR:
        return bit(cast.actor)
    if selector == TARGET:
        return cast.targets
    if selector == PARTNER:
        return cast.partners
    return group(g, selector, cast)


@rule
def group(g: Game, selector: int, cast: Cast) -> int:
    """Give the bit mask of a selector that may name several states."""
    everyone = (1 << g.at.states) - 1
    parties = bit(cast.actor) | cast.targets
    if selector == ALLIES_OF_TARGET:
        return allies_of_any(g, cast.targets) & ~parties
    if selector == ALLIES_OF_ACTOR:
        return allies_of(g, cast.actor) & ~parties if cast.actor >= 0 else 0
    if selector == ALL_CLAIMANTS:
        return cast.claimants
    if selector == CO_CLAIMANTS:
        return cast.claimants & ~bit(cast.actor)
    if selector == ALL:
        return everyone
    return everyone & ~parties
