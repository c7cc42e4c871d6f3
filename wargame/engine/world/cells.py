"""Where in a row each cell of the world stands, and the orders of a turn by name."""

from typing import Any

from wargame.engine.world.layout import (
    MOVE_WIDTH,
    RESULT_WIDTH,
    RULED_WIDTH,
    SHEET_WIDTH,
    SLOTS,
    FiledOrder,
    IncidentMove,
    Layout,
    OrderResult,
    RuledOrder,
)
from wargame.engine.world.rule import rule


@rule
def relation_cell(at: Layout, state: int, towards: int) -> int:
    """Find how one state stands to another."""
    return at.relation + state * at.states + towards


@rule
def tension_cell(at: Layout, state: int, towards: int) -> int:
    """Find how threatened one state feels by another."""
    return at.tension + state * at.states + towards


@rule
def exposure_cell(at: Layout, state: int, towards: int) -> int:
    """Find how much one state's economy can be hurt by another."""
    return at.exposure + state * at.states + towards


@rule
def stimulus_cell(at: Layout, actor: int, target: int) -> int:
    """Find the most hostile act of one state at another that was noticed last turn."""
    return at.stimulus + actor * at.states + target


@rule
def familiarity_cell(at: Layout, actor: int, order_class: int, seen_by: int) -> int:
    """Find how often a class of orders of one state was seen by another."""
    return at.familiarity + (actor * at.classes + order_class) * at.states + seen_by


@rule
def ending_cell(at: Layout) -> int:
    """Find the ending that the world has reached: 0 none, else 1 + its index."""
    return at.clock + 1


@rule
def stage_cell(at: Layout, incident: int) -> int:
    """Find an incident's stage, counted from its first."""
    return at.incident + 3 * incident


@rule
def hostility_cell(at: Layout, incident: int) -> int:
    """Find an incident's MID hostility."""
    return at.incident + 3 * incident + 1


@rule
def dwell_cell(at: Layout, incident: int) -> int:
    """Find how many turns an incident has been in its stage."""
    return at.incident + 3 * incident + 2


@rule
def ruled_call_cell(at: Layout, ally: int, agreement: int) -> int:
    """Find what is ruled about an ally's answer by an agreement."""
    return at.ruled_call + ally * at.agreements + agreement


@rule
def approval_cell(at: Layout, state: int) -> int:
    """Find a state's home confidence."""
    return at.approval + state


@rule
def economy_cell(at: Layout, state: int) -> int:
    """Find a state's economy."""
    return at.economy + state


@rule
def readiness_cell(at: Layout, state: int) -> int:
    """Find a state's readiness."""
    return at.readiness + state


@rule
def standing_cell(at: Layout, state: int) -> int:
    """Find a state's standing."""
    return at.standing + state


@rule
def resolve_cell(at: Layout, state: int) -> int:
    """Find a state's resolve."""
    return at.resolve + state


@rule
def stake_cell(at: Layout, state: int) -> int:
    """Find what a state has publicly committed itself to."""
    return at.stake + state


@rule
def points_cell(at: Layout, state: int) -> int:
    """Find a state's order points."""
    return at.points + state


@rule
def strength_cell(at: Layout, agreement: int) -> int:
    """Find an agreement's strength."""
    return at.strength + agreement


@rule
def in_force_cell(at: Layout, agreement: int) -> int:
    """Find whether an agreement is in force."""
    return at.in_force + agreement


@rule
def fired_cell(at: Layout, inject: int) -> int:
    """Find the turn in which an inject fired."""
    return at.fired + inject


@rule
def filed_cell(at: Layout, seat: int) -> int:
    """Find how many slots of a sheet are used."""
    return at.filed + seat


@rule
def allies_cell(at: Layout, state: int) -> int:
    """Find the bit mask of the states that a pact of defence binds to a state."""
    return at.allies + state


@rule
def draw_cell(at: Layout, inject: int) -> int:
    """Find an inject's roll."""
    return at.draw + inject


@rule
def cue_cell(at: Layout, inject: int) -> int:
    """Find what is decided by hand about an inject."""
    return at.cued + inject


@rule
def accord_cell(at: Layout, agreement: int) -> int:
    """Find what seats agreed on beside their orders about an agreement."""
    return at.accord + agreement


@rule
def shift_cell(at: Layout, index: int) -> int:
    """Find 1 + a cell that the white cell moves by hand; by how much stands behind it."""
    return at.shift + 2 * index


@rule
def ruled_move_cell(at: Layout, incident: int) -> int:
    """Find 1 + the transition that is ruled for an incident."""
    return at.ruled_move + incident


@rule
def pull_cell(at: Layout, leaning: int) -> int:
    """Find how much a leaning of the seat that decides pulls now, counted from its first."""
    return at.pulls + leaning


@rule
def pending_cell(at: Layout, seat: int, place: int) -> int:
    """Find one of a seat's orders under way."""
    return at.pending + seat * at.places + place


@rule
def filed_order(at: Layout, row: Any, seat: int, slot: int) -> FiledOrder:
    """Look at an order of a seat's sheet."""
    return FiledOrder(row, at.sheet + (seat * SLOTS + slot) * SHEET_WIDTH)


@rule
def result_cell(at: Layout, seat: int, slot: int) -> int:
    """Find the first cell of what became of an order."""
    return at.result + (seat * SLOTS + slot) * RESULT_WIDTH


@rule
def order_result(at: Layout, row: Any, seat: int, slot: int) -> OrderResult:
    """Look at what became of an order."""
    return OrderResult(row, result_cell(at, seat, slot))


@rule
def ruled_order(at: Layout, row: Any, seat: int, slot: int) -> RuledOrder:
    """Look at what is ruled about an order."""
    return RuledOrder(row, at.ruled + (seat * SLOTS + slot) * RULED_WIDTH)


@rule
def incident_move(at: Layout, row: Any, incident: int) -> IncidentMove:
    """Look at how an incident moves this turn."""
    return IncidentMove(row, at.move + incident * MOVE_WIDTH)
