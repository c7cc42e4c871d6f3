"""Injects: scheduled or conditional events, judged at the end of a turn, each of which happens once."""

from wargame.engine.rules.effects import apply_all
from wargame.engine.rules.game import BY_INJECT, INJECT_RULE, Cast, Cause, Game, add, holds
from wargame.engine.world.cells import cue_cell, draw_cell, fired_cell
from wargame.engine.world.dice import INJECT, roll
from wargame.engine.world.layout import FIRED, JUDGED
from wargame.engine.world.rule import rule

UNCHANGED = 1024


@rule
def fire_injects(g: Game) -> bool:
    """Decide which injects happen before any of them changes anything, then let them; say whether any did.

    A decision by hand rolls no dice.
    """
    fired = False
    for index in range(g.at.injects):
        g.now[draw_cell(g.at, index)] = roll(g.key, g.turn, INJECT, index, 0) if is_due(g, index) else -1
    for index in range(g.at.injects):
        inject = g.tables.injects[index]
        drawn = g.now[draw_cell(g.at, index)]
        if g.now[cue_cell(g.at, index)] == FIRED or 0 <= drawn < inject.chance:
            fired = True
            cause, cast = (
                Cause(INJECT_RULE, BY_INJECT, index, 0),
                Cast(-1, 0, 0, 0, g.tables.seen[fired_cell(g.at, index)]),
            )
            add(g, fired_cell(g.at, index), g.turn, cause)
            apply_all(g, inject.effect_from, inject.effect_to, cast, UNCHANGED, cause)
    return fired


@rule
def is_due(g: Game, index: int) -> bool:
    """Say whether the dice decide on an inject: not fired, not decided by hand, in time, its condition holds.

    The white cell may have it judged out of its time.
    """
    inject, cue = g.tables.injects[index], g.now[cue_cell(g.at, index)]
    in_time = cue == 0 and inject.first_turn <= g.turn <= inject.last_turn
    if g.now[fired_cell(g.at, index)] != 0 or not (in_time or cue == JUDGED):
        return False
    return holds(g.tables, g.then, inject.when)
