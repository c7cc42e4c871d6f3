"""A scripted seat's sheet: which orders may go onto it, and how one is drawn, by leanings or evenly."""

from wargame.engine.rules.game import Game, contradict, need_of, orders_filed
from wargame.engine.rules.policies.kinds import EACH_SLOT, MOST_ORDERS
from wargame.engine.rules.policies.view import believes, is_friend, look
from wargame.engine.world.cells import filed_cell, filed_order, open_order, points_cell, pull_cell
from wargame.engine.world.dice import POLICY, SIDES, roll
from wargame.engine.world.rule import rule
from wargame.engine.world.table_rows import AimRow

BY_LEANING, EVENLY, BLINDLY = range(3)
"""Draw by the pack's leanings; evenly, but nothing hard at a friend; or evenly whatever it is."""

ATTEMPTS = 12
"""How often an even draw is tried before the seat gives no further order: as long as its dice last, see `EACH_LOOK`."""


@rule
def aim_at(g: Game, seat: int, state: int) -> AimRow:
    """Find the candidates of a seat that face a state, -1 for those that face nobody."""
    return g.tables.aims[seat * (g.at.states + 1) + 1 + state]


@rule
def may_give(g: Game, seat: int, slot: int, candidate: int) -> bool:
    """Say whether an order is legal beside those on the sheet already, as far as the seat knows."""
    return goes_with(g, seat, slot, candidate, points_left(g, seat, slot)) and is_open(g, seat, candidate)


@rule
def is_open(g: Game, seat: int, candidate: int) -> bool:
    """Say whether an order is legal by itself in this turn, but for its price, as far as the seat knows."""
    row = g.tables.candidates[candidate]
    order = g.tables.orders[row.kind]
    if not order.first_turn <= g.turn <= order.last_turn:
        return False
    need = need_of(g.tables, order, seat, row.target, row.partner)
    return believes(g, seat, need) and believes(g, seat, g.tables.levels[order.level_from + row.level].need)


@rule
def points_left(g: Game, seat: int, slot: int) -> int:
    """Give the points that the orders in the slots before this one leave to the seat."""
    left = look(g, seat, points_cell(g.at, seat))
    for earlier in range(slot):
        filed = filed_order(g.at, g.now, seat, earlier)
        left -= g.tables.levels[g.tables.orders[filed.kind].level_from + filed.level].cost
    return left


@rule
def goes_with(g: Game, seat: int, slot: int, candidate: int, left: int) -> bool:
    """Say whether an order costs no more than the points left and goes with the orders in the slots before this one.

    Of orders of one class at the same target only one is given, but of those on lists of goods one for each list; and
    none that contradicts another.
    """
    row = g.tables.candidates[candidate]
    if row.price > left:
        return False
    order = g.tables.orders[row.kind]
    own = order.level_from + row.level
    for earlier in range(slot):
        filed = filed_order(g.at, g.now, seat, earlier)
        other = g.tables.orders[filed.kind]
        level = other.level_from + filed.level
        is_on_lists = g.tables.levels[own].on_list >= 0 and g.tables.levels[level].on_list >= 0
        if other.order_class == order.order_class and filed.target == row.target and not is_on_lists:
            return False
        if contradict(g.tables, own, row.target, level, filed.target):
            return False
    return True


@rule
def give(g: Game, seat: int, slot: int, candidate: int) -> None:
    """Write an order into a slot of the sheet, the first that is free."""
    row = g.tables.candidates[candidate]
    filed = filed_order(g.at, g.now, seat, slot)
    filed.kind, filed.level, filed.target, filed.partner = row.kind, row.level, row.target, row.partner
    g.now[filed_cell(g.at, seat)] = slot + 1


@rule
def clear(g: Game, seat: int) -> None:
    """Begin with an empty sheet."""
    for slot in range(orders_filed(g, seat)):
        filed_order(g.at, g.now, seat, slot).kind = -1
    g.now[filed_cell(g.at, seat)] = 0


@rule
def weigh_leanings(g: Game, seat: int) -> None:
    """Note how much each leaning of the seat pulls now, its share for one order or nothing, and what is open to it."""
    script = g.tables.scripts[seat]
    first, found = script.leanings_from, 0
    for index in range(first, script.leanings_to):
        row = g.tables.leanings[index]
        in_time = row.first_turn <= g.turn <= row.last_turn
        pull: int = row.pull if in_time and believes(g, seat, row.when) else 0
        g.now[pull_cell(g.at, index - first)] = pull
        for fit in range(row.fits_from, row.fits_to if pull else 0):
            if is_open(g, seat, g.tables.fits[fit]):
                order = open_order(g.at, g.now, found)
                order.candidate, order.pull = g.tables.fits[fit], pull
                found += 1
    g.now[g.at.open_orders] = found


@rule
def draw(g: Game, seat: int, slot: int, die: int, ceiling: int, how: int) -> int:
    """Draw an order of MID hostility up to `ceiling`, or -1; a seat without leanings draws evenly."""
    script = g.tables.scripts[seat]
    if how == BY_LEANING and script.leanings_from < script.leanings_to:
        return draw_leaning(g, seat, slot, die, ceiling)
    first = script.candidates_from
    count = script.candidates_to - first
    left = points_left(g, seat, slot)
    for attempt in range(ATTEMPTS if count else 0):
        candidate: int = first + roll(g.key, g.turn, POLICY, seat, die + attempt) * count // SIDES
        row = g.tables.candidates[candidate]
        if row.force > ceiling or row.price > left:
            continue
        if how != BLINDLY and row.hardness > 0 and row.faces >= 0 and is_friend(g, seat, row.faces):
            continue
        if goes_with(g, seat, slot, candidate, left) and is_open(g, seat, candidate):
            return candidate
    return -1


@rule
def draw_leaning(g: Game, seat: int, slot: int, die: int, ceiling: int) -> int:
    """Draw by weight among the orders that are open: add their pulls up, then find the one that the roll reaches."""
    left, total = points_left(g, seat, slot), 0
    for place in range(g.now[g.at.open_orders]):
        order = open_order(g.at, g.now, place)
        force = g.tables.candidates[order.candidate].force
        order.reach = -1
        if force <= ceiling and goes_with(g, seat, slot, order.candidate, left):
            total += order.pull
            order.reach = total
    threshold = roll(g.key, g.turn, POLICY, seat, die) * total // SIDES
    for place in range(g.now[g.at.open_orders]):
        order = open_order(g.at, g.now, place)
        if order.reach > threshold:
            candidate: int = order.candidate
            return candidate
    return -1


@rule
def fill(g: Game, seat: int, slot: int, end: int, ceiling: int, how: int) -> None:
    """Draw orders into the slots from `slot` on until the points, or the slots before `end`, are used up."""
    for number in range(slot, min(end, MOST_ORDERS)):
        candidate = draw(g, seat, number, number * EACH_SLOT, ceiling, how)
        if candidate < 0:
            return
        give(g, seat, number, candidate)
