"""Decisions of the policies: one rule writes the sheet of a seat."""

from wargame.engine.rules.game import Game
from wargame.engine.rules.policies.kinds import (
    ANY_FORCE,
    DOVE,
    EACH_LOOK,
    EACH_SLOT,
    EMPIRICAL,
    HAWK,
    HISTORICAL,
    HOLD,
    MIRROR,
    MOST_ORDERS,
    NO_FORCE,
    RANDOM,
)
from wargame.engine.rules.policies.mirror import answer_in_kind
from wargame.engine.rules.policies.replies import reply_empirically
from wargame.engine.rules.policies.sheets import (
    BLINDLY,
    BY_LEANING,
    EVENLY,
    clear,
    draw,
    fill,
    give,
    may_give,
    weigh_leanings,
)
from wargame.engine.rules.policies.view import look
from wargame.engine.world.cells import resolve_cell
from wargame.engine.world.layout import SLOTS
from wargame.engine.world.rule import rule

LOOKS = 4
"""Orders that a hawk or a dove compares, half of them by the pack's leanings. No dial: dice are keyed for four."""


@rule
def decide(g: Game, seat: int, policy: int) -> None:
    """Write the orders of a seat into its sheet in `g.now`, as far as it may know the world.

    `policy` is a number of `kinds.py`. Nothing is read of the world but through `view.py`; the dice are keyed by seed,
    turn and seat, so that a replay decides the same.
    """
    clear(g, seat)
    if policy == HOLD:
        return
    if policy == RANDOM:
        fill(g, seat, 0, MOST_ORDERS, ANY_FORCE, BLINDLY)
        return
    weigh_leanings(g, seat)
    if policy == EMPIRICAL:
        reply_empirically(g, seat)
    elif policy == MIRROR:
        answer_in_kind(g, seat)
    elif policy == HISTORICAL:
        keep_to_record(g, seat)
    elif policy in (HAWK, DOVE):
        go_to_extremes(g, seat, policy == HAWK)


@rule
def dared(g: Game, seat: int) -> int:
    """Give the MID level up to which a hawk goes: its resolve buys one after the other."""
    price = g.tables.dials.daring
    return min(NO_FORCE + look(g, seat, resolve_cell(g.at, seat)) // price, ANY_FORCE) if price > 0 else NO_FORCE


@rule
def go_to_extremes(g: Game, seat: int, hard: bool) -> None:
    """Of four orders that come to mind take the hardest that resolve allows (a hawk), or the mildest (a dove)."""
    ceiling = dared(g, seat) if hard else NO_FORCE
    for slot in range(MOST_ORDERS):
        best, most = -1, 0
        for number in range(LOOKS):
            how = BY_LEANING if number % 2 == 0 else EVENLY
            candidate = draw(g, seat, slot, slot * EACH_SLOT + number * EACH_LOOK, ceiling, how)
            if candidate < 0:
                continue
            hardness = g.tables.candidates[candidate].hardness
            worth = hardness if hard else -hardness
            if best < 0 or worth > most:
                best, most = candidate, worth
        if best < 0:
            return
        give(g, seat, slot, best)


@rule
def keep_to_record(g: Game, seat: int) -> None:
    """Give the recorded orders of this turn; replace those that are no longer legal by some the pack leans to."""
    script = g.tables.scripts[seat]
    slot, wanted = 0, 0
    for index in range(script.records_from, script.records_to):
        row = g.tables.records[index]
        if row.turn != g.turn or wanted == SLOTS:
            continue
        wanted += 1
        for fit in range(row.fits_from, row.fits_to):
            candidate = g.tables.fits[fit]
            if may_give(g, seat, slot, candidate):
                give(g, seat, slot, candidate)
                slot += 1
                break
    fill(g, seat, slot, wanted, ANY_FORCE, BY_LEANING)
