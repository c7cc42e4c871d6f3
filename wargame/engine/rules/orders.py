"""Orders: what each costs, slot by slot, whether it works, and whether a covert one is noticed."""

from wargame.engine.rules.actions import level_of
from wargame.engine.rules.game import (
    BY_ORDER,
    BY_TIME,
    CLOCK,
    ORDER_COST,
    Cause,
    Game,
    add,
    contradict,
    holds,
    may_contradict,
    modified,
    named,
    need_of,
    orders_filed,
    price_of,
)
from wargame.engine.world.cells import filed_order, order_result, points_cell, ruled_order
from wargame.engine.world.dice import DETECTION, SIDES, SUCCESS, roll
from wargame.engine.world.layout import AS_NOTICED, DICE_WORKED, DONE, FAILED, NOTICED, REFUSED, WORKED
from wargame.engine.world.rule import inner_rule, rule
from wargame.engine.world.tables import ANY_STATE, COVERT


@rule
def take_orders(g: Game) -> None:
    """Pay for all sheets first, then roll: a chance may depend on anything ordered this turn."""
    for seat in range(g.at.states):
        pay(g, seat)
    for seat in range(g.at.states):
        for slot in range(orders_filed(g, seat)):
            carry_out(g, seat, slot)
    for seat in range(g.at.states):
        for slot in range(orders_filed(g, seat)):
            note_success(g, seat, slot)


@inner_rule
def pay(g: Game, seat: int) -> None:
    """Accept a seat's orders in the order of its sheet while its points last, then allot those of next turn."""
    left = g.now[points_cell(g.at, seat)]
    for slot in range(orders_filed(g, seat)):
        filed, result = filed_order(g.at, g.now, seat, slot), order_result(g.at, g.now, seat, slot)
        if filed.kind < 0:
            continue
        order = g.tables.orders[filed.kind]
        level = g.tables.levels[order.level_from + filed.level]
        cost = price_of(g.tables, order, level, filed.target, filed.partner)
        is_noticed = g.now[g.at.has_interventions] == AS_NOTICED
        is_refused = ruled_order(g.at, g.now, seat, slot).status % DICE_WORKED == REFUSED
        if is_refused or not (is_noticed or (cost <= left and may_give(g, seat, slot))):
            result.status = REFUSED
            continue
        result.status = DONE
        left -= cost
        add(g, points_cell(g.at, seat), -cost, Cause(ORDER_COST, BY_ORDER, seat, slot))
        note(g, seat, filed.target, level.ordered_from, level.ordered_to)
    refill = g.tables.states[seat].allowance - left
    add(g, points_cell(g.at, seat), refill, Cause(CLOCK, BY_TIME, 0, 0))


@rule
def may_give(g: Game, seat: int, slot: int) -> bool:
    """Tell if an order is in time, its needs hold, and no earlier order of the sheet contradicts it."""
    filed = filed_order(g.at, g.now, seat, slot)
    order = g.tables.orders[filed.kind]
    if not order.first_turn <= g.turn <= order.last_turn or is_contradicted(g, seat, slot):
        return False
    need = need_of(g.tables.needs, order, seat, filed.target, filed.partner)
    level_need = g.tables.levels[order.level_from + filed.level].need
    return holds(g.tables, g.now, need) and holds(g.tables, g.now, level_need)


@rule
def is_contradicted(g: Game, seat: int, slot: int) -> bool:
    """Say whether an order contradicts one that stands before it on the sheet and was accepted."""
    filed = filed_order(g.at, g.now, seat, slot)
    level = g.tables.orders[filed.kind].level_from + filed.level
    if not may_contradict(g.tables.levels[level]):
        return False
    for earlier in range(slot):
        other = level_of(g, seat, earlier)
        target = filed_order(g.at, g.now, seat, earlier).target
        if other >= 0 and contradict(g.tables, level, filed.target, other, target):
            return True
    return False


@rule
def note(g: Game, seat: int, target: int, first: int, end: int) -> None:
    """Enter into the facts of the turn what an order makes true, for conditions on its start and on its end."""
    for index in range(first, end):
        row = g.tables.notes[index]
        value, cell = row.value, row.cell
        is_meant = row.seat in (ANY_STATE, seat) and (
            row.target == ANY_STATE or (named(g.tables, target) >> row.target) & 1
        )
        if is_meant and value > g.now[cell]:
            g.now[cell] = value
            g.then[cell] = value


@inner_rule
def carry_out(g: Game, seat: int, slot: int) -> None:
    """Roll for success where an order has a chance, and for notice where it is covert; a ruling overrules the roll."""
    ruled, result = ruled_order(g.at, g.now, seat, slot), order_result(g.at, g.now, seat, slot)
    if result.status != DONE:
        return
    order = g.tables.orders[filed_order(g.at, g.now, seat, slot).kind]
    result.detected = 1
    if order.visibility == COVERT:
        drawn = roll(g.key, g.turn, DETECTION, seat, slot)
        result.detection_roll = drawn
        noticed = 1 if drawn < order.detection_chance else 0
        result.detected = int(ruled.notice == NOTICED) if ruled.notice != 0 else noticed
    if order.base_chance < 0:
        return
    chance = modified(g.tables, g.now, order.base_chance, order.modifier_from, order.modifier_to)
    threshold = min(max(chance, 1000), 99000) * SIDES // 100000
    drawn = roll(g.key, g.turn, SUCCESS, seat, slot)
    result.chance = threshold
    result.roll = drawn
    rolled = WORKED if drawn < threshold else FAILED
    result.status = ruled.status % DICE_WORKED or rolled


@inner_rule
def note_success(g: Game, seat: int, slot: int) -> None:
    """Enter into the facts what worked; an order without a chance always does."""
    if order_result(g.at, g.now, seat, slot).status in (DONE, WORKED):
        level = g.tables.levels[level_of(g, seat, slot)]
        note(g, seat, filed_order(g.at, g.now, seat, slot).target, level.worked_from, level.worked_to)
