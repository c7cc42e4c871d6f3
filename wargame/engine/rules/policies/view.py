"""The knowledge of a scripted seat. It looks at the world through these rules and no others."""

from wargame.engine.rules.game import Game
from wargame.engine.world.cells import relation_cell
from wargame.engine.world.rule import rule

HIDDEN = -(2**31)


@rule
def look(g: Game, seat: int, cell: int) -> int:
    """Give a cell of the world as the seat knows it, `HIDDEN` where it may not know it."""
    value: int = g.now[cell]
    return value if (g.tables.seen[cell] >> seat) & 1 else HIDDEN


@rule
def believes(g: Game, seat: int, condition: int) -> bool:
    """Judge a condition on the world as the seat knows it; no clause on a hidden cell holds.

    Each clause carries who may know its cell, as `look` reads it.
    """
    span = g.tables.conditions[condition]
    met = False
    for index in range(span.clause_from, span.clause_to):
        clause = g.tables.clauses[index]
        if not met and (clause.seen >> seat) & 1:
            met = clause.low <= g.now[clause.cell] <= clause.high
        if clause.last:
            if not met:
                return False
            met = False
    return True


@rule
def is_friend(g: Game, seat: int, state: int) -> bool:
    """Say whether the seat stands so well to a state that it takes nothing it does for a threat."""
    return look(g, seat, relation_cell(g.at, seat, state)) >= g.tables.dials.friendship
