"""What a scripted seat may know. It looks at the world through these rules and no others."""

from wargame.engine.dials import FRIENDSHIP
from wargame.engine.rules.game import Game, dial
from wargame.engine.world.rule import rule
from wargame.engine.world.tables import (
    CELL,
    CLAUSE_FROM,
    CLAUSE_TO,
    CLAUSE_WIDTH,
    CLAUSES,
    CONDITION_WIDTH,
    CONDITIONS,
    HIGH,
    LAST,
    LOW,
    SEEN,
)

HIDDEN = -(2**31)


@rule
def look(g: Game, seat: int, cell: int) -> int:
    """Give a cell of the world as the seat knows it, `HIDDEN` where it may not know it."""
    value: int = g.now[cell]
    return value if (g.t[g.t[SEEN] + cell] >> seat) & 1 else HIDDEN


@rule
def believes(g: Game, seat: int, condition: int) -> bool:
    """Judge a condition on the world as the seat knows it; no clause on a hidden cell holds."""
    span = g.t[CONDITIONS] + condition * CONDITION_WIDTH
    met = False
    for index in range(g.t[span + CLAUSE_FROM], g.t[span + CLAUSE_TO]):
        clause = g.t[CLAUSES] + index * CLAUSE_WIDTH
        if not met:
            met = g.t[clause + LOW] <= look(g, seat, g.t[clause + CELL]) <= g.t[clause + HIGH]
        if g.t[clause + LAST]:
            if not met:
                return False
            met = False
    return True


@rule
def is_friend(g: Game, seat: int, state: int) -> bool:
    """Say whether the seat stands so well to a state that it takes nothing it does for a threat."""
    return look(g, seat, g.at.relation + seat * g.at.states + state) >= dial(g, FRIENDSHIP)
