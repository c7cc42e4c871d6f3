"""The index of each cell of the world in a row of integers, and the orders of a turn as views with named columns."""

from typing import Any

from wargame.engine.world.layout import (
    KEPT_ORDERS,
    MOVE_WIDTH,
    OPEN_WIDTH,
    RESULT_WIDTH,
    RULED_WIDTH,
    SHEET_WIDTH,
    SLOTS,
    FiledOrder,
    IncidentMove,
    Layout,
    OpenOrder,
    OrderResult,
    RuledOrder,
)
from wargame.engine.world.rule import rule


@rule
def relation_cell(at: Layout, state: int, towards: int) -> int:
    """Return the index of the cell that says how well one state stands towards another."""
    return at.relation + state * at.states + towards


@rule
def tension_cell(at: Layout, state: int, towards: int) -> int:
    """Return the index of the cell that says how threatened one state feels by another."""
    return at.tension + state * at.states + towards


@rule
def exposure_cell(at: Layout, state: int, towards: int) -> int:
    """Return the index of the cell that says how much one state's economy can be hurt by another."""
    return at.exposure + state * at.states + towards


@rule
def stimulus_cell(at: Layout, actor: int, target: int) -> int:
    """Return the index of the cell with one state's most hostile noticed act at another last turn, by MID action
    number.
    """
    return at.stimulus + actor * at.states + target


@rule
def provocation_cell(at: Layout, actor: int, target: int) -> int:
    """Find the most hostile move of an incident by which one state touched another last turn."""
    return at.provocation + actor * at.states + target


@rule
def provoked_cell(at: Layout, actor: int, target: int) -> int:
    """Find how much resolve that move gave the state that it touched."""
    return at.provoked + actor * at.states + target


@rule
def grudge_cell(at: Layout, state: int, towards: int) -> int:
    """Find what a state remembers of another's force."""
    return at.grudge + state * at.states + towards


@rule
def kept_cell(at: Layout, seat: int, place: int) -> int:
    """Find one of the orders that a seat gave last turn."""
    return at.kept + seat * KEPT_ORDERS + place


@rule
def familiarity_cell(at: Layout, actor: int, order_class: int, seen_by: int) -> int:
    """Return the index of the cell that counts how often `seen_by` has seen a class of orders from `actor`."""
    return at.familiarity + (actor * at.classes + order_class) * at.states + seen_by


@rule
def ending_cell(at: Layout) -> int:
    """Return the index of the cell with the ending that the world has reached: 0 for none, else 1 + its index."""
    return at.clock + 1


@rule
def stage_cell(at: Layout, incident: int) -> int:
    """Return the index of the cell with an incident's stage, counted from the incident's first stage."""
    return at.incident + 3 * incident


@rule
def hostility_cell(at: Layout, incident: int) -> int:
    """Return the index of the cell with an incident's hostility level (MID, 0..5)."""
    return at.incident + 3 * incident + 1


@rule
def dwell_cell(at: Layout, incident: int) -> int:
    """Return the index of the cell that counts how many turns an incident has been in its stage."""
    return at.incident + 3 * incident + 2


@rule
def ruled_call_cell(at: Layout, ally: int, agreement: int) -> int:
    """Return the index of the cell with the white cell's ruling on whether an ally honours an agreement (`KEPT`,
    `BROKEN`).
    """
    return at.ruled_call + ally * at.agreements + agreement


@rule
def approval_cell(at: Layout, state: int) -> int:
    """Return the index of the cell with a state's home confidence."""
    return at.approval + state


@rule
def economy_cell(at: Layout, state: int) -> int:
    """Return the index of the cell with a state's economy."""
    return at.economy + state


@rule
def readiness_cell(at: Layout, state: int) -> int:
    """Return the index of the cell with a state's readiness."""
    return at.readiness + state


@rule
def standing_cell(at: Layout, state: int) -> int:
    """Return the index of the cell with a state's international standing."""
    return at.standing + state


@rule
def resolve_cell(at: Layout, state: int) -> int:
    """Return the index of the cell with a state's resolve."""
    return at.resolve + state


@rule
def stake_cell(at: Layout, state: int) -> int:
    """Return the index of the cell that says how far a state has committed itself in public."""
    return at.stake + state


@rule
def points_cell(at: Layout, state: int) -> int:
    """Return the index of the cell with a state's order points."""
    return at.points + state


@rule
def belief_cell(at: Layout, state: int, truth: int) -> int:
    """Return the index of the cell that says what chance a state gives to a hidden truth."""
    return at.belief + state * at.truths + truth


@rule
def truth_cell(at: Layout, truth: int) -> int:
    """Return the index of the cell that says whether a hidden truth holds."""
    return at.truth + truth


@rule
def strength_cell(at: Layout, agreement: int) -> int:
    """Return the index of the cell with an agreement's strength."""
    return at.strength + agreement


@rule
def in_force_cell(at: Layout, agreement: int) -> int:
    """Return the index of the cell that is 1 while an agreement is in force, else 0."""
    return at.in_force + agreement


@rule
def fired_cell(at: Layout, inject: int) -> int:
    """Return the index of the cell with the turn in which an inject fired, 0 if it has not."""
    return at.fired + inject


@rule
def filed_cell(at: Layout, seat: int) -> int:
    """Return the index of the cell that counts how many slots of a seat's sheet are used."""
    return at.filed + seat


@rule
def allies_cell(at: Layout, state: int) -> int:
    """Return the index of the cell with the bit mask of the states that a defence pact in force binds to a state."""
    return at.allies + state


@rule
def draw_cell(at: Layout, inject: int) -> int:
    """Return the index of the cell with an inject's roll."""
    return at.draw + inject


@rule
def cue_cell(at: Layout, inject: int) -> int:
    """Return the index of the cell with the white cell's decision on an inject (`FIRED`, `SKIPPED`, `JUDGED`; 0 for
    none).
    """
    return at.cued + inject


@rule
def accord_cell(at: Layout, agreement: int) -> int:
    """Return the index of the cell with what seats agreed about an agreement by proposal (`SETTLED`, `ENDED`; 0 for
    nothing).
    """
    return at.accord + agreement


@rule
def shift_cell(at: Layout, index: int) -> int:
    """Return the index of a pair of cells: 1 + the cell that the white cell moves by hand, and the amount."""
    return at.shift + 2 * index


@rule
def ruled_move_cell(at: Layout, incident: int) -> int:
    """Return the index of the cell with 1 + the transition that the white cell ruled for an incident, 0 for none."""
    return at.ruled_move + incident


@rule
def pull_cell(at: Layout, leaning: int) -> int:
    """Return the index of the cell with the present weight of a leaning of the seat that decides; `leaning` counts from
    its first.
    """
    return at.pulls + leaning


@rule
def open_order(at: Layout, row: Any, place: int) -> OpenOrder:
    """Return a view of an order that is open to the seat that decides."""
    return OpenOrder(row, at.open_orders + 1 + place * OPEN_WIDTH)


@rule
def pending_cell(at: Layout, seat: int, place: int) -> int:
    """Return the index of the cell with one of a seat's orders whose later effects are still to come."""
    return at.pending + seat * at.places + place


@rule
def rate_cell(at: Layout, number: int) -> int:
    """Return the index of the cell with the duty on a list of goods."""
    return at.rate + number


@rule
def rate_turn_cell(at: Layout, number: int) -> int:
    """Return the index of the cell with the turn in which the duty on a list changed last."""
    return at.rate_turn + number


@rule
def announced_cell(at: Layout, number: int) -> int:
    """Return the index of the cell with the duty that is announced for a list."""
    return at.announced + number


@rule
def announced_turn_cell(at: Layout, number: int) -> int:
    """Return the index of the cell with the turn in which the announced duty on a list takes effect."""
    return at.announced_turn + number


@rule
def hit_cell(at: Layout, flow: int) -> int:
    """Return the index of the cell that says how much of a flow of trade is taxed."""
    return at.hit + flow


@rule
def duty_cell(at: Layout, flow: int) -> int:
    """Return the index of the cell with the average duty on a flow of trade."""
    return at.duty + flow


@rule
def filed_order(at: Layout, row: Any, seat: int, slot: int) -> FiledOrder:
    """Return a view of an order on a seat's sheet."""
    return FiledOrder(row, at.sheet + (seat * SLOTS + slot) * SHEET_WIDTH)


@rule
def result_cell(at: Layout, seat: int, slot: int) -> int:
    """Return the index of the first cell of an order's result."""
    return at.result + (seat * SLOTS + slot) * RESULT_WIDTH


@rule
def order_result(at: Layout, row: Any, seat: int, slot: int) -> OrderResult:
    """Return a view of the result of an order."""
    return OrderResult(row, result_cell(at, seat, slot))


@rule
def ruled_order(at: Layout, row: Any, seat: int, slot: int) -> RuledOrder:
    """Return a view of the white cell's ruling on an order."""
    return RuledOrder(row, at.ruled + (seat * SLOTS + slot) * RULED_WIDTH)


@rule
def incident_move(at: Layout, row: Any, incident: int) -> IncidentMove:
    """Return a view of how an incident moves this turn."""
    return IncidentMove(row, at.move + incident * MOVE_WIDTH)
