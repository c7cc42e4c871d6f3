"""Direct effects: what an order does by itself, worn down by habituation, and the impulse of its severity."""

from wargame.engine.rules.actions import Act, newness, witnesses_of
from wargame.engine.rules.effects import apply_all
from wargame.engine.rules.evidence import learn_from_roll
from wargame.engine.rules.game import BY_ORDER, DIRECT, IMPULSE_RULE, Cast, Cause, Game, add, scale
from wargame.engine.world.cells import order_result, ruled_order, tension_cell
from wargame.engine.world.dice import MISPERCEPTION, roll
from wargame.engine.world.layout import AS_NOTICED, DICE_WORKED, FAILED, WORKED
from wargame.engine.world.rule import inner_rule, rule

TRUE_TO_LIFE = 1024
"""The first perception of an act where nothing is misperceived."""


@inner_rule
def affect(g: Game, act: Act) -> None:
    """Apply the effects of the kind, of the level, and of success or failure, once for all targets."""
    if not act.is_first:
        return
    order, level = g.tables.orders[act.kind], g.tables.levels[act.level]
    cause = Cause(DIRECT, BY_ORDER, act.seat, act.slot)
    witnesses = witnesses_of(g, act.kind, act.seat, act.targets | act.partners, act.noticed)
    cast = Cast(act.seat, act.targets, act.partners, act.claimants, witnesses)
    share = newness(g, act)
    if order.truths:
        learn_from_roll(g, order, witnesses, dice_had_it_work(g, act), cause)
    apply_all(g, order.effect_from, order.effect_to, cast, share, cause)
    apply_all(g, level.effect_from, level.effect_to, cast, share, cause)
    if act.status == WORKED:
        apply_all(g, order.success_from, order.success_to, cast, share, cause)
    if act.status == FAILED:
        apply_all(g, order.failure_from, order.failure_to, cast, share, cause)


@rule
def dice_had_it_work(g: Game, act: Act) -> bool:
    """Say whether the dice let an order work, whatever the white cell decided: seats read both."""
    if g.now[g.at.has_interventions] == AS_NOTICED:
        return bool(ruled_order(g.at, g.now, act.seat, act.slot).status >= DICE_WORKED)
    result = order_result(g.at, g.now, act.seat, act.slot)
    return bool(result.roll < result.chance)


@inner_rule
def strike(g: Game, act: Act) -> None:
    """Let the target feel the severity of the act (domain model: T[j,i] += a * severity * h(n))."""
    if act.target >= 0 and act.target != act.seat:
        cell = tension_cell(g.at, act.target, act.seat)
        cause = Cause(IMPULSE_RULE, BY_ORDER, act.seat, act.slot)
        add(g, cell, scale(g.tables.dials.impulse, perceived(g, act)), cause)


@rule
def perceived(g: Game, act: Act) -> int:
    """Return the severity that the target takes the act for: sixteen equally likely perceptions around what it was."""
    perceptions = g.tables.perception
    if perceptions[0] == TRUE_TO_LIFE:
        return act.felt
    return scale(perceptions[roll(g.key, g.turn, MISPERCEPTION, act.seat, act.slot) >> 12], act.felt)
