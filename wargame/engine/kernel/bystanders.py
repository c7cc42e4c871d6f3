"""Bystanders: an act also moves those who took part, those allied with its target and those who share the claim."""

from wargame.engine.dials import ALLY_SHARE, FORCE_FROM, PARTNER_SHARE, QUARREL
from wargame.engine.kernel.acts import Act
from wargame.engine.kernel.ground import BY_ORDER, BYSTANDERS, Cause, Game, add, dial, scale
from wargame.engine.rule import rule
from wargame.engine.tables import (
    LEVEL_WIDTH,
    LEVELS,
    SEVERITY,
)


@rule
def move_bystanders(g: Game, act: Act) -> None:
    """Let a hostile act be felt beyond the two states it is between."""
    if act.felt > 0 and act.target >= 0:
        blame_partner(g, act)
        alarm_allies(g, act)
        divide_claimants(g, act)


@rule
def blame_partner(g: Game, act: Act) -> None:
    """The target holds the act against the partner too, at a share."""
    if act.partner >= 0 and act.partner != act.target:
        cell = g.at.tension + act.target * g.at.states + act.partner
        cause = Cause(BYSTANDERS, BY_ORDER, act.seat, act.slot)
        add(g, cell, scale(dial(g, PARTNER_SHARE), act.felt), cause)


@rule
def alarm_allies(g: Game, act: Act) -> None:
    """Allies of the target feel a share, in proportion to how well they stand to the target."""
    n = g.at.states
    share = scale(dial(g, ALLY_SHARE), act.felt)
    cause = Cause(BYSTANDERS, BY_ORDER, act.seat, act.slot)
    for ally in range(n):
        if not (g.now[g.at.allies + act.target] >> ally) & 1 or ally in (act.seat, act.partner):
            continue
        alignment = max(g.now[g.at.relation + ally * n + act.target], 0) * 1024 // 100000
        add(g, g.at.tension + ally * n + act.seat, scale(alignment, share), cause)


@rule
def divide_claimants(g: Game, act: Act) -> None:
    """Force used by one claimant at a place that others claim turns them against each other."""
    severity = g.t[g.t[LEVELS] + act.level * LEVEL_WIDTH + SEVERITY]
    if not (act.claimants >> act.seat) & 1 or severity < dial(g, FORCE_FROM):
        return
    n = g.at.states
    quarrel = scale(dial(g, QUARREL), act.felt)
    cause = Cause(BYSTANDERS, BY_ORDER, act.seat, act.slot)
    for rival in range(n):
        if (act.claimants >> rival) & 1 and rival not in (act.seat, act.target):
            add(g, g.at.tension + rival * n + act.seat, quarrel, cause)
            add(g, g.at.tension + act.seat * n + rival, quarrel, cause)
