"""Drift: what time does by itself. Tension fades and leaks into relations; relations and confidence return."""

from wargame.engine.rules.game import BY_TIME, CLAMP, DRIFT, REST, Cause, Game, add, fading, record
from wargame.engine.world.cells import (
    approval_cell,
    exposure_cell,
    readiness_cell,
    relation_cell,
    stake_cell,
    strength_cell,
    tension_cell,
)
from wargame.engine.world.dial_rows import RateRow
from wargame.engine.world.rule import inner_rule, rule

HALF = 1 << 29
PER_HUNDRED = 687_195
"""2**36 / 100,000: a sum of products over sixty states still fits 64 bits."""
LEAST = 10
"""The least change that time makes, a hundredth of a point: in a turn of minutes every pair would have several below. A
slower change comes whole in as many turns as make it add up.
"""
SLOW = LEAST << 30
GOLDEN, ASIDE, CYCLE = 648_055, 434_335, (1 << 20) - 1
"""Parts of 2**20 by which the phase of a cell moves each turn, and by which cells stand apart: the golden ratio less 1,
the square root of 2 less 1. Multiples of such numbers spread evenly over a cycle, so that of any N turns nearly N times
the share asked for come up, whatever that share is and however it changes meanwhile.
"""

PASSING = Cause(DRIFT, BY_TIME, 0, 0)


@rule
def in_hundreds(product: int) -> int:
    """Divide a product of two figures in milli-points by 100 points, rounding once.

    Multiplies and shifts: dividing numbers that may be negative takes the compiled rules several times as long.
    """
    return (product * PER_HUNDRED + (1 << 35)) >> 36


@inner_rule
def pass_time(g: Game, cell: int, rate: int, amount: int, step: int) -> None:
    """Let time change a cell by a share (1/2**30) of an amount, rounding once; by `step` now and then if it is less.

    LEAST is the longest step.
    """
    product = rate * amount
    delta = in_steps(g, cell, product, min(step, LEAST)) if -SLOW < product < SLOW else (product + HALF) >> 30
    g.then[cell] += delta
    record(g.ledger, cell, delta, PASSING, -1)


@rule
def in_steps(g: Game, cell: int, product: int, step: int) -> int:
    """Return the part of a slow change (in 1/2**30) that comes this turn: all or nothing of a step, where it is less
    than one."""
    if abs(product) >= step << 30:
        return (product + HALF) >> 30
    phase = (g.turn * GOLDEN + cell * ASIDE) & CYCLE
    comes = abs(product) > phase * (step << 10)
    return (step if product > 0 else -step) if comes else 0


@rule
def drift(g: Game) -> None:
    """Let the turn's time pass over every pair and every state."""
    rate = g.tables.rates[g.turn - 1]
    n = g.at.states
    balance = rate.balance // max(n - 2, 1) if n > 2 else 0
    for i in range(n):
        for j in range(n):
            if i != j:
                fade(g, i, j, rate)
                if balance:
                    lean(g, i, j, balance)
        settle(g, approval_cell(g.at, i), rate.approval_return)
        settle(g, stake_cell(g.at, i), rate.stake_fade)
        settle(g, readiness_cell(g.at, i), rate.readiness_return)
        if rate.arms_race:
            pass_time(g, readiness_cell(g.at, i), rate.arms_race, armed_against(g, i), LEAST)
    for index in range(g.at.agreements):
        settle(g, strength_cell(g.at, index), rate.agreement_return)


@inner_rule
def settle(g: Game, cell: int, share: int) -> None:
    """Move a cell by a share of its way back to its opening value, never past it."""
    way = g.tables.cells[cell].opening - g.now[cell]
    if way != 0:
        pass_time(g, cell, share, way, abs(way))


@inner_rule
def fade(g: Game, i: int, j: int, rate: RateRow) -> None:
    """Tension falls back to its opening level; what is above it worsens the relation, which returns slowly."""
    tension, relation = tension_cell(g.at, i, j), relation_cell(g.at, i, j)
    excess = g.now[tension] - g.tables.cells[tension].opening
    settle(g, tension, fading(g, i, j))
    settle(g, relation, rate.relation_return)
    settle(g, exposure_cell(g.at, i, j), rate.exposure_return)
    if excess > 0:
        pass_time(g, relation, rate.leak, -excess, LEAST)


@inner_rule
def armed_against(g: Game, i: int) -> int:
    """Add up how much readier others have become since the opening, each by how badly the state stands to it."""
    total = 0
    for j in range(g.at.states):
        cell = readiness_cell(g.at, j)
        gained = g.now[cell] - g.tables.cells[cell].opening
        if gained != 0:
            total += in_hundreds(gained * max(-g.now[relation_cell(g.at, i, j)], 0))
    return total


@inner_rule
def lean(g: Game, i: int, j: int, share: int) -> None:
    """Weak structural balance: dR = eta * (1 - R**2) * sum of R[i,k] R[k,j] over third states / (n - 2).

    `share` is eta / (n - 2). The sum may run over all states: nobody stands to itself in any way but 0.
    """
    n, now = g.at.states, g.now
    ours, theirs = relation_cell(g.at, i, 0), relation_cell(g.at, 0, j)
    third = 0
    for cell in range(ours, ours + n):
        third += now[cell] * now[theirs]
        theirs += n
    own = relation_cell(g.at, i, j)
    room = 100000 - in_hundreds(now[own] * now[own])
    pass_time(g, own, share, in_hundreds(in_hundreds(third) * room), LEAST)


@rule
def rest(g: Game) -> None:
    """Let no tension end a turn below its opening value, or below where it stood if that is lower.

    Time and what calms in the same turn both count from the turn's start; together they would go past it.
    """
    for cell in range(tension_cell(g.at, 0, 0), tension_cell(g.at, g.at.states, 0)):
        value, low = g.then[cell], min(g.now[cell], g.tables.cells[cell].opening)
        if value < low:
            add(g, cell, low - value, Cause(REST, BY_TIME, 0, 0))


@rule
def clamp(g: Game) -> None:
    """Bring back into its range, as a change of its own, every cell that can leave it: no count or clock can."""
    clamp_cells(g, g.at.relation, g.at.tension)
    clamp_cells(g, g.at.tension, g.at.familiarity)
    clamp_cells(g, g.at.approval, g.at.points)
    clamp_cells(g, g.at.points, g.at.belief)
    clamp_cells(g, g.at.belief, g.at.in_force)
    clamp_cells(g, g.at.in_force, g.at.mark)
    clamp_cells(g, g.at.mark, g.at.incident)


@rule
def clamp_cells(g: Game, first: int, end: int) -> None:
    """Bring cells of one range back into it where they changed; asking for the change last is quicker."""
    limits, now, then = g.tables.cells[first], g.now, g.then
    lowest, highest = limits.lowest, limits.highest
    for cell in range(first, end):
        value = then[cell]
        if (value < lowest or value > highest) and value != now[cell]:
            add(g, cell, min(max(value, lowest), highest) - value, Cause(CLAMP, BY_TIME, 0, 0))
