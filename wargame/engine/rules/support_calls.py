"""Support calls: force calls on the target's allies; those who come in are drawn in, those who stay away are blamed."""

from wargame.engine.rules.actions import Act, supports
from wargame.engine.rules.game import BY_CALL, CALL_BROKEN, CALL_KEPT, Cause, Game, add, bit, scale
from wargame.engine.world.cells import (
    in_force_cell,
    relation_cell,
    resolve_cell,
    ruled_call_cell,
    strength_cell,
    tension_cell,
)
from wargame.engine.world.dice import CALL, roll
from wargame.engine.world.layout import AS_NOTICED, KEPT, SLOTS, Layout
from wargame.engine.world.rule import inner_rule, lowest, rule


@inner_rule
def call_allies(g: Game, act: Act) -> None:
    """Let force call on every party of a pact that it reaches, but not on its author."""
    if not is_force(g, act):
        return
    for index in range(g.at.agreements):
        parties = called_on(g, act, index)
        while parties:
            ally = lowest(parties)
            parties -= bit(ally)
            answer(g, act, index, ally)


@rule
def is_force(g: Game, act: Act) -> bool:
    """Say whether an act is force at a state that is noticed; with no reliability at all nobody asks for support."""
    dials, severity = g.tables.dials, g.tables.levels[act.level].severity
    return act.target >= 0 and act.noticed > 0 and severity >= dials.force_from and dials.reliability > 0


@rule
def called_on(g: Game, act: Act, index: int) -> int:
    """Give the bit mask of the states that a pact calls on: of defence, in force, the victim's, and about the place."""
    pact = g.tables.agreements[index]
    parties: int = pact.parties
    left_out = pact.excludes & g.tables.orders[act.kind].place
    if not pact.defence or g.now[in_force_cell(g.at, index)] == 0 or left_out != 0:
        return 0
    between = (parties >> act.target) & 1 and not (parties >> act.seat) & 1
    return parties & ~act.targets & ~act.partners if between else 0


@rule
def answer(g: Game, act: Act, index: int, ally: int) -> None:
    """Settle a call on an ally. A government's own order of support decides; without one the pact is honoured by a
    roll, once a turn.

    As a seat noticed the turn, there are no calls but those that it noticed.
    """
    if g.now[g.at.has_interventions] == AS_NOTICED and g.now[ruled_call_cell(g.at, ally, index)] == 0:
        return
    place, call = act.seat * SLOTS + act.slot, call_number(g.at, ally, index, act.target)
    if supports(g, ally, act.target) or is_kept(g, ally, index):
        kept = Cause(CALL_KEPT, BY_CALL, place, call)
        drawn_in = scale(g.tables.dials.entrapment, act.felt)
        add(g, tension_cell(g.at, ally, act.seat), drawn_in, kept)
        add(g, tension_cell(g.at, act.seat, ally), drawn_in, kept)
        add(g, resolve_cell(g.at, act.target), g.tables.dials.backing, kept)
    else:
        broken = Cause(CALL_BROKEN, BY_CALL, place, call)
        add(g, relation_cell(g.at, act.target, ally), -g.tables.dials.abandonment, broken)


@rule
def call_number(at: Layout, ally: int, index: int, victim: int) -> int:
    """Return the number of a call on an ally by a pact, for a victim: one order of force may have several in one
    pact."""
    return (ally * at.agreements + index) * at.states + victim


@rule
def is_kept(g: Game, ally: int, index: int) -> bool:
    """Say whether an ally honours a pact: by the white cell's ruling, or else by its roll."""
    ruled = g.now[ruled_call_cell(g.at, ally, index)]
    if ruled != 0:
        return bool(ruled == KEPT)
    return bool(call_roll(g, ally, index) < honoured(g, index))


@rule
def call_roll(g: Game, ally: int, index: int) -> int:
    """Give the one roll of a turn (1/65536) by which an ally honours a pact."""
    return roll(g.key, g.turn, CALL, ally, index)


@rule
def honoured(g: Game, index: int) -> int:
    """Give the chance (1/65536) that a pact is honoured: the dial, less where the pact is weaker than it opened."""
    cell = strength_cell(g.at, index)
    opening = max(g.tables.cells[cell].opening, 1)
    trust = min(g.now[cell] * 1024 // opening, 1024)
    return scale(trust, g.tables.dials.reliability) << 6
