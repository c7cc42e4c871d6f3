"""Graduated and reciprocated initiatives in tension reduction (GRIT): steps of goodwill that ask for nothing.

A seat needs no memory of its own for them: what each state has seen of a class of acts is in the world, and a class
whose orders are all goodwill is one of steps. Form: `P = logistic(b0 + b1*c + b2*credibility - b3*T)`, after Osgood
1962.
"""

from typing import NamedTuple

from wargame.engine.rules.game import Game, scale
from wargame.engine.rules.policies.kinds import STEP_DIE
from wargame.engine.rules.policies.view import look
from wargame.engine.world.cells import familiarity_cell, tension_cell
from wargame.engine.world.dice import POLICY, roll
from wargame.engine.world.rule import rule

ONE_POINT = 1000


class StepCounts(NamedTuple):
    """Steps that a seat took towards a state and got from it, and the mean Goldstein value of those got (milli)."""

    given: int
    got: int
    size: int


@rule
def course_of(g: Game, seat: int, other: int) -> StepCounts:
    """Count the steps between a seat and another state since the opening."""
    given, got, size = 0, 0, 0
    for index in range(len(g.tables.steps)):
        step = g.tables.steps[index]
        seen = max(look(g, seat, familiarity_cell(g.at, other, step.order_class, seat)), 0)
        given += max(look(g, seat, familiarity_cell(g.at, seat, step.order_class, other)), 0)
        got += seen
        size += seen * step.size
    return StepCounts(given, got, size // max(got, 1))


@rule
def rounds(g: Game) -> int:
    """Return the number of steps that may stand unanswered; a resolution to step holds for so many turns."""
    return g.tables.dials.grit_rounds // ONE_POINT


@rule
def chance_of_step(g: Game, seat: int, other: int, course: StepCounts) -> int:
    """Give the chance (1/65536) of a step: more for a large step to answer and a credible partner, less in fear.

    The other is as credible as its share in the steps between the two; a step is there to answer while it is ahead.
    """
    size = course.size if course.got > course.given else 0
    credibility = 1024 * course.got // max(course.given + course.got, 1)
    fear = max(look(g, seat, tension_cell(g.at, seat, other)), 0)
    odds = g.tables.dials.grit + scale(g.tables.dials.grit_trust, credibility)
    odds += (g.tables.dials.grit_size * size - g.tables.dials.grit_fear * fear) // ONE_POINT
    return logistic(g, odds)


@rule
def logistic(g: Game, odds: int) -> int:
    """Turn log odds (1/1024) into a chance (1/65536), straight between the eighths of the table from -8 to 8."""
    at = min(max(odds + 8 * 1024, 0), 16 * 1024 - 1)
    below, above = g.tables.logistic[at >> 7], g.tables.logistic[(at >> 7) + 1]
    return below + ((above - below) * (at & 127) >> 7)


@rule
def takes_step(g: Game, seat: int, other: int) -> bool:
    """Say whether a seat steps towards a state: not while as many of its steps as the dial allows are unanswered.

    The die holds for that many turns, so that a seat which has begun persists, unless its fear outgrows the roll.
    """
    most = rounds(g)
    if most == 0:
        return False
    course = course_of(g, seat, other)
    die = roll(g.key, (g.turn - 1) // most, POLICY, seat, STEP_DIE)
    return course.given - course.got < most and die < chance_of_step(g, seat, other, course)


@rule
def owed_to(g: Game, seat: int) -> int:
    """Find the state that is furthest ahead of the seat in steps, or -1."""
    state, most = -1, 0
    for other in range(g.at.states):
        course = course_of(g, seat, other)
        if other != seat and course.got - course.given > most:
            state, most = other, course.got - course.given
    return state
