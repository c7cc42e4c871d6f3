"""Duties on lists of goods: set at once or announced for a later turn, and what they cost in proportion."""

from wargame.engine.rules.actions import Act
from wargame.engine.rules.game import BY_ORDER, BY_TIME, TARIFF, TARIFF_DUE, THIRD_POWER, Cause, Game, add, scale
from wargame.engine.world.cells import (
    announced_cell,
    announced_turn_cell,
    duty_cell,
    economy_cell,
    exposure_cell,
    hit_cell,
    rate_cell,
    rate_turn_cell,
    relation_cell,
)
from wargame.engine.world.layout import FAILED
from wargame.engine.world.rule import inner_rule, rule

NOTHING = -10
"""The value of the cell of an announced rate while nothing is announced."""


@inner_rule
def tax(g: Game, act: Act) -> None:
    """Let an order set a rate on its list, or announce it. Either replaces what was announced for the list before."""
    level = g.tables.levels[act.level]
    if level.on_list < 0 or act.status == FAILED:
        return
    cause = Cause(TARIFF, BY_ORDER, act.seat, act.slot)
    if level.after > 0 and level.rate >= 0:
        announce(g, level.on_list, level.rate, g.turn + level.after, cause)
        return
    announce(g, level.on_list, NOTHING, 0, cause)
    if level.rate >= 0:
        set_rate(g, level.on_list, level.rate, cause)


@rule
def take_announced(g: Game) -> None:
    """Let the announced rates of this turn take effect, unless an order of this turn replaced or withdrew them."""
    for number in range(g.at.lists):
        due = g.then[announced_turn_cell(g.at, number)]
        if 0 < due <= g.turn:
            cause = Cause(TARIFF_DUE, BY_TIME, 0, 0)
            rate = g.then[announced_cell(g.at, number)]
            announce(g, number, NOTHING, 0, cause)
            set_rate(g, number, rate, cause)


@rule
def announce(g: Game, number: int, rate: int, turn: int, cause: Cause) -> None:
    """Write which rate is to come for a list, and when."""
    cell = announced_cell(g.at, number)
    add(g, cell, rate - g.then[cell], cause)
    cell = announced_turn_cell(g.at, number)
    add(g, cell, turn - g.then[cell], cause)


@rule
def set_rate(g: Game, number: int, rate: int, cause: Cause) -> None:
    """Put a rate on a list, and let what it hits and what it costs follow; a list hits no more than is left."""
    row, cell = g.tables.lists[number], rate_cell(g.at, number)
    flow, hit = g.tables.flows[row.flow], hit_cell(g.at, row.flow)
    old = g.then[cell]
    if rate == old or (old == 0 and g.then[hit] + row.amount > flow.imports):
        return
    before = duty_of(g, row.flow)
    add(g, cell, rate - old, cause)
    turn = rate_turn_cell(g.at, number)
    add(g, turn, g.turn - g.then[turn], cause)
    if old == 0:
        add(g, hit, row.amount, cause)
    if rate == 0:
        add(g, hit, -row.amount, cause)
    add(g, duty_cell(g.at, row.flow), duty_of(g, row.flow) - before, cause)
    charge(g, row.flow, row.amount * (rate - old), cause)


@rule
def duty_of(g: Game, number: int) -> int:
    """Give the average duty on a flow by the rates of its lists as they stand now."""
    total = 0
    for index in range(g.at.lists):
        row = g.tables.lists[index]
        if row.flow == number:
            total += row.amount * g.then[rate_cell(g.at, index)]
    return average_duty(total, g.tables.flows[number].imports)


@rule
def average_duty(total: int, imports: int) -> int:
    """Give the average of amounts times rates over all that is bought, in tenths of a per cent."""
    return total // imports


@rule
def charge(g: Game, number: int, amount: int, cause: Cause) -> None:
    """Let both sides and third states bear a change of duty: an amount times a change of rate.

    Both sides' shares are of the exposure that the seller opened with: what a duty takes, its end gives back.
    """
    flow = g.tables.flows[number]
    cell = exposure_cell(g.at, flow.against, flow.owner)
    borne = g.tables.cells[cell].opening * amount // (flow.imports * 1000)
    add(g, economy_cell(g.at, flow.against), -scale(g.tables.dials.tariff_target, borne), cause)
    add(g, economy_cell(g.at, flow.owner), -scale(g.tables.dials.tariff_sender, borne), cause)
    drive(g, flow.owner, flow.against, scale(g.tables.dials.third_power, borne), cause)
    for index in range(flow.third_from, flow.third_to):
        third = g.tables.thirds[index]
        moved = third.net * amount // 1000
        add(g, economy_cell(g.at, third.state), g.tables.dials.diversion * moved // (1024 * 100), cause)


@rule
def drive(g: Game, owner: int, against: int, size: int, cause: Cause) -> None:
    """Bring a taxed state closer to those that it stands well with and that stand badly with the taxing state."""
    if size == 0:
        return
    driven = Cause(THIRD_POWER, cause.source, cause.first, cause.second)
    for third in range(g.at.states):
        if third in (owner, against):
            continue
        if g.now[relation_cell(g.at, third, owner)] < 0 < g.now[relation_cell(g.at, against, third)]:
            add(g, relation_cell(g.at, against, third), size, driven)
