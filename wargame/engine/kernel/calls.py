"""Support calls: force calls on the target's allies; those who come in are drawn in, those who stay away are blamed."""

from wargame.engine.dials import ABANDONMENT, BACKING, ENTRAPMENT, FORCE_FROM, RELIABILITY
from wargame.engine.dice import CALL, roll
from wargame.engine.kernel.acts import Act, supports
from wargame.engine.kernel.ground import BY_ORDER, CALL_BROKEN, CALL_KEPT, Cause, Game, add, dial, scale
from wargame.engine.rule import rule
from wargame.engine.tables import (
    AGREEMENT_WIDTH,
    AGREEMENTS,
    CELL_WIDTH,
    CELLS,
    DEFENCE,
    EXCLUDES,
    LEVEL_WIDTH,
    LEVELS,
    OPENING,
    ORDER_WIDTH,
    ORDERS,
    PARTIES,
    PLACE,
    SEVERITY,
)


@rule
def call_allies(g: Game, act: Act) -> None:
    """Let force that is noticed call on every party of a defence pact that reaches the place, but not on its author."""
    severity = g.t[g.t[LEVELS] + act.level * LEVEL_WIDTH + SEVERITY]
    if act.target < 0 or not act.noticed or severity < dial(g, FORCE_FROM) or dial(g, RELIABILITY) == 0:
        return
    place = g.t[g.t[ORDERS] + act.kind * ORDER_WIDTH + PLACE]
    for index in range(g.at.agreements):
        pact = g.t[AGREEMENTS] + index * AGREEMENT_WIDTH
        parties = g.t[pact + PARTIES]
        if not g.t[pact + DEFENCE] or g.now[g.at.in_force + index] == 0 or (g.t[pact + EXCLUDES] & place) != 0:
            continue
        if (parties >> act.target) & 1 and not (parties >> act.seat) & 1:
            for ally in range(g.at.states):
                if (parties >> ally) & 1 and ally not in (act.target, act.partner):
                    answer(g, act, index, ally)


@rule
def answer(g: Game, act: Act, index: int, ally: int) -> None:
    """A government's own order of support decides; without one the pact is honoured by a roll, once a turn."""
    n = g.at.states
    if supports(g, ally, act.target) or roll(g.seed, g.turn, CALL, ally, index) < honoured(g, index):
        kept = Cause(CALL_KEPT, BY_ORDER, act.seat, act.slot)
        drawn_in = scale(dial(g, ENTRAPMENT), act.felt)
        add(g, g.at.tension + ally * n + act.seat, drawn_in, kept)
        add(g, g.at.tension + act.seat * n + ally, drawn_in, kept)
        add(g, g.at.resolve + act.target, dial(g, BACKING), kept)
    else:
        broken = Cause(CALL_BROKEN, BY_ORDER, act.seat, act.slot)
        add(g, g.at.relation + act.target * n + ally, -dial(g, ABANDONMENT), broken)


@rule
def honoured(g: Game, index: int) -> int:
    """Give the chance (1/65536) that a pact is honoured: the dial, less where the pact is weaker than it opened."""
    cell = g.at.strength + index
    opening = max(g.t[g.t[CELLS] + cell * CELL_WIDTH + OPENING], 1)
    trust = min(g.now[cell] * 1024 // opening, 1024)
    return scale(trust, dial(g, RELIABILITY)) << 6
