"""Agreements: offered, concluded when enough parties offer at once, worked, suspended, and lapsed when weak."""

from wargame.engine.rules.actions import Act, level_of
from wargame.engine.rules.game import (
    ACCORD_RULE,
    AGREEMENT_RULE,
    BY_ACCORD,
    BY_ORDER,
    BY_TIME,
    Cause,
    Game,
    add,
    orders_filed,
)
from wargame.engine.world.cells import accord_cell, in_force_cell, strength_cell
from wargame.engine.world.layout import SETTLED
from wargame.engine.world.rule import inner_rule, rule


@inner_rule
def deal(g: Game, act: Act) -> None:
    """Let a party's order work on the agreement that it names: offer it, work it or suspend it."""
    level = g.tables.levels[act.level]
    index = level.agreement
    if index < 0 or not act.is_first or not (g.tables.agreements[index].parties >> act.seat) & 1:
        return
    cause = Cause(AGREEMENT_RULE, BY_ORDER, act.seat, act.slot)
    if g.now[in_force_cell(g.at, index)] == 0:
        if level.proposes:
            add(g, strength_cell(g.at, index), g.tables.dials.proposal, cause)
        return
    if level.tends:
        add(g, strength_cell(g.at, index), g.tables.dials.tending, cause)
    if level.suspends and g.tables.dials.suspension:
        add(g, strength_cell(g.at, index), -g.tables.dials.suspension, cause)
        add(g, in_force_cell(g.at, index), -1, cause)


@rule
def conclude(g: Game) -> None:
    """Bring into force what enough played parties offered this turn, and let lapse what has become too weak.

    Agreements that seats made beside their orders go before that.
    """
    cause = Cause(AGREEMENT_RULE, BY_TIME, 0, 0)
    for index in range(g.at.agreements):
        if g.now[accord_cell(g.at, index)] != 0:
            settle(g, index, g.now[accord_cell(g.at, index)] == SETTLED)
        elif g.now[in_force_cell(g.at, index)] == 1:
            if g.now[strength_cell(g.at, index)] < g.tables.dials.lapse:
                add(g, in_force_cell(g.at, index), -1, cause)
        elif g.tables.dials.signature and is_agreed(g, index):
            add(g, in_force_cell(g.at, index), 1, cause)
            add(g, strength_cell(g.at, index), g.tables.dials.signature, cause)


@rule
def settle(g: Game, index: int, comes: bool) -> None:
    """Bring an agreement into force with the strength of a signature, or end it, as its parties agreed."""
    cause = Cause(ACCORD_RULE, BY_ACCORD, index, 0)
    is_in_force = g.then[in_force_cell(g.at, index)] == 1
    if comes and not is_in_force:
        add(g, in_force_cell(g.at, index), 1, cause)
        add(g, strength_cell(g.at, index), g.tables.dials.signature, cause)
    elif is_in_force and not comes:
        add(g, in_force_cell(g.at, index), -1, cause)


@rule
def is_agreed(g: Game, index: int) -> bool:
    """Say whether all played parties but those to spare offered the agreement this turn; at least one must."""
    row = g.tables.agreements[index]
    parties, spare, offers = row.parties, row.spare, 0
    for seat in range(g.at.states):
        if not (parties >> seat) & 1 or not g.tables.states[seat].is_seat:
            continue
        offered = False
        for slot in range(orders_filed(g, seat)):
            level = level_of(g, seat, slot)
            if level >= 0 and g.tables.levels[level].agreement == index and g.tables.levels[level].proposes:
                offered = True
        if offered:
            offers += 1
        else:
            spare -= 1
        if spare < 0:
            return False
    return offers > 0
