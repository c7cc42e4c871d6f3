"""Alliances: who is bound to whom, and what support or silence does to an agreement after an act of force."""

from wargame.engine.dials import REPUTATION, SILENCE, SUPPORT
from wargame.engine.rules.actions import supports
from wargame.engine.rules.game import ALLIANCE, BY_TIME, Cause, Game, add, dial
from wargame.engine.world.rule import rule
from wargame.engine.world.tables import (
    AGREEMENT_WIDTH,
    AGREEMENTS,
    CONSULTATION,
    DEFENCE,
    EXCLUDES,
    HOSTILITY,
    INCIDENT_ACTOR,
    INCIDENT_TARGET,
    INCIDENT_WIDTH,
    INCIDENTS,
    IS_SEAT,
    PARTIES,
    SITE,
    STAGE_FROM,
    STAGE_WIDTH,
    STAGES,
    STATE_WIDTH,
    STATES,
)

FORCE_SHOWN = 3
"""MID hostility from which allies are expected to consult. No dial: the codebook of the Militarized Interstate Disputes
draws the line between threats (2) and displays of force (3).
"""
FIRST_DISPLAY = 7
"""The first MID action number of a display or use of force, by the same codebook: show of force."""


@rule
def bind_allies(g: Game) -> None:
    """Note for each state those it shares a defence pact in force with."""
    for i in range(g.at.states):
        g.now[g.at.allies + i] = 0
    for index in range(g.at.agreements):
        pact = g.t[AGREEMENTS] + index * AGREEMENT_WIDTH
        if not g.t[pact + DEFENCE] or g.now[g.at.in_force + index] == 0:
            continue
        for i in range(g.at.states):
            if (g.t[pact + PARTIES] >> i) & 1:
                cell = g.at.allies + i
                g.now[cell] = g.now[cell] | (g.t[pact + PARTIES] & ~(1 << i))


@rule
def consult(g: Game) -> None:
    """Judge each party of a consultation agreement by how it met last turn's act against another."""
    for index in range(g.at.agreements):
        pact = g.t[AGREEMENTS] + index * AGREEMENT_WIDTH
        if g.t[pact + CONSULTATION] and g.now[g.at.in_force + index] == 1:
            for victim in range(g.at.states):
                if (g.t[pact + PARTIES] >> victim) & 1 and acted_against(g, victim, pact):
                    judge_parties(g, index, victim)


@rule
def acted_against(g: Game, victim: int, pact: int) -> bool:
    """Say whether an outsider showed force to a state last turn, or an incident aimed at it stands there.

    An incident at a place that the agreement leaves out is no cause.
    """
    friends = g.t[pact + PARTIES]
    for i in range(g.at.states):
        outside = not (friends >> i) & 1
        if outside and g.now[g.at.stimulus + i * g.at.states + victim] >= FIRST_DISPLAY:
            return True
    for index in range(g.at.incidents):
        row = g.t[INCIDENTS] + index * INCIDENT_WIDTH
        stage = g.t[STAGES] + (g.t[row + STAGE_FROM] + g.now[g.at.incident + 3 * index]) * STAGE_WIDTH
        aimed = g.t[row + INCIDENT_TARGET] == victim and g.t[row + INCIDENT_ACTOR] >= 0
        if (g.t[row + SITE] & g.t[pact + EXCLUDES]) != 0:
            continue
        if aimed and g.t[stage + HOSTILITY] >= FORCE_SHOWN:
            return True
    return False


@rule
def judge_parties(g: Game, index: int, victim: int) -> None:
    """Support strengthens the agreement and the supporter's name; silence does the opposite."""
    cause = Cause(ALLIANCE, BY_TIME, 0, 0)
    parties = g.t[g.t[AGREEMENTS] + index * AGREEMENT_WIDTH + PARTIES]
    for ally in range(g.at.states):
        is_party = ally != victim and (parties >> ally) & 1
        if not is_party or not g.t[g.t[STATES] + ally * STATE_WIDTH + IS_SEAT]:
            continue
        if supports(g, ally, victim):
            add(g, g.at.strength + index, dial(g, SUPPORT), cause)
            add(g, g.at.standing + ally, dial(g, REPUTATION), cause)
        else:
            add(g, g.at.strength + index, -dial(g, SILENCE), cause)
            add(g, g.at.standing + ally, -dial(g, REPUTATION), cause)
