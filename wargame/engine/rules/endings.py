"""Endings: the first whose condition holds; immediate ones are asked every turn, the rest after the last."""

from wargame.engine.rules.game import BY_TIME, ENDING_RULE, Cause, Game, add, holds
from wargame.engine.world.rule import rule
from wargame.engine.world.tables import ENDING_WHEN, ENDING_WIDTH, ENDINGS, IMMEDIATE


@rule
def end(g: Game, is_last: bool) -> None:
    """Enter the ending, if there is one."""
    for index in range(g.at.endings):
        ending = g.t[ENDINGS] + index * ENDING_WIDTH
        if (is_last or g.t[ending + IMMEDIATE]) and holds(g.t, g.then, g.t[ending + ENDING_WHEN]):
            add(g, g.at.clock + 1, index + 1, Cause(ENDING_RULE, BY_TIME, 0, 0))
            return
