"""Shifts: figures that the white cell moves by hand, at the end of a turn."""

from wargame.engine.rules.game import BY_HAND, SHIFT_RULE, Cause, Game, add
from wargame.engine.world.cells import shift_cell
from wargame.engine.world.layout import MOST_SHIFTS
from wargame.engine.world.rule import rule


@rule
def shift_figures(g: Game) -> bool:
    """Move what is to be moved; say whether anything was."""
    shifted = False
    if g.now[g.at.has_interventions] != 0:
        for index in range(MOST_SHIFTS):
            cell = g.now[shift_cell(g.at, index)] - 1
            if cell >= 0:
                shifted = True
                add(g, cell, g.now[shift_cell(g.at, index) + 1], Cause(SHIFT_RULE, BY_HAND, index, 0))
    return shifted
