"""Drift: what time does by itself. Tension fades and leaks into relations; relations and confidence return."""

from wargame.engine.dials import (
    AGREEMENT_RETURN,
    APPROVAL_RETURN,
    ARMS_RACE,
    BALANCE,
    EXPOSURE_RETURN,
    LEAK,
    RATE_WIDTH,
    READINESS_RETURN,
    RELATION_RETURN,
    STAKE_FADE,
    TENSION_DECAY,
)
from wargame.engine.rules.game import BY_TIME, CLAMP, DRIFT, Cause, Game, add, record
from wargame.engine.world.rule import rule
from wargame.engine.world.tables import CELL_WIDTH, CELLS, HIGHEST, LOWEST, OPENING, RATES

HALF = 1 << 29
PER_HUNDRED = 687_195
"""2**36 / 100,000: a sum of products over sixty states still fits 64 bits."""
LEAST = 10
"""The least change that time makes, a hundredth of a point: in a turn of minutes every pair would have several below.
What is slower comes whole in as many turns as make it add up.
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


@rule
def pass_time(g: Game, cell: int, rate: int, amount: int, step: int) -> None:
    """Let time change a cell by a share (1/2**30) of an amount, rounding once; by `step` now and then if it is less.

    LEAST is the longest step.
    """
    product = rate * amount
    delta = in_steps(g, cell, product, min(step, LEAST)) if -SLOW < product < SLOW else (product + HALF) >> 30
    if delta != 0:
        g.then[cell] += delta
        record(g.ledger, cell, delta, PASSING, -1)


@rule
def in_steps(g: Game, cell: int, product: int, step: int) -> int:
    """Give what a slow change (in 1/2**30) comes to this turn: all or nothing of a step, where it is less than one."""
    if abs(product) >= step << 30:
        return (product + HALF) >> 30
    phase = (g.turn * GOLDEN + cell * ASIDE) & CYCLE
    comes = abs(product) > phase * (step << 10)
    return (step if product > 0 else -step) if comes else 0


@rule
def drift(g: Game) -> None:
    """Let the turn's time pass over every pair and every state."""
    rate = g.t[RATES] + (g.turn - 1) * RATE_WIDTH
    n = g.at.states
    balance = g.t[rate + BALANCE] // max(n - 2, 1) if n > 2 else 0
    for i in range(n):
        for j in range(n):
            if i != j:
                fade(g, i * n + j, rate)
                if balance:
                    lean(g, i, j, balance)
        settle(g, g.at.approval + i, g.t[rate + APPROVAL_RETURN])
        settle(g, g.at.stake + i, g.t[rate + STAKE_FADE])
        settle(g, g.at.readiness + i, g.t[rate + READINESS_RETURN])
        if g.t[rate + ARMS_RACE]:
            pass_time(g, g.at.readiness + i, g.t[rate + ARMS_RACE], armed_against(g, i), LEAST)
    for index in range(g.at.agreements):
        settle(g, g.at.strength + index, g.t[rate + AGREEMENT_RETURN])


@rule
def settle(g: Game, cell: int, share: int) -> None:
    """Move a cell by a share of its way back to its opening value, never past it."""
    way = g.t[g.t[CELLS] + cell * CELL_WIDTH + OPENING] - g.now[cell]
    if way != 0:
        pass_time(g, cell, share, way, abs(way))


@rule
def fade(g: Game, pair: int, rate: int) -> None:
    """Tension falls back to its opening level; what is above it worsens the relation, which returns slowly."""
    excess = g.now[g.at.tension + pair] - g.t[g.t[CELLS] + (g.at.tension + pair) * CELL_WIDTH + OPENING]
    settle(g, g.at.tension + pair, g.t[rate + TENSION_DECAY])
    settle(g, g.at.relation + pair, g.t[rate + RELATION_RETURN])
    settle(g, g.at.exposure + pair, g.t[rate + EXPOSURE_RETURN])
    if excess > 0:
        pass_time(g, g.at.relation + pair, g.t[rate + LEAK], -excess, LEAST)


@rule
def armed_against(g: Game, i: int) -> int:
    """Add up how much readier others have become since the opening, each by how badly the state stands to it."""
    total = 0
    for j in range(g.at.states):
        cell = g.at.readiness + j
        gained = g.now[cell] - g.t[g.t[CELLS] + cell * CELL_WIDTH + OPENING]
        if gained != 0:
            total += in_hundreds(gained * max(-g.now[g.at.relation + i * g.at.states + j], 0))
    return total


@rule
def lean(g: Game, i: int, j: int, share: int) -> None:
    """Weak structural balance: dR = eta * (1 - R**2) * sum of R[i,k] R[k,j] over third states / (n - 2).

    `share` is eta / (n - 2). The sum may run over all states: nobody stands to itself in any way but 0.
    """
    n, now = g.at.states, g.now
    row, column = g.at.relation + i * n, g.at.relation + j
    third = 0
    for cell in range(row, row + n):
        third += now[cell] * now[column]
        column += n
    own = now[row + j]
    room = 100000 - in_hundreds(own * own)
    pass_time(g, row + j, share, in_hundreds(in_hundreds(third) * room), LEAST)


@rule
def clamp(g: Game) -> None:
    """Bring back into its range, as a change of its own, every cell that can leave it: no count or clock can."""
    clamp_cells(g, g.at.relation, g.at.familiarity)
    clamp_cells(g, g.at.approval, g.at.incident)


@rule
def clamp_cells(g: Game, first: int, end: int) -> None:
    """Bring cells that changed back into their ranges."""
    t, now, then = g.t, g.now, g.then
    for cell in range(first, end):
        value = then[cell]
        if value == now[cell]:
            continue
        limits = t[CELLS] + cell * CELL_WIDTH
        if value < t[limits + LOWEST]:
            add(g, cell, t[limits + LOWEST] - value, Cause(CLAMP, BY_TIME, 0, 0))
        elif value > t[limits + HIGHEST]:
            add(g, cell, t[limits + HIGHEST] - value, Cause(CLAMP, BY_TIME, 0, 0))
