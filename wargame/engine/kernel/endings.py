"""Endings: the first whose condition holds; immediate ones are asked every turn, the rest after the last."""

from wargame.engine.kernel.ground import BY_TIME, ENDING_RULE, Cause, Game, add, holds
from wargame.engine.rule import rule
from wargame.engine.tables import ENDING_WHEN, IMMEDIATE


@rule
def end(g: Game, is_last: bool) -> None:
    """Enter the ending, if there is one."""
    for index in range(len(g.t.endings)):
        ending = g.t.endings[index]
        if (is_last or ending[IMMEDIATE]) and holds(g.t, g.then, ending[ENDING_WHEN]):
            add(g, g.at.clock + 1, index + 1, Cause(ENDING_RULE, BY_TIME, 0, 0))
            return
