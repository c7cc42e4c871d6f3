"""A scripted seat's sheet: which orders may go onto it, and how one is drawn, by leanings or evenly."""

from wargame.engine.rules.game import Game, bit, contradict, meet, named, orders_filed, price_of
from wargame.engine.rules.policies.kinds import EACH_SLOT, MOST_ORDERS
from wargame.engine.rules.policies.view import believes, is_friend, look
from wargame.engine.world.cells import filed_cell, filed_order, open_order, points_cell, pull_cell
from wargame.engine.world.dice import POLICY, SIDES, roll
from wargame.engine.world.rule import lowest, rule
from wargame.engine.world.script_rows import AimRow, CandidateRow

BY_LEANING, EVENLY, BLINDLY = range(3)
"""Draw by the pack's leanings; evenly, but nothing hard at a friend; or evenly whatever it is."""

ATTEMPTS = 12
"""Even draws that are tried before the seat gives no further order: as long as its dice last, see `EACH_LOOK`."""


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
    return row.first_turn <= g.turn <= row.last_turn and believes(g, seat, row.need)


@rule
def points_left(g: Game, seat: int, slot: int) -> int:
    """Give the points that the orders in the slots before this one leave to the seat."""
    left = look(g, seat, points_cell(g.at, seat))
    for earlier in range(slot):
        filed = filed_order(g.at, g.now, seat, earlier)
        order = g.tables.orders[filed.kind]
        level = g.tables.levels[order.level_from + filed.level]
        left -= price_of(g.tables, order, level, filed.target, filed.partner)
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
    for earlier in range(slot):
        filed = filed_order(g.at, g.now, seat, earlier)
        other = g.tables.orders[filed.kind]
        if is_ruled_out(g, row, other.order_class, filed.target, other.level_from + filed.level):
            return False
    return True


@rule
def is_ruled_out(g: Game, row: CandidateRow, order_class: int, target: int, level: int) -> bool:
    """Say whether an order cannot stand beside one of this class, target and row of `levels`."""
    if row.order_class == order_class and meet(g.tables, row.target, target):
        are_on_lists = g.tables.levels[level].on_list >= 0 and g.tables.levels[row.level_row].on_list >= 0
        if not are_on_lists:
            return True
    return contradict(g.tables, level, target, row.level_row, row.target)


@rule
def give(g: Game, seat: int, slot: int, candidate: int) -> None:
    """Write an order into a slot of the sheet, the first that is free."""
    row = g.tables.candidates[candidate]
    filed = filed_order(g.at, g.now, seat, slot)
    filed.kind, filed.level, filed.target, filed.partner = row.kind, row.level, row.target, row.partner
    g.now[filed_cell(g.at, seat)] = slot + 1
    if slot + 1 < MOST_ORDERS:
        strike_out(g, row)


@rule
def strike_out(g: Game, given: CandidateRow) -> None:
    """Take off the list of open orders all that cannot stand beside an order just given."""
    order_class, target, level = given.order_class, given.target, given.level_row
    for place in range(g.now[g.at.open_orders]):
        order = open_order(g.at, g.now, place)
        if order.pull and is_ruled_out(g, g.tables.candidates[order.candidate], order_class, target, level):
            order.pull = 0


@rule
def clear(g: Game, seat: int) -> None:
    """Begin with an empty sheet and an empty list of open orders."""
    for slot in range(orders_filed(g, seat)):
        filed_order(g.at, g.now, seat, slot).kind = -1
    g.now[filed_cell(g.at, seat)] = 0
    g.now[g.at.open_orders] = 0


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
            candidate = g.tables.fits[fit]
            if is_open(g, seat, candidate):
                order, favoured = open_order(g.at, g.now, found), g.tables.candidates[candidate]
                order.candidate, order.pull = candidate, pull
                order.price, order.force = favoured.price, favoured.force
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
        if how != BLINDLY and row.hardness > 0 and faces_friend(g, seat, row):
            continue
        if goes_with(g, seat, slot, candidate, left) and is_open(g, seat, candidate):
            return candidate
    return -1


@rule
def faces_friend(g: Game, seat: int, row: CandidateRow) -> bool:
    """Say whether an order faces a friend of the seat: the state of its incident, or one that it names."""
    faced = named(g.tables, row.target) or bit(row.faces)
    while faced:
        state = lowest(faced)
        faced -= bit(state)
        if is_friend(g, seat, state):
            return True
    return False


@rule
def draw_leaning(g: Game, seat: int, slot: int, die: int, ceiling: int) -> int:
    """Draw by weight among the orders that are open: add their pulls up, then find the one that the roll reaches."""
    left, total = points_left(g, seat, slot), 0
    for place in range(g.now[g.at.open_orders]):
        order = open_order(g.at, g.now, place)
        order.reach = -1
        if order.pull and order.force <= ceiling and order.price <= left:
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
