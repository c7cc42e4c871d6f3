"""What every rule family stands on: the game at hand, causes, and the one way to change a cell."""

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
    NOBODY,
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
) = range(25)
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
    """Who plays which part in an order or a move; -1 for nobody, `claimants` is a bit mask."""

    actor: int
    target: int
    partner: int
    claimants: int


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
def need_of(needs: Any, order: OrderRow, actor: int, target: int, partner: int) -> int:
    """Give the condition, of the table `needs`, that must hold for an order between these states (-1 for nobody)."""
    place = order.need_at + actor * order.need_by_actor
    place += (target + 1) * order.need_by_target + (partner + 1) * order.need_by_partner
    condition: int = needs[place]
    return condition


@rule
def may_contradict(level: LevelRow) -> bool:
    """Say whether anything excludes orders of a level at all."""
    return bool(level.clash_from < level.clash_to or level.on_list >= 0)


@rule
def contradict(tables: Tables, level: int, target: int, other: int, other_target: int) -> bool:
    """Say whether two orders, by their rows of levels, exclude each other: at one target, or where one has none.

    Two orders on one list always do.
    """
    row = tables.levels[level]
    if row.on_list >= 0 and row.on_list == tables.levels[other].on_list:
        return True
    for index in range(row.clash_from, row.clash_to):
        clash = tables.clashes[index]
        is_here = clash.anywhere == 1 or target == other_target or target < 0 or other_target < 0
        if clash.level == other and is_here:
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
    """Give the share (1/2**30) that a pair loses this turn of what its tension is above its opening value."""
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
def orders_filed(g: Game, seat: int) -> int:
    """Give how many slots of a seat's sheet are used."""
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
        return bit(cast.target)
    if selector == PARTNER:
        return bit(cast.partner)
    return group(g, selector, cast)


@rule
def group(g: Game, selector: int, cast: Cast) -> int:
    """Give the bit mask of a selector that may name several states."""
    everyone = (1 << g.at.states) - 1
    parties = bit(cast.actor) | bit(cast.target)
    if selector == ALLIES_OF_TARGET:
        return allies_of(g, cast.target) & ~parties if cast.target >= 0 else 0
    if selector == ALLIES_OF_ACTOR:
        return allies_of(g, cast.actor) & ~parties if cast.actor >= 0 else 0
    if selector == ALL_CLAIMANTS:
        return cast.claimants
    if selector == CO_CLAIMANTS:
        return cast.claimants & ~bit(cast.actor)
    if selector == ALL:
        return everyone
    return everyone & ~parties


@rule
def apply(g: Game, index: int, cast: Cast, share: int, cause: Cause) -> None:
    """Apply one authored effect if its condition holds; `share` (1/1024) is habituation."""
    effect = g.tables.effects[index]
    condition = effect.when
    if condition != 0 and not holds(g.tables, g.now, condition):
        return
    amount = scale(share, effect.amount) if effect.habituates else effect.amount
    if effect.who == NOBODY:
        change(g, effect.base, amount, cause, index)
        return
    who = members(g, effect.who, cast)
    while who:
        i = lowest(who)
        who -= bit(i)
        start = effect.base + i * effect.stride
        if effect.towards == NOBODY:
            change(g, start, amount, cause, index)
            continue
        towards = members(g, effect.towards, cast) & ~bit(i)
        while towards:
            j = lowest(towards)
            towards -= bit(j)
            change(g, start + j, amount, cause, index)


@rule
def change(g: Game, cell: int, delta: int, cause: Cause, effect: int) -> None:
    """Change a cell by an authored effect, which the ledger row names."""
    g.then[cell] += delta
    record(g.ledger, cell, delta, cause, effect)
