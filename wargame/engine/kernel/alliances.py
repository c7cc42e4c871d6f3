"""Alliances: who is bound to whom, and what support or silence does to an agreement after an act of force."""

from wargame.engine.dials import REPUTATION, SILENCE, SUPPORT
from wargame.engine.kernel.acts import supports
from wargame.engine.kernel.ground import ALLIANCE, BY_TIME, Cause, Game, add
from wargame.engine.rule import rule
from wargame.engine.tables import (
    CONSULTATION,
    DEFENCE,
    HOSTILITY,
    INCIDENT_ACTOR,
    INCIDENT_TARGET,
    IS_SEAT,
    PARTIES,
    STAGE_FROM,
)

FORCE_SHOWN = 3
"""MID hostility from which allies are expected to consult."""
FIRST_DISPLAY = 7
"""MID action number from which an act is a display or use of force."""


@rule
def bind_allies(g: Game) -> None:
    """Note for each state those it shares a defence pact in force with."""
    for index in range(g.at.agreements):
        pact = g.t.agreements[index]
        if not pact[DEFENCE] or g.now[g.at.in_force + index] == 0:
            continue
        for i in range(g.at.states):
            if (pact[PARTIES] >> i) & 1:
                cell = g.at.allies + i
                g.now[cell] = g.now[cell] | (pact[PARTIES] & ~(1 << i))


@rule
def consult(g: Game) -> None:
    """Judge each party of a consultation agreement by how it met last turn's act against another."""
    for index in range(g.at.agreements):
        pact = g.t.agreements[index]
        if pact[CONSULTATION] and g.now[g.at.in_force + index] == 1:
            for victim in range(g.at.states):
                if (pact[PARTIES] >> victim) & 1 and acted_against(g, victim, pact[PARTIES]):
                    judge_parties(g, index, victim)


@rule
def acted_against(g: Game, victim: int, friends: int) -> bool:
    """Say whether an outsider showed force to a state last turn, or an incident aimed at it stands there."""
    for i in range(g.at.states):
        outside = not (friends >> i) & 1
        if outside and g.now[g.at.stimulus + i * g.at.states + victim] >= FIRST_DISPLAY:
            return True
    for index in range(g.at.incidents):
        row = g.t.incidents[index]
        stage = g.t.stages[row[STAGE_FROM] + g.now[g.at.incident + 3 * index]]
        if row[INCIDENT_TARGET] == victim and row[INCIDENT_ACTOR] >= 0 and stage[HOSTILITY] >= FORCE_SHOWN:
            return True
    return False


@rule
def judge_parties(g: Game, index: int, victim: int) -> None:
    """Support strengthens the agreement and the supporter's name; silence does the opposite."""
    cause = Cause(ALLIANCE, BY_TIME, 0, 0)
    for ally in range(g.at.states):
        if ally == victim or not (g.t.agreements[index][PARTIES] >> ally) & 1 or not g.t.states[ally][IS_SEAT]:
            continue
        if supports(g, ally, victim):
            add(g, g.at.strength + index, g.t.dials[SUPPORT], cause)
            add(g, g.at.standing + ally, g.t.dials[REPUTATION], cause)
        else:
            add(g, g.at.strength + index, -g.t.dials[SILENCE], cause)
            add(g, g.at.standing + ally, -g.t.dials[REPUTATION], cause)
