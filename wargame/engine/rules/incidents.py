"""Incidents: each open one moves once by its authored stages, by weights that orders, variables and truth modify."""

from wargame.engine.dials import ACCIDENTS, RALLY
from wargame.engine.rules.game import (
    BY_MOVE,
    DOMESTIC,
    INCIDENT_EFFECT,
    INCIDENT_RULE,
    Cast,
    Cause,
    Game,
    add,
    apply,
    dial,
    modified,
    scale,
)
from wargame.engine.world.dice import INCIDENT, SIDES, roll
from wargame.engine.world.layout import MOVE_ROLL, MOVE_TRANSITION, MOVE_WIDTH
from wargame.engine.world.rule import rule
from wargame.engine.world.tables import (
    ACCIDENT,
    CLAIMANTS,
    HOSTILITY,
    INCIDENT_ACTOR,
    INCIDENT_TARGET,
    INCIDENT_WIDTH,
    INCIDENTS,
    MOVE_EFFECT_FROM,
    MOVE_EFFECT_TO,
    MOVE_FIRST_TURN,
    MOVE_LAST_TURN,
    MOVE_MODIFIER_FROM,
    MOVE_MODIFIER_TO,
    STAGE_FROM,
    STAGE_WIDTH,
    STAGES,
    TO_STAGE,
    TRANSITION_FROM,
    TRANSITION_TO,
    TRANSITION_WIDTH,
    TRANSITIONS,
    WEIGHT,
)

UNCHANGED = 1024
RALLY_FROM = 3
"""MID hostility at which an incident makes the front pages of the state it is aimed at. No dial: by the codebook of the
Militarized Interstate Disputes force is displayed from level 3 on, and only threatened below. A threat is a word.
"""


@rule
def move_incidents(g: Game) -> None:
    """Draw one way on for every incident that has one."""
    for index in range(g.at.incidents):
        g.now[g.at.move + index * MOVE_WIDTH + MOVE_TRANSITION] = 0
        chosen = draw_move(g, index)
        if chosen >= 0:
            move(g, index, chosen)


@rule
def weight_of(g: Game, transition: int) -> int:
    """Give a transition's weight this turn: base and modifiers, never below 0, accidents scaled by their dial."""
    row = g.t[TRANSITIONS] + transition * TRANSITION_WIDTH
    if not g.t[row + MOVE_FIRST_TURN] <= g.turn <= g.t[row + MOVE_LAST_TURN]:
        return 0
    first, end = g.t[row + MOVE_MODIFIER_FROM], g.t[row + MOVE_MODIFIER_TO]
    weight = max(modified(g.t, g.now, g.t[row + WEIGHT], first, end), 0)
    return scale(dial(g, ACCIDENTS), weight) if g.t[row + ACCIDENT] else weight


@rule
def draw_move(g: Game, index: int) -> int:
    """Draw a transition by weight, or -1 where the stage is final or nothing can happen this turn.

    A ruling among the ways on from this stage overrules the draw, whose roll is kept.
    """
    own = g.t[g.t[INCIDENTS] + index * INCIDENT_WIDTH + STAGE_FROM]
    stage = g.t[STAGES] + (own + g.now[g.at.incident + 3 * index]) * STAGE_WIDTH
    first, end = g.t[stage + TRANSITION_FROM], g.t[stage + TRANSITION_TO]
    total = 0
    for transition in range(first, end):
        total += weight_of(g, transition)
    if total == 0:
        return -1
    drawn = roll(g.key, g.turn, INCIDENT, index, 0)
    g.now[g.at.move + index * MOVE_WIDTH + MOVE_ROLL] = drawn
    ruled: int = g.now[g.at.ruled_move + index] - 1
    if first <= ruled < end:
        g.now[g.at.move + index * MOVE_WIDTH + MOVE_TRANSITION] = ruled + 1
        return ruled
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
    row, incident = g.t[TRANSITIONS] + transition * TRANSITION_WIDTH, g.t[INCIDENTS] + index * INCIDENT_WIDTH
    cell = g.at.incident + 3 * index
    cause = Cause(INCIDENT_RULE, BY_MOVE, index, transition)
    hostility = g.t[g.t[STAGES] + (g.t[incident + STAGE_FROM] + g.t[row + TO_STAGE]) * STAGE_WIDTH + HOSTILITY]
    stays = g.t[row + TO_STAGE] == g.now[cell]
    add(g, cell, g.t[row + TO_STAGE] - g.now[cell], cause)
    add(g, cell + 1, hostility - g.now[cell + 1], cause)
    add(g, cell + 2, 1 if stays else -g.now[cell + 2], cause)
    cast = Cast(g.t[incident + INCIDENT_ACTOR], g.t[incident + INCIDENT_TARGET], -1, g.t[incident + CLAIMANTS])
    effect_cause = Cause(INCIDENT_EFFECT, BY_MOVE, index, transition)
    for effect in range(g.t[row + MOVE_EFFECT_FROM], g.t[row + MOVE_EFFECT_TO]):
        apply(g, effect, cast, UNCHANGED, effect_cause)
    if cast.target >= 0 and g.now[cell + 1] < RALLY_FROM <= hostility:
        add(g, g.at.approval + cast.target, dial(g, RALLY), Cause(DOMESTIC, BY_MOVE, index, transition))
