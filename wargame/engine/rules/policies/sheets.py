"""A scripted seat's sheet: which orders may go onto it, and how one is drawn, by leanings or evenly."""

from wargame.engine.rules.game import Game, contradict, need_of, orders_filed
from wargame.engine.rules.policies.kinds import EACH_SLOT, MOST_ORDERS
from wargame.engine.rules.policies.view import believes, is_friend, look
from wargame.engine.world.cells import filed_cell, filed_order, points_cell, pull_cell
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
    """Say whether an order is legal beside those on the sheet already, as far as the seat knows.

    Of orders of one class at the same target only one is given, and none that contradicts another.
    """
    row = g.tables.candidates[candidate]
    order = g.tables.orders[row.kind]
    if not order.first_turn <= g.turn <= order.last_turn:
        return False
    left = look(g, seat, points_cell(g.at, seat)) - row.price
    for earlier in range(slot):
        filed = filed_order(g.at, g.now, seat, earlier)
        other = g.tables.orders[filed.kind]
        if other.order_class == order.order_class and filed.target == row.target:
            return False
        level = other.level_from + filed.level
        if contradict(g.tables, order.level_from + row.level, row.target, level, filed.target):
            return False
        left -= g.tables.levels[level].cost
    return left >= 0 and believes(g, seat, need_of(g.tables, order, seat, row.target, row.partner))


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
    """Note how much each leaning of the seat pulls now: its share for one order, or nothing."""
    script = g.tables.scripts[seat]
    first = script.leanings_from
    for index in range(first, script.leanings_to):
        row = g.tables.leanings[index]
        in_time = row.first_turn <= g.turn <= row.last_turn
        pulls = in_time and believes(g, seat, row.when)
        g.now[pull_cell(g.at, index - first)] = row.pull if pulls else 0


@rule
def draw(g: Game, seat: int, slot: int, die: int, ceiling: int, how: int) -> int:
    """Draw an order of MID hostility up to `ceiling`, or -1; a seat without leanings draws evenly."""
    script = g.tables.scripts[seat]
    if how == BY_LEANING and script.leanings_from < script.leanings_to:
        return draw_leaning(g, seat, slot, die, ceiling)
    first = script.candidates_from
    count = script.candidates_to - first
    for attempt in range(ATTEMPTS if count else 0):
        candidate: int = first + roll(g.key, g.turn, POLICY, seat, die + attempt) * count // SIDES
        row = g.tables.candidates[candidate]
        hard = row.hardness > 0 and row.faces >= 0
        if row.force > ceiling or (how != BLINDLY and hard and is_friend(g, seat, row.faces)):
            continue
        if may_give(g, seat, slot, candidate):
            return candidate
    return -1


@rule
def draw_leaning(g: Game, seat: int, slot: int, die: int, ceiling: int) -> int:
    """Draw by weight among the orders that leanings pull to now: add the weights up, then count to the roll."""
    script = g.tables.scripts[seat]
    first, end = script.leanings_from, script.leanings_to
    threshold, total = -1, 0
    for _ in range(2):
        so_far = 0
        for index in range(first, end):
            pull = g.now[pull_cell(g.at, index - first)]
            row = g.tables.leanings[index]
            for fit in range(row.fits_from, row.fits_to if pull else 0):
                candidate: int = g.tables.fits[fit]
                force = g.tables.candidates[candidate].force
                if force <= ceiling and may_give(g, seat, slot, candidate):
                    so_far += pull
                    if so_far > threshold >= 0:
                        return candidate
        total = so_far
        threshold = roll(g.key, g.turn, POLICY, seat, die) * total // SIDES
    return -1


@rule
def fill(g: Game, seat: int, slot: int, end: int, ceiling: int, how: int) -> None:
    """Draw orders into the slots from `slot` on until the points, or the slots before `end`, are used up."""
    for number in range(slot, min(end, MOST_ORDERS)):
        candidate = draw(g, seat, number, number * EACH_SLOT, ceiling, how)
        if candidate < 0:
            return
        give(g, seat, number, candidate)
