"""Evidence: seats learn of hidden truths from the changes that they see, by Bayes' rule.

A seat compares two likelihoods of the change that it saw: if a truth holds, and if it does not. Both follow from the
open rules and scenario and from the other beliefs of the seat. So its belief says all that a reader could work out.
"""

from typing import NamedTuple

from wargame.engine.rules.amounts import amount_of, draw, middle_of
from wargame.engine.rules.game import BY_MOVE, EVIDENCE, Cast, Cause, Game, bit, holds, members, record, scale
from wargame.engine.world.cells import belief_cell, stage_cell, truth_cell
from wargame.engine.world.dice import SIDES
from wargame.engine.world.rule import lowest, rule
from wargame.engine.world.table_rows import OrderRow, StageRow
from wargame.engine.world.tables import NOBODY

CERTAIN = 100_000
"""A belief of 100, in milli-points."""
LEAST_CHANCE = (1 << 20) // 100
NO_EFFECT = -1


class Likelihoods(NamedTuple):
    """The likelihoods of one observation if a truth holds, and if it does not: below 2**26, in one unit of any size."""

    if_true: int
    if_false: int


@rule
def would_hold(g: Game, condition: int, truth: int, value: int) -> bool:
    """Judge a condition on the world as it would be with this value (1 or 0) of a hidden truth."""
    cell = truth_cell(g.at, truth)
    kept = g.now[cell]
    g.now[cell] = value
    is_met = holds(g.tables, g.now, condition)
    g.now[cell] = kept
    return is_met


@rule
def learn(g: Game, index: int, cast: Cast, share: int, cause: Cause) -> None:
    """Let the witnesses of an effect that asks for a hidden truth learn from it, whether or not it comes.

    An effect and its twin come in opposite cases with the same words, so the amount alone tells them apart. The rule
    weighs the pair once.
    """
    effect = g.tables.effects[index]
    if effect.twin > index:
        return
    seen = index if holds(g.tables, g.now, effect.when) else NO_EFFECT
    if seen == NO_EFFECT and effect.twin != NO_EFFECT and holds(g.tables, g.now, g.tables.effects[effect.twin].when):
        seen = effect.twin
    amount = amount_of(g, seen, share, cause) if seen != NO_EFFECT else 0
    so, otherwise = effect_if(g, index, 1), effect_if(g, index, 0)
    if_true = likelihood(g, so, otherwise, seen, amount, share)
    found = Likelihoods(if_true, likelihood(g, otherwise, so, seen, amount, share))
    learners = cast.witnesses & seats_that_see(g, index, cast)
    while learners:
        seat = lowest(learners)
        learners -= bit(seat)
        weigh(g, seat, effect.truth, found, cause, seen)


@rule
def effect_if(g: Game, index: int, value: int) -> int:
    """Give the one of an effect and its twin that would come with this value of their truth, or NO_EFFECT."""
    effect = g.tables.effects[index]
    if would_hold(g, effect.when, effect.truth, value):
        return index
    twin: int = effect.twin
    if twin != NO_EFFECT and would_hold(g, g.tables.effects[twin].when, effect.truth, value):
        return twin
    return NO_EFFECT


@rule
def likelihood(g: Game, expected: int, other: int, seen: int, amount: int, share: int) -> int:
    """Give the likelihood of an amount where one effect is expected, times the numbers of amounts of both."""
    if seen == NO_EFFECT:
        return 1 if expected == NO_EFFECT else 0
    if expected == NO_EFFECT:
        return 0
    if abs(amount - middle_of(g, expected, share)) > g.tables.effects[expected].spread:
        return 0
    return 2 * g.tables.effects[other].spread + 1 if other != NO_EFFECT else 1


@rule
def seats_that_see(g: Game, index: int, cast: Cast) -> int:
    """Give the bit mask of the states that may know a cell that an effect changes."""
    effect = g.tables.effects[index]
    if effect.who == NOBODY:
        seen: int = g.tables.seen[effect.base]
        return seen
    who, seats = members(g, effect.who, cast), 0
    while who:
        state = lowest(who)
        who -= bit(state)
        seats |= g.tables.seen[effect.base + state * effect.stride]
    return seats


@rule
def look_into(g: Game, index: int, cast: Cast, cause: Cause) -> None:
    """Let states look into a hidden truth: what they see is right in as many of 65536 cases as the effect says."""
    effect = g.tables.effects[index]
    is_right = draw(g, index, cause) < effect.right
    points_to_it = (g.now[truth_cell(g.at, effect.truth)] == 1) == is_right
    if_true = effect.right if points_to_it else SIDES - effect.right
    seen = Likelihoods(if_true, SIDES - if_true)
    who = members(g, effect.who, cast)
    while who:
        state = lowest(who)
        who -= bit(state)
        weigh(g, state, effect.truth, seen, cause, index)


@rule
def weigh(g: Game, seat: int, truth: int, seen: Likelihoods, cause: Cause, effect: int) -> None:
    """Move what a seat believes of a truth by how likely what it saw is in either case."""
    cell = belief_cell(g.at, seat, truth)
    believed = min(max(g.then[cell], 0), CERTAIN)
    so, otherwise = believed * seen.if_true, (CERTAIN - believed) * seen.if_false
    if so + otherwise == 0:
        so, otherwise = seen.if_true, seen.if_false
    if so + otherwise == 0:
        return
    delta = (2 * CERTAIN * so + so + otherwise) // (2 * (so + otherwise)) - g.then[cell]
    g.then[cell] += delta
    record(g.ledger, cell, delta, Cause(EVIDENCE, cause.source, cause.first, cause.second), effect)


@rule
def learn_from_move(g: Game, index: int, transition: int) -> None:
    """Let the seats that see an incident learn from the way that it went, if hidden truths weigh in it."""
    stage = g.tables.stages[g.tables.incidents[index].stage_from + g.now[stage_cell(g.at, index)]]
    truths, cause = stage.truths, Cause(EVIDENCE, BY_MOVE, index, transition)
    while truths:
        truth = lowest(truths)
        truths -= bit(truth)
        learners = g.tables.seen[stage_cell(g.at, index)]
        while learners:
            seat = lowest(learners)
            learners -= bit(seat)
            if_true = share_if(g, stage, transition, seat, truth, 1)
            seen = Likelihoods(if_true, share_if(g, stage, transition, seat, truth, 0))
            weigh(g, seat, truth, seen, cause, NO_EFFECT)


@rule
def share_if(g: Game, stage: StageRow, transition: int, seat: int, truth: int, value: int) -> int:
    """Give the chance (in 2**20) of a way on from a stage if a truth has this value and the seat's beliefs hold.

    It is at least 1 in 100: something that the seat did not notice may have made the way possible.
    """
    total, own = 0, 0
    for way in range(stage.transition_from, stage.transition_to):
        weight = weight_if(g, way, seat, truth, value)
        total += weight
        if way == transition:
            own = weight
    return max((own << 20) // total, LEAST_CHANCE) if total else LEAST_CHANCE


@rule
def weight_if(g: Game, transition: int, seat: int, truth: int, value: int) -> int:
    """Give the weight of a transition to be expected if a truth has this value and the seat's beliefs hold."""
    row = g.tables.transitions[transition]
    if not row.first_turn <= g.turn <= row.last_turn:
        return 0
    weight = row.weight
    for index in range(row.modifier_from, row.modifier_to):
        weight += expected(g, index, seat, truth, value)
    weight = max(weight, 0)
    return scale(g.tables.dials.accidents, weight) if row.accident else weight


@rule
def expected(g: Game, index: int, seat: int, truth: int, value: int) -> int:
    """Give the amount that a modifier is expected to add, by the seat's belief if it asks for another truth."""
    modifier = g.tables.modifiers[index]
    add: int = modifier.add
    if modifier.truth < 0:
        return add if holds(g.tables, g.now, modifier.when) else 0
    if modifier.truth == truth:
        return add if would_hold(g, modifier.when, truth, value) else 0
    believed = g.now[belief_cell(g.at, seat, modifier.truth)]
    so = believed if would_hold(g, modifier.when, modifier.truth, 1) else 0
    otherwise = CERTAIN - believed if would_hold(g, modifier.when, modifier.truth, 0) else 0
    return add * (so + otherwise) // CERTAIN


@rule
def learn_from_roll(g: Game, order: OrderRow, witnesses: int, worked: bool, cause: Cause) -> None:
    """Let those who notice an order learn from whether it worked, if hidden truths weigh in its chance."""
    truths = order.truths
    while truths:
        truth = lowest(truths)
        truths -= bit(truth)
        learners = witnesses
        while learners:
            seat = lowest(learners)
            learners -= bit(seat)
            if g.tables.states[seat].is_seat:
                if_true, if_false = chance_if(g, order, seat, truth, 1), chance_if(g, order, seat, truth, 0)
                if not worked:
                    if_true, if_false = CERTAIN - if_true, CERTAIN - if_false
                weigh(g, seat, truth, Likelihoods(if_true, if_false), cause, NO_EFFECT)


@rule
def chance_if(g: Game, order: OrderRow, seat: int, truth: int, value: int) -> int:
    """Give the chance (in 100,000) of an order to be expected if a truth has this value and the seat's beliefs hold."""
    chance = order.base_chance
    for index in range(order.modifier_from, order.modifier_to):
        chance += expected(g, index, seat, truth, value)
    return min(max(chance, 1000), 99000)
