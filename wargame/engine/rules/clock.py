"""The clock: what is remembered of this turn's acts, and the number of the next turn."""

from wargame.engine.rules.actions import Act, seen_cell
from wargame.engine.rules.game import BY_ORDER, BY_TIME, CLOCK, Cause, Game, add
from wargame.engine.world.cells import stimulus_cell
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
    """Clear what was kept of the turn before."""
    for cell in range(stimulus_cell(g.at, 0, 0), stimulus_cell(g.at, g.at.states, 0)):
        if g.now[cell] != 0:
            add(g, cell, -g.now[cell], Cause(CLOCK, BY_TIME, 0, 0))


@rule
def tick(g: Game) -> None:
    """Open the next turn."""
    add(g, g.at.clock, 1, Cause(CLOCK, BY_TIME, 0, 0))
