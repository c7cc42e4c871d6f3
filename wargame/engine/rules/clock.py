"""The clock: what is remembered of this turn's acts, and the number of the next turn."""

from wargame.engine.rules.actions import GRUDGE, Act, Kept, level_of, packed_kept, seen_cell
from wargame.engine.rules.game import BY_ORDER, BY_TIME, CLOCK, WHOLE, Cause, Game, add, fading, orders_filed
from wargame.engine.world.cells import (
    filed_order,
    grudge_cell,
    kept_cell,
    provocation_cell,
    relation_cell,
    stimulus_cell,
)
from wargame.engine.world.layout import KEPT_ORDERS
from wargame.engine.world.rule import inner_rule, rule


@inner_rule
def remember(g: Game, act: Act) -> None:
    """Count a noticed act for habituation, and keep the most hostile one for who must answer it next turn."""
    if not act.noticed:
        return
    cause = Cause(CLOCK, BY_ORDER, act.seat, act.slot)
    add(g, seen_cell(g, act.seat, act.kind, act.target), 1, cause)
    if act.target >= 0 and act.target != act.seat:
        cell = stimulus_cell(g.at, act.seat, act.target)
        action = g.tables.levels[act.level].mid_action
        if action > g.then[cell]:
            add(g, cell, action - g.then[cell], cause)


@rule
def forget(g: Game) -> None:
    """Clear what was kept of the turn before: of orders, and of incidents' moves."""
    for cell in range(stimulus_cell(g.at, 0, 0), grudge_cell(g.at, 0, 0)):
        if g.now[cell] != 0:
            add(g, cell, -g.now[cell], Cause(CLOCK, BY_TIME, 0, 0))


@rule
def bear_grudges(g: Game) -> None:
    """Let every state remember the force that was used at it; what it remembers fades as its tension does.

    A friend's show of force leaves none.
    """
    n = g.at.states
    for i in range(n):
        for j in range(n):
            cell = grudge_cell(g.at, i, j)
            acts = max(g.then[stimulus_cell(g.at, j, i)], g.then[provocation_cell(g.at, j, i)])
            if acts == 0 and g.now[cell] == 0:
                continue
            left = g.now[cell] * (WHOLE - fading(g, i, j)) >> 30
            is_friend = g.now[relation_cell(g.at, i, j)] >= g.tables.dials.friendship
            felt = g.tables.replies[min(acts, len(g.tables.replies) - 1)].hostility * GRUDGE
            add(g, cell, max(0 if is_friend else felt, left) - g.now[cell], Cause(CLOCK, BY_TIME, 0, 0))


@rule
def keep_courses(g: Game) -> None:
    """Keep the first orders that each seat gave, where seats are inclined to go on as they began."""
    if g.tables.dials.inertia == 0:
        return
    for seat in range(g.at.states):
        for place in range(KEPT_ORDERS):
            cell, number = kept_cell(g.at, seat, place), 0
            level = level_of(g, seat, place) if place < orders_filed(g, seat) else -1
            if level >= 0:
                filed = filed_order(g.at, g.now, seat, place)
                number = packed_kept(g.at, Kept(level, filed.target, filed.partner))
            add(g, cell, number - g.now[cell], Cause(CLOCK, BY_TIME, 0, 0))


@rule
def tick(g: Game) -> None:
    """Open the next turn."""
    add(g, g.at.clock, 1, Cause(CLOCK, BY_TIME, 0, 0))
