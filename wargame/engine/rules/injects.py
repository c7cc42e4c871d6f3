"""Injects: scheduled or conditional events, judged at the end of a turn, each of which happens once."""

from wargame.engine.rules.game import BY_INJECT, INJECT_RULE, Cast, Cause, Game, add, apply, holds
from wargame.engine.world.dice import INJECT, roll
from wargame.engine.world.layout import FIRED, JUDGED
from wargame.engine.world.rule import rule
from wargame.engine.world.tables import (
    INJECT_CHANCE,
    INJECT_EFFECT_FROM,
    INJECT_EFFECT_TO,
    INJECT_FIRST_TURN,
    INJECT_LAST_TURN,
    INJECT_WHEN,
    INJECT_WIDTH,
    INJECTS,
)

UNCHANGED = 1024


@rule
def fire_injects(g: Game) -> bool:
    """Decide which injects happen before any of them changes anything, then let them; say whether any did.

    What is decided by hand rolls no dice.
    """
    fired = False
    for index in range(g.at.injects):
        g.now[g.at.draw + index] = roll(g.key, g.turn, INJECT, index, 0) if is_due(g, index) else -1
    for index in range(g.at.injects):
        inject = g.t[INJECTS] + index * INJECT_WIDTH
        drawn = g.now[g.at.draw + index]
        if g.now[g.at.cued + index] == FIRED or 0 <= drawn < g.t[inject + INJECT_CHANCE]:
            fired = True
            cause = Cause(INJECT_RULE, BY_INJECT, index, 0)
            add(g, g.at.fired + index, g.turn, cause)
            for effect in range(g.t[inject + INJECT_EFFECT_FROM], g.t[inject + INJECT_EFFECT_TO]):
                apply(g, effect, Cast(-1, -1, -1, 0), UNCHANGED, cause)
    return fired


@rule
def is_due(g: Game, index: int) -> bool:
    """Say whether the dice decide on an inject: not fired, not decided by hand, in time, its condition holds.

    The white cell may have it judged out of its time.
    """
    inject, cue = g.t[INJECTS] + index * INJECT_WIDTH, g.now[g.at.cued + index]
    in_time = cue == 0 and g.t[inject + INJECT_FIRST_TURN] <= g.turn <= g.t[inject + INJECT_LAST_TURN]
    if g.now[g.at.fired + index] != 0 or not (in_time or cue == JUDGED):
        return False
    return holds(g.t, g.then, g.t[inject + INJECT_WHEN])
