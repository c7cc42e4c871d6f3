"""Domestic politics: public commitment, the price of backing down, the reward of standing firm, and resolve."""

from wargame.engine.rules.actions import Act, denied
from wargame.engine.rules.game import BY_ORDER, DOMESTIC, Cause, Game, add, scale
from wargame.engine.world.cells import approval_cell, readiness_cell, resolve_cell, stake_cell
from wargame.engine.world.rule import inner_rule, rule


@inner_rule
def answer_at_home(g: Game, act: Act) -> None:
    """Let an order's tags work at home, and its force work on the resolve of its target."""
    level = g.tables.levels[act.level]
    cause = Cause(DOMESTIC, BY_ORDER, act.seat, act.slot)
    if level.commits and act.is_first:
        escalated = scale(g.tables.dials.escalated_stake, max(level.severity, 0))
        staked = g.tables.dials.commitment + escalated
        add(g, stake_cell(g.at, act.seat), staked - scale(denied(g, act.kind), staked), cause)
    if level.backs_down and act.is_first:
        back_down(g, act, cause)
    if level.stands_firm and act.is_first:
        add(g, approval_cell(g.at, act.seat), g.tables.dials.firmness, cause)
    if act.target >= 0 and act.target != act.seat and level.severity >= g.tables.dials.force_from:
        is_readier = g.now[readiness_cell(g.at, act.seat)] > g.now[readiness_cell(g.at, act.target)]
        cowed = scale(g.tables.dials.deterrence, act.felt) if is_readier else 0
        add(g, resolve_cell(g.at, act.target), scale(g.tables.dials.spiral, act.felt) - cowed, cause)


@rule
def back_down(g: Game, act: Act, cause: Cause) -> None:
    """Pay the stake: confidence falls by a share of it, the more so the more open the state is."""
    stake = g.now[stake_cell(g.at, act.seat)]
    cost = scale(g.tables.states[act.seat].openness, scale(g.tables.dials.audience_cost, stake))
    add(g, approval_cell(g.at, act.seat), -cost, cause)
    add(g, stake_cell(g.at, act.seat), -stake, cause)
