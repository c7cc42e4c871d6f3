"""Incidents: each open one moves once by its authored stages, by weights that orders, variables and truth modify."""

from wargame.engine.rules.effects import apply_all
from wargame.engine.rules.evidence import learn_from_move
from wargame.engine.rules.game import (
    BY_MOVE,
    CLOCK,
    DOMESTIC,
    INCIDENT_EFFECT,
    INCIDENT_RULE,
    Cast,
    Cause,
    Game,
    add,
    bit,
    modified,
    scale,
)
from wargame.engine.world.cells import (
    approval_cell,
    dwell_cell,
    hostility_cell,
    incident_move,
    provocation_cell,
    provoked_cell,
    ruled_move_cell,
    stage_cell,
)
from wargame.engine.world.dice import INCIDENT, SIDES, roll
from wargame.engine.world.layout import AS_NOTICED, WAYS
from wargame.engine.world.rule import lowest, rule

UNCHANGED = 1024
RALLY_FROM = 3
"""MID hostility at which an incident makes the front pages of the state it is aimed at. No dial: by the codebook of the
Militarized Interstate Disputes force is displayed from level 3 on, and only threatened below. A threat is a word.
"""
ACT_OF_RISE = (0, 0, 1, 7, 16, 22)
"""The MID action that a rise of hostility to a level 0..5 is taken for: threat, show of force, attack, war. No dial:
the first of each level in the same codebook, and of uses of force the commonest.
"""


@rule
def move_incidents(g: Game) -> None:
    """Draw one way on for every incident that has one.

    Seats learn from the way that the dice drew, also where the white cell decided otherwise: they read both.
    """
    for index in range(g.at.incidents):
        drawn = draw_move(g, index)
        chosen = chosen_move(g, index, drawn)
        incident_move(g.at, g.now, index).transition = chosen + 1
        if drawn >= 0:
            learn_from_move(g, index, drawn)
        if chosen >= 0:
            move(g, index, chosen)


@rule
def weight_of(g: Game, transition: int) -> int:
    """Give a transition's weight this turn: base and modifiers, never below 0, accidents scaled by their dial."""
    row = g.tables.transitions[transition]
    if not row.first_turn <= g.turn <= row.last_turn:
        return 0
    first, end = row.modifier_from, row.modifier_to
    weight = max(modified(g.tables, g.now, row.weight, first, end), 0)
    return scale(g.tables.dials.accidents, weight) if row.accident else weight


@rule
def draw_move(g: Game, index: int) -> int:
    """Draw a transition by weight, or -1 where the stage is final or nothing can happen this turn.

    In the turn as a seat noticed it, the draw is given: see `chosen_move`.
    """
    if g.now[g.at.has_interventions] == AS_NOTICED:
        noticed: int = g.now[ruled_move_cell(g.at, index)]
        return noticed // WAYS - 1
    stage = g.tables.stages[g.tables.incidents[index].stage_from + g.now[stage_cell(g.at, index)]]
    first, end = stage.transition_from, stage.transition_to
    total = 0
    for transition in range(first, end):
        total += weight_of(g, transition)
    if total == 0:
        return -1
    drawn = roll(g.key, g.turn, INCIDENT, index, 0)
    incident_move(g.at, g.now, index).roll = drawn
    so_far = 0
    for transition in range(first, end):
        so_far += weight_of(g, transition)
        if drawn < so_far * SIDES // total:
            return transition
    return -1


@rule
def chosen_move(g: Game, index: int, drawn: int) -> int:
    """Give the transition that an incident takes: a ruling among the ways on from its stage overrules the dice.

    In the turn as a seat noticed it, `ruled_move` is (1 + the transition drawn) * WAYS + 1 + the transition taken.
    """
    ruled: int = g.now[ruled_move_cell(g.at, index)]
    if g.now[g.at.has_interventions] == AS_NOTICED:
        return ruled % WAYS - 1
    stage = g.tables.stages[g.tables.incidents[index].stage_from + g.now[stage_cell(g.at, index)]]
    if drawn >= 0 and stage.transition_from <= ruled - 1 < stage.transition_to:
        return ruled - 1
    return drawn


@rule
def move(g: Game, index: int, transition: int) -> None:
    """Enter the new stage, apply the transition's effects and let the state it is aimed at rally."""
    row, incident = g.tables.transitions[transition], g.tables.incidents[index]
    stage, hostile, dwell = stage_cell(g.at, index), hostility_cell(g.at, index), dwell_cell(g.at, index)
    cause = Cause(INCIDENT_RULE, BY_MOVE, index, transition)
    hostility = g.tables.stages[incident.stage_from + row.to_stage].hostility
    stays = row.to_stage == g.now[stage]
    add(g, stage, row.to_stage - g.now[stage], cause)
    add(g, hostile, hostility - g.now[hostile], cause)
    add(g, dwell, 1 if stays else -g.now[dwell], cause)
    cast = Cast(incident.actor, bit(incident.target), 0, incident.claimants, g.tables.seen[stage])
    effect_cause = Cause(INCIDENT_EFFECT, BY_MOVE, index, transition)
    apply_all(g, row.effect_from, row.effect_to, cast, UNCHANGED, effect_cause)
    provoke(g, index, row.mid_action or (ACT_OF_RISE[hostility] if hostility > g.now[hostile] else 0), transition)
    if incident.target >= 0 and g.now[hostile] < RALLY_FROM <= hostility:
        add(g, approval_cell(g.at, incident.target), g.tables.dials.rally, Cause(DOMESTIC, BY_MOVE, index, transition))


@rule
def provoke(g: Game, index: int, action: int, transition: int) -> None:
    """Keep a move as an act of the incident's actor, for whoever it touches to answer next turn."""
    incident, provokes = g.tables.incidents[index], g.tables.transitions[transition].provokes
    if action == 0 or incident.actor < 0:
        return
    cause = Cause(CLOCK, BY_MOVE, index, transition)
    touched = (bit(incident.target) | incident.claimants) & ~bit(incident.actor)
    while touched:
        state = lowest(touched)
        touched -= bit(state)
        cell, strength = provocation_cell(g.at, incident.actor, state), provoked_cell(g.at, incident.actor, state)
        if action > g.then[cell]:
            add(g, cell, action - g.then[cell], cause)
            add(g, strength, provokes - g.then[strength], cause)
