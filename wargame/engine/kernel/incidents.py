"""Incidents: each open one moves once by its authored stages, by weights that orders, variables and truth modify."""

from wargame.engine.dials import ACCIDENTS, RALLY
from wargame.engine.dice import INCIDENT, SIDES, roll
from wargame.engine.kernel.ground import (
    BY_MOVE,
    DOMESTIC,
    INCIDENT_EFFECT,
    INCIDENT_RULE,
    Cast,
    Cause,
    Game,
    add,
    apply,
    modified,
    scale,
)
from wargame.engine.layout import MOVE_ROLL, MOVE_TRANSITION, MOVE_WIDTH
from wargame.engine.rule import rule
from wargame.engine.tables import (
    ACCIDENT,
    CLAIMANTS,
    HOSTILITY,
    INCIDENT_ACTOR,
    INCIDENT_TARGET,
    MOVE_EFFECT_FROM,
    MOVE_EFFECT_TO,
    MOVE_FIRST_TURN,
    MOVE_LAST_TURN,
    MOVE_MODIFIER_FROM,
    MOVE_MODIFIER_TO,
    STAGE_FROM,
    TO_STAGE,
    TRANSITION_FROM,
    TRANSITION_TO,
    WEIGHT,
)

UNCHANGED = 1024
RALLY_FROM = 3
"""MID hostility at which an incident makes the front pages of the state it is aimed at."""


@rule
def move_incidents(g: Game) -> None:
    """Draw one way on for every incident that has one."""
    for index in range(g.at.incidents):
        chosen = draw_move(g, index)
        if chosen >= 0:
            move(g, index, chosen)


@rule
def weight_of(g: Game, transition: int) -> int:
    """Give a transition's weight this turn: base and modifiers, never below 0, accidents scaled by their dial."""
    row = g.t.transitions[transition]
    if not row[MOVE_FIRST_TURN] <= g.turn <= row[MOVE_LAST_TURN]:
        return 0
    weight = max(modified(g.t, g.now, row[WEIGHT], row[MOVE_MODIFIER_FROM], row[MOVE_MODIFIER_TO]), 0)
    return scale(g.t.dials[ACCIDENTS], weight) if row[ACCIDENT] else weight


@rule
def draw_move(g: Game, index: int) -> int:
    """Draw a transition by weight, or -1 where the stage is final or nothing can happen this turn."""
    stage = g.t.stages[g.t.incidents[index][STAGE_FROM] + g.now[g.at.incident + 3 * index]]
    first, end = stage[TRANSITION_FROM], stage[TRANSITION_TO]
    total = 0
    for transition in range(first, end):
        total += weight_of(g, transition)
    if total == 0:
        return -1
    drawn = roll(g.seed, g.turn, INCIDENT, index, 0)
    g.now[g.at.move + index * MOVE_WIDTH + MOVE_ROLL] = drawn
    so_far = 0
    for transition in range(first, end):
        so_far += weight_of(g, transition)
        if drawn < so_far * SIDES // total:
            g.now[g.at.move + index * MOVE_WIDTH + MOVE_TRANSITION] = transition + 1
            return transition
    return -1


@rule
def move(g: Game, index: int, transition: int) -> None:
    """Enter the new stage, apply the transition's effects and let the state it is aimed at rally."""
    row, incident = g.t.transitions[transition], g.t.incidents[index]
    cell = g.at.incident + 3 * index
    cause = Cause(INCIDENT_RULE, BY_MOVE, index, transition)
    hostility = g.t.stages[incident[STAGE_FROM] + row[TO_STAGE]][HOSTILITY]
    stays = row[TO_STAGE] == g.now[cell]
    add(g, cell, row[TO_STAGE] - g.now[cell], cause)
    add(g, cell + 1, hostility - g.now[cell + 1], cause)
    add(g, cell + 2, 1 if stays else -g.now[cell + 2], cause)
    cast = Cast(incident[INCIDENT_ACTOR], incident[INCIDENT_TARGET], -1, incident[CLAIMANTS])
    effect_cause = Cause(INCIDENT_EFFECT, BY_MOVE, index, transition)
    for effect in range(row[MOVE_EFFECT_FROM], row[MOVE_EFFECT_TO]):
        apply(g, effect, cast, UNCHANGED, effect_cause)
    if cast.target >= 0 and g.now[cell + 1] < RALLY_FROM <= hostility:
        add(g, g.at.approval + cast.target, g.t.dials[RALLY], Cause(DOMESTIC, BY_MOVE, index, transition))
