"""Direct effects: what an order does by itself, worn down by habituation, and the impulse of its severity."""

from wargame.engine.dials import IMPULSE
from wargame.engine.rules.actions import Act
from wargame.engine.rules.game import BY_ORDER, DIRECT, IMPULSE_RULE, Cast, Cause, Game, add, apply, dial, scale
from wargame.engine.world.dice import MISPERCEPTION, roll
from wargame.engine.world.layout import FAILED, WORKED
from wargame.engine.world.rule import rule
from wargame.engine.world.tables import (
    EFFECT_FROM,
    EFFECT_TO,
    FAILURE_FROM,
    FAILURE_TO,
    LEVEL_EFFECT_FROM,
    LEVEL_EFFECT_TO,
    LEVEL_WIDTH,
    LEVELS,
    ORDER_WIDTH,
    ORDERS,
    PERCEPTION,
    SUCCESS_FROM,
    SUCCESS_TO,
)

TRUE_TO_LIFE = 1024
"""The first guise of an act where nothing is misperceived."""


@rule
def affect(g: Game, act: Act) -> None:
    """Apply the effects of the kind, of the level, and of success or failure."""
    order, level = g.t[ORDERS] + act.kind * ORDER_WIDTH, g.t[LEVELS] + act.level * LEVEL_WIDTH
    cause = Cause(DIRECT, BY_ORDER, act.seat, act.slot)
    cast = Cast(act.seat, act.target, act.partner, act.claimants)
    for index in range(g.t[order + EFFECT_FROM], g.t[order + EFFECT_TO]):
        apply(g, index, cast, act.surprise, cause)
    for index in range(g.t[level + LEVEL_EFFECT_FROM], g.t[level + LEVEL_EFFECT_TO]):
        apply(g, index, cast, act.surprise, cause)
    if act.status == WORKED:
        for index in range(g.t[order + SUCCESS_FROM], g.t[order + SUCCESS_TO]):
            apply(g, index, cast, act.surprise, cause)
    if act.status == FAILED:
        for index in range(g.t[order + FAILURE_FROM], g.t[order + FAILURE_TO]):
            apply(g, index, cast, act.surprise, cause)


@rule
def strike(g: Game, act: Act) -> None:
    """The target feels the severity of the act (domain model: T[j,i] += a * severity * h(n))."""
    if act.target >= 0 and act.target != act.seat:
        cell = g.at.tension + act.target * g.at.states + act.seat
        cause = Cause(IMPULSE_RULE, BY_ORDER, act.seat, act.slot)
        add(g, cell, scale(dial(g, IMPULSE), perceived(g, act)), cause)


@rule
def perceived(g: Game, act: Act) -> int:
    """Give what the target takes the act for: sixteen equally likely guises around what it was."""
    guises = g.t[PERCEPTION]
    if g.t[guises] == TRUE_TO_LIFE:
        return act.felt
    return scale(g.t[guises + (roll(g.key, g.turn, MISPERCEPTION, act.seat, act.slot) >> 12)], act.felt)
