"""A scripted seat's sheet: which orders may go onto it, and how one is drawn, by leanings or evenly."""

from wargame.engine.rules.game import Game, need_of
from wargame.engine.rules.policies.kinds import EACH_SLOT, MOST_ORDERS
from wargame.engine.rules.policies.view import believes, is_friend, look
from wargame.engine.world.dice import POLICY, SIDES, roll
from wargame.engine.world.layout import SHEET_KIND, SHEET_LEVEL, SHEET_PARTNER, SHEET_TARGET, SHEET_WIDTH, SLOTS
from wargame.engine.world.rule import rule
from wargame.engine.world.tables import (
    CANDIDATE_WIDTH,
    CANDIDATES,
    CANDIDATES_FROM,
    CANDIDATES_TO,
    CLASS,
    COST,
    FACES,
    FIRST_TURN,
    FITS,
    FITS_FROM,
    FITS_TO,
    FORCE,
    GIVES_KIND,
    GIVES_LEVEL,
    GIVES_PARTNER,
    GIVES_TARGET,
    HARDNESS,
    LAST_TURN,
    LEANING_WIDTH,
    LEANINGS,
    LEANINGS_FROM,
    LEANINGS_TO,
    LEANS_FIRST_TURN,
    LEANS_LAST_TURN,
    LEANS_WHEN,
    LEVEL_FROM,
    LEVEL_WIDTH,
    LEVELS,
    ORDER_WIDTH,
    ORDERS,
    PRICE,
    PULL,
    SCRIPT_WIDTH,
    SCRIPTS,
)

BY_LEANING, EVENLY, BLINDLY = range(3)
"""Draw by the pack's leanings; evenly, but nothing hard at a friend; or evenly whatever it is."""

ATTEMPTS = 12
"""How often an even draw is tried before the seat gives no further order: as long as its dice last, see `EACH_LOOK`."""


@rule
def may_give(g: Game, seat: int, slot: int, candidate: int) -> bool:
    """Say whether an order is legal beside those on the sheet already, as far as the seat knows.

    Of orders of one class at the same target only one is given: nobody holds course and turns away.
    """
    row = g.t[CANDIDATES] + candidate * CANDIDATE_WIDTH
    order = g.t[ORDERS] + g.t[row + GIVES_KIND] * ORDER_WIDTH
    if not g.t[order + FIRST_TURN] <= g.turn <= g.t[order + LAST_TURN]:
        return False
    left = look(g, seat, g.at.points + seat) - g.t[row + PRICE]
    for earlier in range(slot):
        sheet = g.at.sheet + (seat * SLOTS + earlier) * SHEET_WIDTH
        other = g.t[ORDERS] + g.now[sheet + SHEET_KIND] * ORDER_WIDTH
        if g.t[other + CLASS] == g.t[order + CLASS] and g.now[sheet + SHEET_TARGET] == g.t[row + GIVES_TARGET]:
            return False
        left -= g.t[g.t[LEVELS] + (g.t[other + LEVEL_FROM] + g.now[sheet + SHEET_LEVEL]) * LEVEL_WIDTH + COST]
    return left >= 0 and believes(g, seat, need_of(g.t, order, seat, g.t[row + GIVES_TARGET], g.t[row + GIVES_PARTNER]))


@rule
def give(g: Game, seat: int, slot: int, candidate: int) -> None:
    """Write an order into a slot of the sheet, the first that is free."""
    row = g.t[CANDIDATES] + candidate * CANDIDATE_WIDTH
    sheet = g.at.sheet + (seat * SLOTS + slot) * SHEET_WIDTH
    g.now[sheet + SHEET_KIND] = g.t[row + GIVES_KIND]
    g.now[sheet + SHEET_LEVEL] = g.t[row + GIVES_LEVEL]
    g.now[sheet + SHEET_TARGET] = g.t[row + GIVES_TARGET]
    g.now[sheet + SHEET_PARTNER] = g.t[row + GIVES_PARTNER]
    g.now[g.at.filed + seat] = slot + 1


@rule
def clear(g: Game, seat: int) -> None:
    """Begin with an empty sheet."""
    for slot in range(g.now[g.at.filed + seat]):
        g.now[g.at.sheet + (seat * SLOTS + slot) * SHEET_WIDTH + SHEET_KIND] = -1
    g.now[g.at.filed + seat] = 0


@rule
def weigh_leanings(g: Game, seat: int) -> None:
    """Note how much each leaning of the seat pulls now: its share for one order, or nothing."""
    script = g.t[SCRIPTS] + seat * SCRIPT_WIDTH
    first = g.t[script + LEANINGS_FROM]
    for index in range(first, g.t[script + LEANINGS_TO]):
        row = g.t[LEANINGS] + index * LEANING_WIDTH
        in_time = g.t[row + LEANS_FIRST_TURN] <= g.turn <= g.t[row + LEANS_LAST_TURN]
        pulls = in_time and believes(g, seat, g.t[row + LEANS_WHEN])
        g.now[g.at.pulls + index - first] = g.t[row + PULL] if pulls else 0


@rule
def draw(g: Game, seat: int, slot: int, die: int, ceiling: int, how: int) -> int:
    """Draw an order of MID hostility up to `ceiling`, or -1; a seat without leanings draws evenly."""
    script = g.t[SCRIPTS] + seat * SCRIPT_WIDTH
    if how == BY_LEANING and g.t[script + LEANINGS_FROM] < g.t[script + LEANINGS_TO]:
        return draw_leaning(g, seat, slot, die, ceiling)
    first = g.t[script + CANDIDATES_FROM]
    count = g.t[script + CANDIDATES_TO] - first
    for attempt in range(ATTEMPTS if count else 0):
        candidate: int = first + roll(g.key, g.turn, POLICY, seat, die + attempt) * count // SIDES
        row = g.t[CANDIDATES] + candidate * CANDIDATE_WIDTH
        hard = g.t[row + HARDNESS] > 0 and g.t[row + FACES] >= 0
        if g.t[row + FORCE] > ceiling or (how != BLINDLY and hard and is_friend(g, seat, g.t[row + FACES])):
            continue
        if may_give(g, seat, slot, candidate):
            return candidate
    return -1


@rule
def draw_leaning(g: Game, seat: int, slot: int, die: int, ceiling: int) -> int:
    """Draw by weight among the orders that leanings pull to now: add the weights up, then count to the roll."""
    script = g.t[SCRIPTS] + seat * SCRIPT_WIDTH
    first, end = g.t[script + LEANINGS_FROM], g.t[script + LEANINGS_TO]
    threshold, total = -1, 0
    for _ in range(2):
        so_far = 0
        for index in range(first, end):
            pull = g.now[g.at.pulls + index - first]
            row = g.t[LEANINGS] + index * LEANING_WIDTH
            for fit in range(g.t[row + FITS_FROM], g.t[row + FITS_TO] if pull else 0):
                candidate: int = g.t[g.t[FITS] + fit]
                force = g.t[g.t[CANDIDATES] + candidate * CANDIDATE_WIDTH + FORCE]
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
