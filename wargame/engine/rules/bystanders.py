"""Bystanders: an act also moves those who took part, those allied with its target and those who share the claim."""

from wargame.engine.rules.actions import Act, felt_by, newness
from wargame.engine.rules.game import BY_ORDER, BYSTANDERS, Cause, Game, add, allies_of, bit, scale
from wargame.engine.world.cells import relation_cell, tension_cell
from wargame.engine.world.rule import inner_rule, lowest, rule


@inner_rule
def move_bystanders(g: Game, act: Act) -> None:
    """Let an act be felt beyond the two states it is between: by partners, and if hostile by allies and claimants."""
    if act.partners and act.is_first:
        come_together(g, act)
    if act.felt > 0 and act.target >= 0:
        blame_partners(g, act)
        alarm_allies(g, act)
        if g.tables.levels[act.level].severity >= g.tables.dials.force_from:
            divide_claimants(g, act)
            close_ranks(g, act)


@rule
def come_together(g: Game, act: Act) -> None:
    """Bring the author and each of its partners closer."""
    closer, partners = scale(newness(g, act), g.tables.dials.together), act.partners & ~bit(act.seat)
    while partners:
        partner = lowest(partners)
        partners -= bit(partner)
        come_closer(g, act.seat, partner, closer, act)


@rule
def come_closer(g: Game, i: int, j: int, amount: int, act: Act) -> None:
    """Move the relation between two states both ways."""
    cause = Cause(BYSTANDERS, BY_ORDER, act.seat, act.slot)
    add(g, relation_cell(g.at, i, j), amount, cause)
    add(g, relation_cell(g.at, j, i), amount, cause)


@rule
def blame_partners(g: Game, act: Act) -> None:
    """Let the target hold the act against each partner too, at a share."""
    cause, partners = Cause(BYSTANDERS, BY_ORDER, act.seat, act.slot), act.partners & ~bit(act.target)
    while partners:
        partner = lowest(partners)
        partners -= bit(partner)
        add(g, tension_cell(g.at, act.target, partner), scale(g.tables.dials.partner_share, act.felt), cause)


@rule
def alarm_allies(g: Game, act: Act) -> None:
    """Allies of the target feel a share, in proportion to how well they stand to the target."""
    share = scale(g.tables.dials.ally_share, act.felt)
    cause = Cause(BYSTANDERS, BY_ORDER, act.seat, act.slot)
    allies = allies_of(g, act.target) & ~bit(act.seat) & ~act.partners & ~act.targets
    while allies:
        ally = lowest(allies)
        allies -= bit(ally)
        alignment = max(g.now[relation_cell(g.at, ally, act.target)], 0) * 1024 // 100000
        add(g, tension_cell(g.at, ally, act.seat), scale(alignment, felt_by(g, act, ally, share)), cause)


@rule
def divide_claimants(g: Game, act: Act) -> None:
    """Force used by one claimant at a place that others claim turns them against each other."""
    if not (act.claimants >> act.seat) & 1:
        return
    quarrel = scale(g.tables.dials.quarrel, act.felt)
    cause = Cause(BYSTANDERS, BY_ORDER, act.seat, act.slot)
    for rival in range(g.at.states):
        if (act.claimants >> rival) & 1 and not ((bit(act.seat) | act.targets) >> rival) & 1:
            felt = felt_by(g, act, rival, quarrel)
            add(g, tension_cell(g.at, rival, act.seat), felt, cause)
            add(g, tension_cell(g.at, act.seat, rival), felt, cause)


@rule
def close_ranks(g: Game, act: Act) -> None:
    """Bring the target of force and its allies together; force from outside divides those who claim the place."""
    closer, apart = scale(act.surprise, g.tables.dials.closing_ranks), scale(act.surprise, g.tables.dials.wedge)
    is_wedge = (act.claimants >> act.target) & 1 and not (act.claimants >> act.seat) & 1
    for other in range(g.at.states):
        if ((bit(act.seat) | act.targets | act.partners) >> other) & 1:
            continue
        if (allies_of(g, act.target) >> other) & 1:
            come_closer(g, act.target, other, felt_by(g, act, other, closer), act)
        if is_wedge and (act.claimants >> other) & 1:
            come_closer(g, act.target, other, -felt_by(g, act, other, apart), act)
