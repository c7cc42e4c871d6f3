"""A whole turn: the rule families in their order."""

from typing import Any

from wargame.engine.rules.actions import act_of, targets_of
from wargame.engine.rules.agreements import conclude, deal
from wargame.engine.rules.alliances import bind_allies, consult
from wargame.engine.rules.bystanders import move_bystanders
from wargame.engine.rules.clock import bear_grudges, forget, keep_courses, remember, tick
from wargame.engine.rules.delayed import fall_due, set_aside
from wargame.engine.rules.direct import affect, strike
from wargame.engine.rules.domestic import answer_at_home
from wargame.engine.rules.drift import clamp, drift, rest
from wargame.engine.rules.economy import coerce, transfer
from wargame.engine.rules.endings import end
from wargame.engine.rules.game import Game, orders_filed
from wargame.engine.rules.incidents import move_incidents
from wargame.engine.rules.injects import fire_injects
from wargame.engine.rules.orders import take_orders
from wargame.engine.rules.shifts import shift_figures
from wargame.engine.rules.support_calls import call_allies
from wargame.engine.rules.tariffs import take_announced, tax
from wargame.engine.world.dice import Key
from wargame.engine.world.layout import Layout
from wargame.engine.world.rule import quick_record, rule
from wargame.engine.world.tables import Tables


@rule
def play(tables: Tables, at: Layout, now: Any, then: Any, key: Key, ledger: Any) -> None:
    """Adjudicate one turn from `now`, which holds world and sheets, into `then`, a copy of it.

    The facts of the turn (what was ordered, what worked, every roll) are left in `now`.
    """
    turn = now[at.clock]
    g = quick_record(Game(tables, quick_record(at), now, then, key, turn, ledger))
    bind_allies(g)
    take_orders(g)
    forget(g)
    fall_due(g)
    carry_out_acts(g)
    take_announced(g)
    consult(g)
    conclude(g)
    move_incidents(g)
    bear_grudges(g)
    keep_courses(g)
    drift(g)
    rest(g)
    clamp(g)
    if fire_injects(g):
        clamp(g)
    if shift_figures(g):
        clamp(g)
    end(g, turn >= at.turns)
    tick(g)


@rule
def carry_out_acts(g: Game) -> None:
    """Let each act work by the families that look at one act; all of them read the start of the turn.

    An order at several targets is an act at each of them, in the order of the states.
    """
    for seat in range(g.at.states):
        for slot in range(orders_filed(g, seat)):
            rest = targets_of(g, seat, slot)
            act = act_of(g, seat, slot, rest)
            while act.kind >= 0:
                affect(g, act)
                strike(g, act)
                move_bystanders(g, act)
                call_allies(g, act)
                deal(g, act)
                answer_at_home(g, act)
                coerce(g, act)
                transfer(g, act)
                tax(g, act)
                remember(g, act)
                if g.at.places:
                    set_aside(g, act)
                rest &= rest - 1
                if rest <= 0:
                    break
                act = act_of(g, seat, slot, rest)
