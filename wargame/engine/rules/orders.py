"""Orders: what each costs, slot by slot, whether it works, and whether a covert one is noticed."""

from wargame.engine.rules.actions import level_of
from wargame.engine.rules.game import BY_ORDER, BY_TIME, CLOCK, ORDER_COST, Cause, Game, add, holds, modified, need_of
from wargame.engine.world.dice import DETECTION, SIDES, SUCCESS, roll
from wargame.engine.world.layout import (
    CHANCE,
    DETECTED,
    DETECTION_ROLL,
    DONE,
    FAILED,
    NOTICED,
    REFUSED,
    RESULT_WIDTH,
    ROLL,
    RULED_NOTICE,
    RULED_STATUS,
    RULED_WIDTH,
    SHEET_KIND,
    SHEET_LEVEL,
    SHEET_PARTNER,
    SHEET_TARGET,
    SHEET_WIDTH,
    SLOTS,
    STATUS,
    WORKED,
)
from wargame.engine.world.rule import rule
from wargame.engine.world.tables import (
    ALLOWANCE,
    ANYBODY,
    BASE_CHANCE,
    COST,
    COVERT,
    DETECTION_CHANCE,
    FIRST_TURN,
    LAST_TURN,
    LEVEL_FROM,
    LEVEL_WIDTH,
    LEVELS,
    MODIFIER_FROM,
    MODIFIER_TO,
    NOTE_WIDTH,
    NOTES,
    NOTES_CELL,
    NOTES_SEAT,
    NOTES_TARGET,
    NOTES_VALUE,
    ORDER_WIDTH,
    ORDERED_FROM,
    ORDERED_TO,
    ORDERS,
    STATE_WIDTH,
    STATES,
    VISIBILITY,
    WORKED_FROM,
    WORKED_TO,
)


@rule
def take_orders(g: Game) -> None:
    """Pay for all sheets first, then roll: a chance may depend on anything ordered this turn."""
    for seat in range(g.at.states):
        pay(g, seat)
    for seat in range(g.at.states):
        for slot in range(g.now[g.at.filed + seat]):
            carry_out(g, seat, slot)
    for seat in range(g.at.states):
        for slot in range(g.now[g.at.filed + seat]):
            note_success(g, seat, slot)


@rule
def pay(g: Game, seat: int) -> None:
    """Accept a seat's orders in the order of its sheet while its points last, then allot those of next turn."""
    left = g.now[g.at.points + seat]
    for slot in range(g.now[g.at.filed + seat]):
        place = seat * SLOTS + slot
        sheet = g.at.sheet + place * SHEET_WIDTH
        kind = g.now[sheet + SHEET_KIND]
        if kind < 0:
            continue
        status = g.at.result + place * RESULT_WIDTH + STATUS
        order = g.t[ORDERS] + kind * ORDER_WIDTH
        level = g.t[LEVELS] + (g.t[order + LEVEL_FROM] + g.now[sheet + SHEET_LEVEL]) * LEVEL_WIDTH
        cost = g.t[level + COST]
        in_time = g.t[order + FIRST_TURN] <= g.turn <= g.t[order + LAST_TURN]
        need = need_of(g.t, order, seat, g.now[sheet + SHEET_TARGET], g.now[sheet + SHEET_PARTNER])
        is_ruled_out = g.now[g.at.ruled + place * RULED_WIDTH + RULED_STATUS] == REFUSED
        if is_ruled_out or not in_time or cost > left or not holds(g.t, g.now, need):
            g.now[status] = REFUSED
            continue
        g.now[status] = DONE
        left -= cost
        add(g, g.at.points + seat, -cost, Cause(ORDER_COST, BY_ORDER, seat, slot))
        note(g, seat, g.now[sheet + SHEET_TARGET], g.t[level + ORDERED_FROM], g.t[level + ORDERED_TO])
    refill = g.t[g.t[STATES] + seat * STATE_WIDTH + ALLOWANCE] - left
    add(g, g.at.points + seat, refill, Cause(CLOCK, BY_TIME, 0, 0))


@rule
def note(g: Game, seat: int, target: int, first: int, end: int) -> None:
    """Enter into the facts of the turn what an order makes true, for conditions on its start and on its end."""
    for index in range(first, end):
        row = g.t[NOTES] + index * NOTE_WIDTH
        value, cell = g.t[row + NOTES_VALUE], g.t[row + NOTES_CELL]
        is_meant = g.t[row + NOTES_SEAT] in (ANYBODY, seat) and g.t[row + NOTES_TARGET] in (ANYBODY, target)
        if is_meant and value > g.now[cell]:
            g.now[cell] = value
            g.then[cell] = value


@rule
def carry_out(g: Game, seat: int, slot: int) -> None:
    """Roll for success where an order has a chance, and for notice where it is covert; a ruling overrules the roll."""
    place = seat * SLOTS + slot
    ruled = g.at.ruled + place * RULED_WIDTH
    result = g.at.result + place * RESULT_WIDTH
    if g.now[result + STATUS] != DONE:
        return
    order = g.t[ORDERS] + g.now[g.at.sheet + place * SHEET_WIDTH + SHEET_KIND] * ORDER_WIDTH
    g.now[result + DETECTED] = 1
    if g.t[order + VISIBILITY] == COVERT:
        drawn = roll(g.key, g.turn, DETECTION, seat, slot)
        g.now[result + DETECTION_ROLL] = drawn
        noticed = 1 if drawn < g.t[order + DETECTION_CHANCE] else 0
        is_ruled = g.now[ruled + RULED_NOTICE] != 0
        g.now[result + DETECTED] = int(g.now[ruled + RULED_NOTICE] == NOTICED) if is_ruled else noticed
    if g.t[order + BASE_CHANCE] < 0:
        return
    chance = modified(g.t, g.now, g.t[order + BASE_CHANCE], g.t[order + MODIFIER_FROM], g.t[order + MODIFIER_TO])
    threshold = min(max(chance, 1000), 99000) * SIDES // 100000
    drawn = roll(g.key, g.turn, SUCCESS, seat, slot)
    g.now[result + CHANCE] = threshold
    g.now[result + ROLL] = drawn
    rolled = WORKED if drawn < threshold else FAILED
    g.now[result + STATUS] = g.now[ruled + RULED_STATUS] or rolled


@rule
def note_success(g: Game, seat: int, slot: int) -> None:
    """Enter into the facts what worked; an order without a chance always does."""
    if g.now[g.at.result + (seat * SLOTS + slot) * RESULT_WIDTH + STATUS] in (DONE, WORKED):
        level = level_of(g, seat, slot)
        target = g.now[g.at.sheet + (seat * SLOTS + slot) * SHEET_WIDTH + SHEET_TARGET]
        note(g, seat, target, g.t[level + WORKED_FROM], g.t[level + WORKED_TO])
