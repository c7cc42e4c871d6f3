"""Authored effects: which cells one changes, by how much, and what it tells of a hidden truth."""

from wargame.engine.rules.amounts import amount_of
from wargame.engine.rules.evidence import learn, look_into
from wargame.engine.rules.game import Cast, Cause, Game, holds, members, record
from wargame.engine.world.rule import lowest, rule
from wargame.engine.world.tables import NOBODY


@rule
def apply(g: Game, index: int, cast: Cast, share: int, cause: Cause) -> None:
    """Apply one authored effect if its condition holds; `share` (1/1024) is habituation.

    Where it depends on a hidden truth, its witnesses learn from it, whether or not it comes.
    """
    effect = g.tables.effects[index]
    condition = effect.when
    is_met = condition == 0 or holds(g.tables, g.now, condition)
    amount = amount_of(g, index, share, cause) if is_met else 0
    if effect.truth >= 0:
        if effect.right == 0:
            learn(g, index, cast, share, cause)
        elif is_met:
            look_into(g, index, cast, cause)
    if amount != 0:
        move_cells(g, index, cast, amount, cause)


@rule
def apply_all(g: Game, first: int, end: int, cast: Cast, share: int, cause: Cause) -> None:
    """Apply a range of authored effects."""
    for index in range(first, end):
        apply(g, index, cast, share, cause)


@rule
def move_cells(g: Game, index: int, cast: Cast, amount: int, cause: Cause) -> None:
    """Change every cell that an effect is about."""
    effect = g.tables.effects[index]
    if effect.who == NOBODY:
        change(g, effect.base, amount, cause, index)
        return
    who = members(g, effect.who, cast)
    while who:
        i = lowest(who)
        who -= 1 << i
        start = effect.base + i * effect.stride
        if effect.towards == NOBODY:
            change(g, start, amount, cause, index)
            continue
        towards = members(g, effect.towards, cast) & ~(1 << i)
        while towards:
            j = lowest(towards)
            towards -= 1 << j
            change(g, start + j, amount, cause, index)


@rule
def change(g: Game, cell: int, delta: int, cause: Cause, effect: int) -> None:
    """Change a cell by an authored effect, which the ledger row names."""
    g.then[cell] += delta
    record(g.ledger, cell, delta, cause, effect)
