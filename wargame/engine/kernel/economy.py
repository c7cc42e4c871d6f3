"""Economy: coercion costs both sides a share of what they are exposed to, and never more."""

from wargame.engine.dials import COERCION_SENDER, COERCION_TARGET
from wargame.engine.kernel.acts import Act
from wargame.engine.kernel.ground import BY_ORDER, ECONOMY, Cause, Game, add, dial, scale
from wargame.engine.rule import rule
from wargame.engine.tables import (
    COERCES,
    LEVEL_WIDTH,
    LEVELS,
)


@rule
def coerce(g: Game, act: Act) -> None:
    """Let an order tagged as coercion hurt its target, and its sender less."""
    if not g.t[g.t[LEVELS] + act.level * LEVEL_WIDTH + COERCES] or act.target < 0 or act.target == act.seat:
        return
    n = g.at.states
    cause = Cause(ECONOMY, BY_ORDER, act.seat, act.slot)
    hurt = scale(dial(g, COERCION_TARGET), g.now[g.at.exposure + act.target * n + act.seat])
    price = scale(dial(g, COERCION_SENDER), g.now[g.at.exposure + act.seat * n + act.target])
    add(g, g.at.economy + act.target, -hurt, cause)
    add(g, g.at.economy + act.seat, -price, cause)
