"""Alliances: who is bound to whom, and what support or silence does to an agreement after an act of force."""

from wargame.engine.rules.actions import supports
from wargame.engine.rules.game import ALLIANCE, BY_TIME, Cause, Game, add
from wargame.engine.world.cells import (
    allies_cell,
    in_force_cell,
    stage_cell,
    standing_cell,
    stimulus_cell,
    strength_cell,
)
from wargame.engine.world.rule import rule
from wargame.engine.world.table_rows import AgreementRow

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
        g.now[allies_cell(g.at, i)] = 0
    for index in range(g.at.agreements):
        pact = g.tables.agreements[index]
        if not pact.defence or g.now[in_force_cell(g.at, index)] == 0:
            continue
        for i in range(g.at.states):
            if (pact.parties >> i) & 1:
                cell = allies_cell(g.at, i)
                g.now[cell] = g.now[cell] | (pact.parties & ~(1 << i))


@rule
def consult(g: Game) -> None:
    """Judge each party of a consultation agreement by how it met last turn's act against another."""
    for index in range(g.at.agreements):
        pact = g.tables.agreements[index]
        if pact.consultation and g.now[in_force_cell(g.at, index)] == 1:
            for victim in range(g.at.states):
                if (pact.parties >> victim) & 1 and acted_against(g, victim, pact):
                    judge_parties(g, index, victim)


@rule
def acted_against(g: Game, victim: int, pact: AgreementRow) -> bool:
    """Say whether an outsider showed force to a state last turn, or an incident aimed at it stands there.

    An incident at a place that the agreement leaves out is no cause.
    """
    friends = pact.parties
    for i in range(g.at.states):
        outside = not (friends >> i) & 1
        if outside and g.now[stimulus_cell(g.at, i, victim)] >= FIRST_DISPLAY:
            return True
    for index in range(g.at.incidents):
        incident = g.tables.incidents[index]
        stage = g.tables.stages[incident.stage_from + g.now[stage_cell(g.at, index)]]
        aimed = incident.target == victim and incident.actor >= 0
        if (incident.site & pact.excludes) != 0:
            continue
        if aimed and stage.hostility >= FORCE_SHOWN:
            return True
    return False


@rule
def judge_parties(g: Game, index: int, victim: int) -> None:
    """Support strengthens the agreement and the supporter's name; silence does the opposite."""
    cause = Cause(ALLIANCE, BY_TIME, 0, 0)
    parties = g.tables.agreements[index].parties
    for ally in range(g.at.states):
        is_party = ally != victim and (parties >> ally) & 1
        if not is_party or not g.tables.states[ally].is_seat:
            continue
        if supports(g, ally, victim):
            add(g, strength_cell(g.at, index), g.tables.dials.support, cause)
            add(g, standing_cell(g.at, ally), g.tables.dials.reputation, cause)
        else:
            add(g, strength_cell(g.at, index), -g.tables.dials.silence, cause)
            add(g, standing_cell(g.at, ally), -g.tables.dials.reputation, cause)
