"""An act: an accepted order with everything the other rule families ask about it."""

from typing import NamedTuple

from wargame.engine.dials import DENIAL
from wargame.engine.rules.game import Game, dial, scale
from wargame.engine.world.layout import (
    DETECTED,
    NO_ORDER,
    REFUSED,
    RESULT_WIDTH,
    SHEET_KIND,
    SHEET_LEVEL,
    SHEET_PARTNER,
    SHEET_TARGET,
    SHEET_WIDTH,
    SLOTS,
    STATUS,
)
from wargame.engine.world.rule import rule
from wargame.engine.world.tables import (
    CLAIMED_BY,
    CLASS,
    CONTESTED,
    HABITUATION,
    LEVEL_FROM,
    LEVEL_WIDTH,
    LEVELS,
    ORDER_WIDTH,
    ORDERS,
    SEVERITY,
    SUPPORTS,
    VISIBILITY,
)

LONGEST_MEMORY = 15
WIDEST = 200_000
"""The most that a state can stand better to one than to another."""


class Act(NamedTuple):
    """`kind` is -1 where no order was carried out; `level` is a row of `Tables.levels`; `claimants` a bit mask.

    `surprise` is what habituation leaves (1/1024); `felt` is the severity after it (milli-points).
    """

    seat: int
    slot: int
    kind: int
    level: int
    target: int
    partner: int
    claimants: int
    status: int
    noticed: int
    surprise: int
    felt: int


@rule
def seen_cell(g: Game, seat: int, kind: int, target: int) -> int:
    """Find the count of how often this class of act was seen; without a target it is counted at the actor."""
    seen_by = target if target >= 0 else seat
    order_class: int = g.t[g.t[ORDERS] + kind * ORDER_WIDTH + CLASS]
    return g.at.familiarity + (seat * g.at.classes + order_class) * g.at.states + seen_by


@rule
def act_of(g: Game, seat: int, slot: int) -> Act:
    """Read one slot of a sheet as an act."""
    place = seat * SLOTS + slot
    sheet = g.at.sheet + place * SHEET_WIDTH
    result = g.at.result + place * RESULT_WIDTH
    status = g.now[result + STATUS]
    if status in (NO_ORDER, REFUSED):
        return Act(seat, slot, -1, -1, -1, -1, 0, status, 0, 0, 0)
    kind, target = g.now[sheet + SHEET_KIND], g.now[sheet + SHEET_TARGET]
    level = g.t[g.t[ORDERS] + kind * ORDER_WIDTH + LEVEL_FROM] + g.now[sheet + SHEET_LEVEL]
    surprise = g.t[g.t[HABITUATION] + min(g.now[seen_cell(g, seat, kind, target)], LONGEST_MEMORY)]
    felt = scale(surprise, g.t[g.t[LEVELS] + level * LEVEL_WIDTH + SEVERITY])
    partner, claimants = g.now[sheet + SHEET_PARTNER], g.t[g.t[ORDERS] + kind * ORDER_WIDTH + CLAIMED_BY]
    noticed = g.now[result + DETECTED]
    return Act(seat, slot, kind, level, target, partner, claimants, status, noticed, surprise, felt)


@rule
def level_of(g: Game, seat: int, slot: int) -> int:
    """Find the row of an accepted order's level without the rest of the act, or -1 where there is none."""
    place = seat * SLOTS + slot
    if g.now[g.at.result + place * RESULT_WIDTH + STATUS] in (NO_ORDER, REFUSED):
        return -1
    sheet = g.at.sheet + place * SHEET_WIDTH
    level = g.t[g.t[ORDERS] + g.now[sheet + SHEET_KIND] * ORDER_WIDTH + LEVEL_FROM] + g.now[sheet + SHEET_LEVEL]
    row: int = g.t[LEVELS] + level * LEVEL_WIDTH
    return row


@rule
def denied(g: Game, kind: int) -> int:
    """Give the share (1/1024) of an act of this kind that its denial takes away where nobody doubts that."""
    return dial(g, DENIAL) if g.t[g.t[ORDERS] + kind * ORDER_WIDTH + VISIBILITY] == CONTESTED else 0


@rule
def leaning(g: Game, state: int, actor: int, target: int) -> int:
    """Give how much better a state stands to the actor than to the target: above 0 it takes the actor's word."""
    row = g.at.relation + state * g.at.states
    better: int = g.now[row + actor] - g.now[row + target]
    return better


@rule
def felt_by(g: Game, act: Act, state: int, amount: int) -> int:
    """Give how much of an amount an act at a target is to a third state.

    A denied act is less to it by half of the denial's share if it leans to neither side, by more towards the actor's.
    """
    lost = denied(g, act.kind)
    if lost == 0:
        return amount
    return amount - scale(lost * (WIDEST + leaning(g, state, act.seat, act.target)) // (2 * WIDEST), amount)


@rule
def supports(g: Game, ally: int, victim: int) -> bool:
    """Say whether one state gave another support this turn, by an order marked as such."""
    for slot in range(g.now[g.at.filed + ally]):
        level = level_of(g, ally, slot)
        target = g.now[g.at.sheet + (ally * SLOTS + slot) * SHEET_WIDTH + SHEET_TARGET]
        if level >= 0 and target == victim and g.t[level + SUPPORTS]:
            return True
    return False
