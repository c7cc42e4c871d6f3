"""Endings: the first whose condition holds; immediate ones are asked every turn, the rest after the last."""

from wargame.engine.rules.game import BY_TIME, ENDING_RULE, Cause, Game, add, holds
from wargame.engine.world.cells import ending_cell
from wargame.engine.world.rule import rule


@rule
def end(g: Game, is_last: bool) -> None:
    """Enter the ending, if there is one."""
    for index in range(g.at.endings):
        ending = g.tables.endings[index]
        if (is_last or ending.immediate) and holds(g.tables, g.then, ending.when):
            add(g, ending_cell(g.at), index + 1, Cause(ENDING_RULE, BY_TIME, 0, 0))
            return
