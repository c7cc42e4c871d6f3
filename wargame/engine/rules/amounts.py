"""Amounts of authored effects: fixed, worn down by habituation, or drawn within a spread."""

from wargame.engine.rules.game import BY_ORDER, Cause, Game, scale
from wargame.engine.world.dice import DRAWN, DRAWN_IN_EVENTS, SIDES, roll
from wargame.engine.world.rule import rule


@rule
def amount_of(g: Game, index: int, share: int, cause: Cause) -> int:
    """Give the amount of an effect that comes; `share` (1/1024) is habituation."""
    spread: int = g.tables.effects[index].spread
    if spread == 0:
        return middle_of(g, index, share)
    return middle_of(g, index, share) - spread + draw(g, index, cause) * (2 * spread + 1) // SIDES


@rule
def middle_of(g: Game, index: int, share: int) -> int:
    """Give the middle of an effect's range."""
    effect = g.tables.effects[index]
    return scale(share, effect.amount) if effect.habituates else effect.amount


@rule
def draw(g: Game, index: int, cause: Cause) -> int:
    """Roll (1/65536) for an effect: of an order, by its slot, or of an event without an order."""
    kind = DRAWN + cause.second if cause.source == BY_ORDER else DRAWN_IN_EVENTS
    return roll(g.key, g.turn, kind, cause.first, g.tables.effects[index].serial)
